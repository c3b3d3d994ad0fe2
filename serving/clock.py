"""The server's clock. Whatever needs the time is handed it."""

from __future__ import annotations

from datetime import datetime


def local_now() -> datetime:
    """With its time zone: a projection is dated as the practice's calendar has it."""
    return datetime.now().astimezone()
