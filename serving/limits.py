"""What one request may be, and how many are served at once: asked before anything of a request is read."""

from __future__ import annotations

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from serving.errors import BodyTooLargeError, OverloadedError
from serving.problems import problem_of

_ALWAYS_ANSWERED = ("/healthz", "/readyz", "/metrics")  # an orchestrator must not take a busy server for a dead one
_SLACK_BYTES = 2**20  # what reads forms counts them itself, and is to be the one who refuses


class Limits:
    """Args:
    max_requests: served at once.
    max_upload_bytes: of any body at all. Routes that take forms, and what bounds all other bodies, refuse earlier;
        this is for forms that come to routes which take none.
    """

    def __init__(self, app: ASGIApp, max_requests: int, max_upload_bytes: int) -> None:
        self._app, self._free, self._most = app, max_requests, max_upload_bytes + _SLACK_BYTES

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"] in _ALWAYS_ANSWERED:
            return await self._app(scope, receive, send)
        if not self._free:
            return await problem_of(OverloadedError(), Headers(scope=scope))(scope, receive, send)
        self._free -= 1
        try:
            await self._bounded(scope, receive, send)
        finally:
            self._free += 1
        return None

    async def _bounded(self, scope: Scope, receive: Receive, send: Send) -> None:
        counted = _Counted(receive, send, self._most)
        await self._app(scope, counted.receive, counted.send)
        if counted.exceeded:
            await problem_of(BodyTooLargeError(self._most), Headers(scope=scope))(scope, receive, send)


class _Counted:
    """A body without a length is counted while it comes. What is answered to half of one is not sent."""

    def __init__(self, receive: Receive, send: Send, most: int) -> None:
        self._receive, self._send, self._most, self._read = receive, send, most, 0
        self.exceeded = False
        self._started = False

    async def receive(self) -> Message:
        message = await self._receive()
        self._read += len(message.get("body", b""))
        if self._read > self._most and not self._started:
            self.exceeded = True
            raise HTTPException(413)
        return message

    async def send(self, message: Message) -> None:
        if not self.exceeded:
            self._started = True
            await self._send(message)
