"""Answers that hold a secret."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Self

from fastapi import Request, Response
from pydantic import BaseModel

from serving.access.house import COOKIE, by_cookie
from serving.access.sessions import Opened
from serving.credentials.session_schemas import SessionShown
from serving.desk import Answer


@dataclass(frozen=True, slots=True)
class ShownOnce(Answer):
    """An answer whose secret is told now, and not kept for whoever asks again.

    Attributes:
        secrets: names of the body's fields that hold one.
    """

    secrets: tuple[str, ...] = ()

    @classmethod
    def telling(cls, body: BaseModel, owner: str, *secrets: str, at: str = "", version: int | None = None) -> Self:
        told = Answer.of(body, owner, status=201, version=version, at=at)
        return cls(told.status, told.owner, told.body, told.headers, secrets)

    def dumped(self) -> bytes:
        body = json.loads(self.body) | dict.fromkeys(self.secrets)
        return Answer(self.status, self.owner, json.dumps(body).encode(), self.headers).dumped()


def session_answer(opened: Opened, *, cookie: bool, status: int = 200) -> Response:
    """A session: its token in the body, for programs, or in a cookie that no script reads, for pages."""
    shown = SessionShown.of(opened, None if cookie else opened.token)
    answer = Response(shown.model_dump_json(), status, media_type="application/json")
    if cookie:
        answer.set_cookie(COOKIE, opened.token, path="/", secure=True, httponly=True, samesite="strict")
    return answer


def renewed(request: Request, opened: Opened) -> Response:
    """The session goes on in the way in which its token came."""
    return session_answer(opened, cookie=by_cookie(request))
