"""Log lines: one JSON object each. Ids, codes, times and places in the source; never what somebody sent.

What a line may hold is decided where it is written, and once more here: of an exception the type and the places are
kept, not its message, which may repeat a value; of a request the route's template, not its path and not its query.
"""

from __future__ import annotations

import json
import logging
import sys
import time
import traceback
import uuid
from collections.abc import Callable
from datetime import UTC, datetime
from typing import TextIO

from opentelemetry.propagate import extract
from opentelemetry.trace import Span, SpanKind, Tracer, get_tracer
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from serving.request_id import REQUEST_ID

logger = logging.getLogger("serving.requests")
FACTS = "facts"  # of a record: what a line says beside its sentence
Observe = Callable[[Scope, str, str, int, float], None]
# Libraries that tell of what they are handed.
_QUIET = ("httpx", "httpcore", "obstore", "alembic", "PIL", "multipart", "python_multipart", "pyhanko", "fontTools")


class JsonLines(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        line: dict[str, object] = {"at": at, "level": record.levelname.lower(), "from": record.name}
        if name := REQUEST_ID.get():
            line["request"] = name
        line |= getattr(record, FACTS, None) or {"says": record.getMessage()}
        if record.exc_info and record.exc_info[1] is not None:
            line["error"] = places_of(record.exc_info[1])
        return json.dumps(line, ensure_ascii=False, default=str)


def configure_logs(level: str, stream: TextIO | None = None) -> logging.Handler:
    """Everything that this process logs, as JSON lines. The handler, for who wants to take it away again."""
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(JsonLines())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level.upper())
    for name in _QUIET:
        logging.getLogger(name).setLevel(logging.ERROR)
    return handler


def places_of(error: BaseException) -> list[str]:
    """Types and places of an error and of those that led to it, without their messages."""
    told: list[str] = []
    seen: BaseException | None = error
    while seen is not None and len(told) < 200:
        told.append(f"{type(seen).__module__}.{type(seen).__qualname__}")
        frames = traceback.extract_tb(seen.__traceback__)
        told += [f"  {frame.filename}:{frame.lineno} {frame.name}" for frame in frames]
        seen = seen.__cause__ or seen.__context__
    return told


class RequestLog:
    """One line a request, and its name in the answer. Plain ASGI, outermost: it sees what the client sees.

    Where an OpenTelemetry SDK is set up in this process, each is a span, too, with what the line says.

    Args:
        observe: is told scope, method, route, status and seconds of each.
        tracer: that makes the spans; else the process's.
    """

    def __init__(self, app: ASGIApp, observe: Observe, tracer: Tracer | None = None) -> None:
        self._app, self._observe = app, observe
        self._tracer = tracer or get_tracer("countenance")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await self._app(scope, receive, send)
        scope.setdefault("state", {})
        name = str(uuid.uuid4())
        token = REQUEST_ID.set(name)
        parent = extract(Headers(scope=scope))
        try:
            # Neither message nor path nor query become part of a span: what a library would add by itself, is off.
            with self._tracer.start_as_current_span(
                "request", parent, SpanKind.SERVER, record_exception=False, set_status_on_exception=False
            ) as span:
                await self._told(scope, receive, send, name, span)
        finally:
            REQUEST_ID.reset(token)
        return None

    async def _told(self, scope: Scope, receive: Receive, send: Send, name: str, span: Span) -> None:
        began, status = time.monotonic(), 499  # nobody waited for the answer

        async def noting_send(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                MutableHeaders(scope=message)["X-Request-Id"] = name
            await send(message)

        try:
            await self._app(scope, receive, noting_send)
        finally:
            seconds, route = time.monotonic() - began, template_of(scope)
            method = scope["method"] if scope["method"] in _METHODS else "OTHER"
            self._observe(scope, method, route, status, seconds)
            span.update_name(f"{method} {route}")
            who = scope["state"].get("caller")
            span.set_attributes(_attributes(method, route, status, name, who))
            facts = {"method": method, "route": route, "status": status, "ms": round(seconds * 1000, 1)}
            logger.info("request", extra={FACTS: facts | ({"caller": who} if who else {})})


def _attributes(method: str, route: str, status: int, name: str, who: str | None) -> dict[str, str | int]:
    """What a span says: by OpenTelemetry's names where it has one, ids and a route's template alone."""
    said: dict[str, str | int] = {"http.request.method": method, "http.route": route, "countenance.request": name}
    said["http.response.status_code"] = status
    return said | ({"countenance.caller": who} if who else {})


_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})


def template_of(scope: Scope) -> str:
    """`/v1/clients/{client}`; of what is no route of ours nothing is repeated."""
    return str(getattr(scope.get("route"), "path", "none"))
