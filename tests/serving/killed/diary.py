"""What was asked of a server, and what it acknowledged: written by those who ask, read once it was killed."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import httpx

from tests.serving.desk.standing import key

AWAY = (httpx.TransportError, httpx.RemoteProtocolError)
UNAVAILABLE = 503  # nothing is acknowledged; what was asked may have been done, or not


@dataclass
class Asked:
    """One request.

    Attributes:
        kind: of what it makes: photo, plan, approval …
        about: what is known of the thing beside its id: a photo's bytes, a plan's client.
        status: of the answer that was seen in full; None where the server was gone before.
    """

    kind: str
    who: str
    method: str
    path: str
    said: dict[str, Any]
    headers: dict[str, str]
    about: Any = None
    status: int | None = None
    answer: Any = None

    @property
    def acknowledged(self) -> bool:
        return self.status is not None and self.status < 300

    @property
    def id(self) -> str:
        """Of the thing, once there is one; an approval is its plan's."""
        return str(self.answer["plan" if self.kind == "approval" else "id"])


class InterruptedAskingError(Exception):
    """The server, or its database, is gone."""


@dataclass
class Diary:
    """Attributes:
    asked: by everybody, in about the order of the beginnings.
    unexpected: answers that nobody should ever get.
    under_way: how many requests are, now.
    """

    asked: list[Asked] = field(default_factory=list)
    unexpected: list[str] = field(default_factory=list)
    under_way: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def ask(self, server: httpx.Client, token: str, asked: Asked) -> Asked:
        """Written down before it is sent.

        Raises:
            InterruptedAskingError.
        """
        if asked.method == "POST" and "Idempotency-Key" not in asked.headers:
            asked.headers |= key()
        with self._lock:
            self.asked.append(asked)
        return self.repeat(server, token, asked)

    def repeat(self, server: httpx.Client, token: str, asked: Asked) -> Asked:
        """The same request again, or for the first time."""
        with self._busy():
            answer = sent(server, token, asked)
        if answer is None or answer.status_code == UNAVAILABLE:
            raise InterruptedAskingError
        if answer.status_code >= 300:
            self.unexpected.append(f"{asked.method} {asked.path}: {answer.status_code} {answer.text[:300]}")
            raise InterruptedAskingError
        asked.status, asked.answer = answer.status_code, answer.json() if answer.content else None
        return asked

    @contextmanager
    def _busy(self) -> Iterator[None]:
        with self._lock:
            self.under_way += 1
        try:
            yield
        finally:
            with self._lock:
                self.under_way -= 1

    def of(self, *kinds: str) -> Iterator[Asked]:
        """Those that were acknowledged."""
        return (each for each in list(self.asked) if each.kind in kinds and each.acknowledged)


def sent(server: httpx.Client, token: str, asked: Asked) -> httpx.Response | None:
    """The answer in full; None where it broke off."""
    headers = asked.headers | {"Authorization": f"Bearer {token}"}
    try:
        return server.request(asked.method, asked.path, headers=headers, **asked.said)
    except AWAY:
        return None
