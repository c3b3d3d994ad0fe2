"""What requests use up, made anew for each: sessions, codes, drafts, clients who are to be erased."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import uuid4

from serving.access import Grant
from serving.access.profile import Profile
from tests.serving.access.grounds import PASSWORD, Phone
from tests.serving.api.sides import Town
from tests.serving.desk.standing import ANN, key
from tests.serving.photos.conftest import portrait
from tests.serving.plans.planning_day import FACIAL

MANY_WEBHOOKS = 40


@dataclass
class Makers:
    """Each `_make_…` returns a new thing; what is kept is what stays.

    Attributes:
        tokens: by who asks.
        kept: things by name.
        code: the second factor of the session that was made last.
    """

    town: Town
    tokens: dict[str, str | None] = field(default_factory=dict)
    kept: dict[str, Any] = field(default_factory=dict)
    code: str = ""

    def tag(self, token: str | None, path: str) -> str:
        """Of the present version; of none, where there is no such thing yet."""
        shown = self.town.ask(token, "GET", path)
        return shown.headers.get("ETag", '"1"')

    def sha256_of(self, plan: str) -> str:
        shown = self.town.ask(self.tokens["provider here"], "GET", f"/v1/plans/{plan}")
        return str(shown.json().get("sha256", "0" * 64))

    def _asked(self, method: str, path: str, who: str = "medical_director", **more: Any) -> dict[str, Any]:
        headers = key() if method == "POST" else more.pop("headers", {})
        answer = self.town.ask(self.tokens[who], method, path, headers=headers, **more)
        assert answer.status_code < 300, (method, path, answer.text)
        told: dict[str, Any] = answer.json() if answer.content else {}
        return told

    def _person(self, name: str, grant: Grant, **more: Any) -> tuple[str, str]:
        """A new account with the password that everybody has, and its login."""
        login, access, practice = f"{uuid4()}@here", self.town.access, self.town.ours.practice
        profile = Profile(name=name, login=login, **more)
        return access.accounts.create_first(practice, profile, (grant,), PASSWORD, self.town.clock()).id, login

    def _session(self, login: str) -> str:
        return self.town.access.sessions.open(login, PASSWORD, (), login, self.town.clock()).token

    def _strong(self, login: str) -> tuple[str, Phone]:
        sessions, now = self.town.access.sessions, self.town.clock()
        token = self._session(login)
        phone = Phone(sessions.begin_totp(token, PASSWORD, login, now)[0])
        opened, _ = sessions.confirm_totp(token, phone.code(now), login, now)
        self.code = phone.code(now + timedelta(seconds=30))
        return opened.token, phone

    def _photo(self, number: int = 0) -> str:
        path, sent = f"/v1/clients/{self.kept['client']}/photos", {"photo": ("p.jpg", portrait(number))}
        return str(self._asked("POST", path, files=sent)["id"])

    def _make_new_photo(self) -> str:
        return self._photo()

    def _make_new_analysis(self) -> str:
        return str(self._asked("POST", f"/v1/photos/{self.kept['photo']}/analyses", json={})["id"])

    def _make_new_projection(self) -> str:
        said = {"treatments": [{"treatment": "vascular_laser", "zones": ["nose"]}], "views": ["projection"]}
        path = f"/v1/clients/{self.kept['client']}/projections"
        return str(self._asked("POST", path, json=said | {"photo": self.kept["photo"]})["id"])

    def _make_new_client(self) -> str:
        return str(self._asked("POST", "/v1/clients", json=ANN | {"location": self.kept["location"]})["id"])

    def _make_new_note(self) -> str:
        said = {"text": "Takes Eliquis. Not pregnant. Her mother had keloids."}
        return str(self._asked("POST", f"/v1/clients/{self.kept['client']}/notes", "provider here", json=said)["id"])

    def _make_new_consent(self) -> str:
        return self.town.consent(self.town.ours, "marketing", self.kept["other client"])

    def _make_new_webhook(self) -> str:
        """A practice may have so many and no more: when it has nearly enough, all go but the one that stays."""
        listed = [each["id"] for each in self._asked("GET", "/v1/webhooks?limit=100", "admin")["items"]]
        for name in listed if len(listed) > MANY_WEBHOOKS else ():
            if name != self.kept["webhook"]:
                self._asked("DELETE", f"/v1/webhooks/{name}", "admin")
        said = {"url": "https://pms.example.com/hook", "kinds": ["client.merged"]}
        return str(self._asked("POST", "/v1/webhooks", "admin", json=said)["id"])

    def _make_new_key(self) -> str:
        ends = (self.town.clock() + timedelta(days=9)).isoformat()
        said = {"title": "Spare", "scopes": ["events.read"], "expires_at": ends}
        return str(self._asked("POST", "/v1/keys", "admin", json=said)["id"])

    def _announced(self) -> dict[str, Any]:
        said = {"title": "Room 2", "location": self.kept["location"]}
        return self._asked("POST", "/v1/tablets", "coordinator", json=said)

    def _make_new_tablet(self) -> str:
        """Enrolled; its secret is kept, too."""
        announced = self._announced()
        enrolled = self._asked("POST", "/v1/tablets/enrollment", "nobody", json={"code": announced["code"]})
        self.kept["device secret"] = enrolled["secret"]
        return str(announced["id"])

    def _make_new_enrolled_tablet(self) -> str:
        return self._make_new_tablet()

    def _make_new_enrollment_code(self) -> str:
        return str(self._announced()["code"])

    def _make_new_login(self) -> str:
        return f"{uuid4()}@here"

    def _make_new_known_login(self) -> str:
        """Of somebody whom nobody guesses at: guessing makes the next one wait."""
        return self._person("Sam Sample", Grant("auditor"))[1]

    def _make_new_account(self) -> str:
        return str(self._invited()["id"])

    def _make_new_invitation(self) -> str:
        return str(self._invited()["invitation"])

    def _invited(self) -> dict[str, Any]:
        said = {"profile": {"name": "Eve", "login": self._make_new_login()}, "grants": []}
        return self._asked("POST", "/v1/accounts", "admin", json=said)

    def _make_new_assigned_account(self) -> str:
        account = self._make_new_account()
        self._asked("POST", f"/v1/clients/{self.kept['client']}/assignments", json={"account": account})
        return account

    def _make_new_session(self) -> str:
        return self._session(self.kept["login"])

    def _make_new_own_session(self) -> str:
        return self._session(self._person("Sam Sample", Grant("auditor"))[1])

    def _make_new_begun_session(self) -> str:
        """A second factor is being set up."""
        token, now = self._make_new_own_session(), self.town.clock()
        secret, _ = self.town.access.sessions.begin_totp(token, PASSWORD, token[:20], now)
        self.code = Phone(secret).code(now)
        return token

    def _make_new_strong_session(self) -> str:
        return self._strong(self._person("Sam Sample", Grant("auditor"))[1])[0]

    def _make_new_half_session(self) -> str:
        """A second factor is to be given."""
        login = self._person("Sam Sample", Grant("auditor"))[1]
        self._strong(login)
        return self._session(login)

    def _make_code(self) -> str:
        return self.code

    def _make_new_draft_plan(self, client: str = "") -> str:
        path = f"/v1/clients/{client or self.kept['client']}/plans"
        plan = str(self._asked("POST", path, "provider here", json={"by_hand": True})["id"])
        tag = {"If-Match": self.tag(self.tokens["provider here"], f"/v1/plans/{plan}")}
        body = {"edits": [FACIAL], "why": "As she wants it"}
        self._asked("PATCH", f"/v1/plans/{plan}", "provider here", headers=tag, json=body)
        return plan

    def _make_new_plan_in_review(self, client: str = "") -> str:
        plan = self._make_new_draft_plan(client)
        self._asked("POST", f"/v1/plans/{plan}/submission")
        return plan

    def _make_new_plan_to_cosign(self) -> str:
        plan = self._make_new_plan_in_review()
        said = {"sha256": self.sha256_of(plan), "typed_name": "Nia Provider"}
        self._asked("POST", f"/v1/plans/{plan}/approval", "nurse", json=said)
        return plan
