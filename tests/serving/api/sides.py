"""A town's two practices as tests see them: who asks with which token, and what there is by which id."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import httpx
from starlette.testclient import TestClient

from serving.access.house import Access
from serving.consents.texts import shipped
from tests.serving.desk.standing import key
from tests.serving.desk.things import Clock


@dataclass
class Side:
    """A practice.

    Attributes:
        tokens: of somebody of every role; None for nobody's.
        ids: one id of everything, by the name that paths have for it.
    """

    handle: str
    practice: str
    locations: dict[str, str]
    tokens: dict[str, str | None] = field(default_factory=dict)
    ids: dict[str, str] = field(default_factory=dict)


@dataclass
class Town:
    server: TestClient
    access: Access
    clock: Clock
    ours: Side
    theirs: Side

    def ask(self, token: str | None, method: str, path: str, **more: Any) -> httpx.Response:
        headers = dict(more.pop("headers", {}))
        if token is not None:
            headers["Authorization"] = f"Bearer {token}"
        self.clock.at += timedelta(milliseconds=1)
        self.server.cookies.clear()
        return self.server.request(method, path, headers=headers, **more)

    def made(self, side: Side, path: str, who: str = "medical_director", **more: Any) -> dict[str, Any]:
        """What somebody of that side has just stored."""
        answer = self.ask(side.tokens[who], "POST", path, headers=key(), **more)
        assert answer.is_success, (path, answer.text)
        told: dict[str, Any] = answer.json() if answer.content else {}
        return told

    def consent(self, side: Side, scope: str, client: str) -> str:
        text = shipped("en")[scope]
        said: dict[str, Any] = {"scope": scope, "text": text.id, "text_sha256": text.wording.sha256}
        said["signature"] = {"typed_name": "Ann Example"}
        name: str = self.made(side, f"/v1/clients/{client}/consents", json=said)["id"]
        return name
