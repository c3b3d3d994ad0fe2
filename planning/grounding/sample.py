"""The sample group's own protocols, which ship."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from planning.grounding.read import ProtocolText, read_protocol
from planning.practice import sample_practice


@cache
def sample_protocols() -> tuple[ProtocolText, ...]:
    """All of them, read."""
    folder = files("planning") / "practice" / "sample" / "protocols"
    return tuple(
        read_protocol(protocol, (folder / protocol.document).read_bytes()) for protocol in sample_practice().protocols
    )
