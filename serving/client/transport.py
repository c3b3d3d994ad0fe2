"""How operations are carried out: requests, another try, problems, pages, files."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO, Self, TypeVar
from urllib.parse import quote
from uuid import uuid4

import httpx
from pydantic import TypeAdapter

from serving.client.model import Model
from serving.client.problem import problem_of

Found = TypeVar("Found")
File = bytes | Path | BinaryIO
Tagged = Model | str
LONGEST_WAIT_S = 10.0
_TRANSIENT = (429, 503)


@dataclass(frozen=True, slots=True)
class Download:
    """A file.

    Attributes:
        name: as the server calls it; empty where it does not.
    """

    content: bytes
    media_type: str
    name: str


class Transport:
    """
    Args:
        base_url: of the server, such as https://countenance.example.com.
        token: a session's, an API key, or one of the identity provider.
        language: of the titles of problems, `en` or `es`.
        retries: further tries where the server is busy, or the connection broke and a second try does no harm.
        http: for a proxy, certificates or limits of one's own; it stays its owner's to close.
    """

    def __init__(
        self,
        base_url: str,
        token: str | None = None,
        *,
        language: str = "en",
        retries: int = 2,
        timeout_s: float = 60.0,
        http: httpx.Client | None = None,
    ) -> None:
        self.token = token
        self._base_url = base_url.rstrip("/")
        self._language = language
        self._retries = retries
        self._timeout_s = timeout_s
        self._own = http is None
        self._http = http or httpx.Client()

    def close(self) -> None:
        if self._own:
            self._http.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def received(self, shown: object) -> None:
        """Told of everything that the server shows."""

    def _model(self, kind: type[Found], method: str, path: str, **said: Any) -> Found:
        answer = self._send(method, path, **said)
        shown: Found = TypeAdapter(kind).validate_json(answer.content)
        if isinstance(shown, Model):
            shown._etag = answer.headers.get("etag")
        self.received(shown)
        return shown

    def _pages(self, kind: type[Found], path: str, query: Mapping[str, Any]) -> Iterator[Found]:
        """Every row of a listing, the next page when it is wanted; `limit` says how many are fetched at once."""
        reader, cursor = TypeAdapter(kind), None
        while True:
            page = self._send("GET", path, query={**query, "cursor": cursor}).json()
            for row in page["items"]:
                yield reader.validate_python(row)
            if (cursor := page["next_cursor"]) is None:
                return

    def _download(self, method: str, path: str, **said: Any) -> Download:
        answer = self._send(method, path, **said)
        _, _, name = answer.headers.get("content-disposition", "").partition("filename=")
        return Download(answer.content, answer.headers.get("content-type", "").partition(";")[0], name.strip('"'))

    def _send(
        self,
        method: str,
        path: str,
        *,
        query: Mapping[str, Any] | None = None,
        body: Model | None = None,
        form: Mapping[str, Any] | None = None,
        files: Mapping[str, File | None] | None = None,
        if_match: Tagged | None = None,
        idempotency_key: str | None = None,
        once: bool = False,
    ) -> httpx.Response:
        """
        Args:
            once: the operation takes an Idempotency-Key; one is made where none is given, and kept over all tries.

        Raises:
            ProblemError, httpx.HTTPError.
        """
        headers = {"Accept-Language": self._language}
        if self.token is not None:
            headers["Authorization"] = f"Bearer {self.token}"
        if if_match is not None:
            headers["If-Match"] = _tag(if_match)
        if once:
            headers["Idempotency-Key"] = idempotency_key or str(uuid4())
        more: dict[str, Any] = {"params": _words(query or {})}
        if body is not None:
            headers["Content-Type"], more["content"] = "application/json", body.as_json()
        if files is not None:
            more |= {"files": _parts(files, form or {})}
        request = self._http.build_request(
            method, self._base_url + path, headers=headers, timeout=self._timeout_s, **more
        )
        request.read()  # so that it can be sent again
        return self._tried(request, harmless=once or method in ("GET", "DELETE"))

    def _tried(self, request: httpx.Request, *, harmless: bool) -> httpx.Response:
        for left in range(self._retries, -1, -1):
            try:
                answer = self._http.send(request)
            except httpx.TransportError as error:
                if not left or not (harmless or isinstance(error, httpx.ConnectError)):
                    raise
                time.sleep(0.2)
                continue
            if answer.status_code < 400:
                return answer
            problem = problem_of(answer)
            wait_s = 0.5 if problem.retry_after_s is None else problem.retry_after_s
            if not left or problem.status not in _TRANSIENT or wait_s > LONGEST_WAIT_S:
                raise problem
            time.sleep(wait_s)
        raise AssertionError("the last try answers or raises")


def _tag(told: Tagged) -> str:
    if isinstance(told, str):
        return told
    if told.etag is None:
        raise ValueError(f"this {type(told).__name__} was not fetched, or has no versions: fetch it, then edit it")
    return told.etag


def _words(said: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _word(value) for name, value in said.items() if value is not None}


def _word(value: object) -> Any:
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.isoformat() if isinstance(value, date | datetime) else value


def _parts(files: Mapping[str, File | None], form: Mapping[str, Any]) -> dict[str, Any]:
    parts: dict[str, Any] = {name: (name, _bytes(file)) for name, file in files.items() if file is not None}
    for name, value in form.items():
        if isinstance(value, Model):
            parts[name] = (None, value.as_json(), "application/json")
        elif value is not None:
            parts[name] = (None, str(_word(value)))
    return parts


def _bytes(file: File) -> bytes:
    if isinstance(file, bytes):
        return file
    return file.read_bytes() if isinstance(file, Path) else file.read()


def quoted(value: str | int) -> str:
    """A part of a path."""
    return quote(str(value), safe="")
