"""Files that end too early, told by their own structure before any decoder sees them."""

from __future__ import annotations


def check_complete(data: bytes, format: str) -> None:
    """Refuse a file whose structure points past its end."""
