"""Which software and which treatment files a projection comes from."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.metadata import version

from planning.library.library import shipped_rule_sets, shipped_treatments

_DIGITS = 12


def software_version() -> str:
    """Of Countenance."""
    return version("countenance")


@cache
def library_version() -> str:
    """The first digits of the SHA-256 of all treatment files and rule sets, by name."""
    digest = hashlib.sha256()
    for texts in (shipped_treatments(), shipped_rule_sets()):
        for name, text in sorted(texts.items()):
            digest.update(f"{name}\n{len(text)}\n{text}".encode())
    return digest.hexdigest()[:_DIGITS]
