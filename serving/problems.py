"""Every error leaves the server as application/problem+json (RFC 9457), and no traceback does.

`type` is a URN made of the error's stable code, `title` is constant per code, `detail` is the sentence for
this occurrence (fit to be shown to the person at the tablet), `instance` finds the line in the log.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.routing import Match
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from models.errors import CountenanceError
from serving.logs import places_of
from serving.request_id import request_id
from serving.wording import language_of, title

logger = logging.getLogger(__name__)
_CODE = re.compile(r"[a-z][a-z0-9_]*")
_METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")


class Problem(BaseModel):
    """The body of every error response."""

    type: str = Field(examples=["urn:countenance:problem:no_face"])
    title: str = Field(examples=["No face was found in the photo"])
    status: int = Field(examples=[422])
    detail: str = Field(examples=["No face was found in the photo"])
    code: str = Field(description="Stable; clients branch on it", examples=["no_face"])
    instance: str = Field(description="Names this occurrence in the server's log")
    details: dict[str, Any] = Field(default_factory=dict, description="Facts that help: a limit, a size")


def problem_responses(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """For `responses=` of a route: the OpenAPI page shows what an error looks like."""
    content = {"application/problem+json": {"schema": Problem.model_json_schema()}}
    return {status: {"description": HTTPStatus(status).phrase, "content": content} for status in statuses}


def install_problem_handlers(app: FastAPI) -> None:
    app.add_exception_handler(CountenanceError, _countenance_error)
    app.add_exception_handler(RequestValidationError, _validation_error)
    app.add_exception_handler(HTTPException, _http_error)
    app.add_middleware(ErrorBoundary)


def _problem(
    asked: Headers, status: int, code: str, english: str, detail: str, details: dict[str, Any] | None = None
) -> JSONResponse:
    """The title in the caller's language. What a sentence says beyond it stays English, and is in `details`."""
    language = language_of(asked.get("accept-language"))
    told = title(code, english, language)
    problem = Problem(
        type=f"urn:countenance:problem:{code}",
        title=told,
        status=status,
        detail=told if detail == english else detail,
        code=code,
        instance=f"urn:uuid:{request_id()}",
        details=details or {},
    )
    if status >= 500:
        logger.error("%s %s %s", problem.instance, status, code)
    headers = {"Cache-Control": "no-store", "Content-Language": language, "Vary": "Accept-Language"}
    if "retry_after_s" in problem.details:
        headers["Retry-After"] = str(problem.details["retry_after_s"])
    if status == 401:
        headers["WWW-Authenticate"] = _challenge(code)
    return JSONResponse(problem.model_dump(), status, headers=headers, media_type="application/problem+json")


def _challenge(code: str) -> str:
    """RFC 6750: without credentials no error is named, with some which are no good it is."""
    realm = 'Bearer realm="countenance"'
    return realm if code == "credentials_missing" else f'{realm}, error="invalid_token"'


async def _countenance_error(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, CountenanceError)
    return problem_of(error, request.headers)


def _without_value(wrong: dict[str, Any]) -> str:
    """What is wrong; where the words repeat what was sent, only that something is."""
    quoted = any(len(word) > 2 and word in wrong["msg"] for word in _words(wrong.get("input")))
    return "The value is not valid" if quoted else str(wrong["msg"])


def _words(sent: Any) -> Iterator[str]:
    """Of a field its text or texts; of a whole object those that are no codes, which its rules name by themselves."""
    if isinstance(sent, str):
        yield sent
    elif isinstance(sent, list | tuple | set):
        for each in sent:
            yield from _words(each)
    elif isinstance(sent, dict):
        for each in sent.values():
            yield from (word for word in _words(each) if not _CODE.fullmatch(word))


async def _validation_error(request: Request, error: Exception) -> JSONResponse:
    """Says where and what, never the value sent: it may be somebody's data."""
    assert isinstance(error, RequestValidationError)
    return not_valid(
        request.headers, *((".".join(map(str, each["loc"])), _without_value(each)) for each in error.errors())
    )


async def _http_error(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    phrase = HTTPStatus(error.status_code).phrase
    code = phrase.lower().replace(" ", "_").replace("-", "_")
    response = _problem(request.headers, error.status_code, code, phrase, error.detail)
    response.headers.update(error.headers or {})
    if error.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
        response.headers["Allow"] = ", ".join(_allowed(request))
    return response


def _allowed(request: Request) -> list[str]:
    """Every method of the path (RFC 9110, 10.2.1). Starlette's own error knows those of the first route that has it."""
    asked = ({**request.scope, "method": method} for method in _METHODS)
    routes = request.app.routes
    return [each["method"] for each in asked if any(route.matches(each)[0] is Match.FULL for route in routes)]


class ErrorBoundary:
    """Whatever nobody expected: a problem for the client, the traceback for the log.

    Starlette's handler for Exception raises the error again, and then the server drops the connection.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        started = False

        async def noting_send(message: Message) -> None:
            nonlocal started
            started = True
            await send(message)

        try:
            await self._app(scope, receive, noting_send)
        except Exception as error:
            if started or scope["type"] != "http":
                raise  # half an answer cannot be taken back: the server closes the connection
            logger.error("%s", "\n".join(places_of(error)))  # its message may repeat what was sent
            code, english = CountenanceError.code, CountenanceError.title
            await _problem(Headers(scope=scope), 500, code, english, english)(scope, receive, send)


def not_valid(asked: Headers, *wrong: tuple[str, str]) -> JSONResponse:
    """What was sent is not what is taken.

    Args:
        wrong: where, and what.
    """
    errors = [{"where": where, "what": what} for where, what in wrong]
    detail = "; ".join(f"{where}: {what}" for where, what in wrong)
    return _problem(asked, 422, "invalid_request", "The request is not valid", detail, {"errors": errors})


def problem_of(error: CountenanceError, asked: Headers) -> JSONResponse:
    """An error as a response, for what answers before a route does."""
    return _problem(asked, error.status, error.code, error.title, str(error), error.details)
