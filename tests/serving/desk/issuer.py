"""Credentials for tests: a token for any caller. And clients that show one, over HTTP through the real application."""

from __future__ import annotations

import secrets

from fastapi import FastAPI, Request
from starlette.testclient import TestClient

from models.errors import CountenanceError
from serving.access import Caller

_issued: dict[str, Caller] = {}


class NotIssuedError(CountenanceError):
    code = "credentials_invalid"
    status = 401
    title = "The credentials are not valid"


def issued(caller: Caller) -> dict[str, str]:
    """Headers that a caller comes with."""
    token = secrets.token_urlsafe()
    _issued[token] = caller
    return {"Authorization": f"Bearer {token}"}


def authenticate(request: Request) -> Caller:
    """`serving.desk.Authenticate`."""
    token = request.headers.get("authorization", "").removeprefix("Bearer ")
    if token not in _issued:
        raise NotIssuedError()
    return _issued[token]


def client_of(app: FastAPI, caller: Caller) -> TestClient:
    """An HTTP client of a running application, with a caller's credentials."""
    return TestClient(app, raise_server_exceptions=False, headers=issued(caller))
