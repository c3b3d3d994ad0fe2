"""The sample group's own protocols, which ship."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from planning.grounding.read import ProtocolText, read_protocol
from planning.practice import sample_practice


@cache
def sample_protocols() -> tuple[ProtocolText, ...]:
    """All of them, read."""
    return tuple(read_protocol(protocol, _document(protocol.document)) for protocol in sample_practice().protocols)


def _document(name: str) -> bytes:
    return (files("planning") / "practice" / "sample" / "protocols" / name).read_bytes()
