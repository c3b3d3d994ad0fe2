"""The name of the request that is being served: in its log line, in its answer, and in a problem's `instance`."""

from __future__ import annotations

import uuid
from contextvars import ContextVar

REQUEST_ID: ContextVar[str] = ContextVar("request_id", default="")


def request_id() -> str:
    """Of the present request; a new name where there is none."""
    return REQUEST_ID.get() or str(uuid.uuid4())
