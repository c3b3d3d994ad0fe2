"""Bodies that are read whole before a route is asked are small. Photos come as forms, which count for themselves."""

from __future__ import annotations

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from serving.errors import BodyTooLargeError
from serving.half_characters import has_half_a_character
from serving.problems import not_valid, problem_of

_FORM = "multipart/form-data"


class BodyLimit:
    """Refuses a larger body with 413, as soon as it is known, and one with half a character in it with 422: both before
    anybody's credentials are looked at."""

    def __init__(self, app: ASGIApp, max_bytes: int) -> None:
        self._app, self._max_bytes = app, max_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or Headers(scope=scope).get("content-type", "").lower().startswith(_FORM):
            await self._app(scope, receive, send)
            return
        messages = await self._read(receive)
        if messages is None:
            error = BodyTooLargeError(self._max_bytes)
            await problem_of(error, Headers(scope=scope))(scope, receive, send)
            return
        if has_half_a_character(b"".join(message.get("body", b"") for message in messages)):
            await not_valid(Headers(scope=scope), ("body", "Half a character"))(scope, receive, send)
            return

        async def again() -> Message:
            return messages.pop(0) if messages else await receive()

        await self._app(scope, again, send)

    async def _read(self, receive: Receive) -> list[Message] | None:
        """What came, up to the end of the body; None when there was more than may be."""
        messages: list[Message] = []
        size = 0
        while not messages or messages[-1].get("more_body", False):
            messages.append(await receive())
            size += len(messages[-1].get("body", b""))
            if size > self._max_bytes:
                return None
        return messages
