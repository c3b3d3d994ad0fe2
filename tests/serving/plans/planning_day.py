"""What tests of plans do over and over: clients who agree, accounts with licences, plans in every state."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import httpx
import pytest

from planning.profile import health_catalogue
from serving.access import Caller, Role
from serving.access.profile import Profile, StaffLicence
from serving.access.tables import Account
from tests.serving.consents.test_consents import sign
from tests.serving.desk.standing import Standing, key

NAME = "Dr. Amara Okafor"
FACIAL = {"kind": "add_item", "treatment": "hydradermabrasion", "visits": 1, "primary": True}
TOLD: dict[str, Any] = {
    "schema": "countenance.profile/1",
    "phototype": "II",
    "health": dict.fromkeys(health_catalogue(), "no"),
    "medicines": {"complete": True, "taken": []},
    "history": {"complete": True, "treatments": []},
    "goals": [{"words": "my spots", "codes": ["fewer_spots"]}],
    "records": [{"kind": "lesion_examined", "by": "Dr. Sample", "on": "2026-11-20", "outcome": "cleared"}],
    "dysmorphia_screen": {"concerned": False},
    "downtime_days": 7,
}
LICENCE = StaffLicence(type="physician", number="MD-1", state="CA", expires=date(2027, 10, 31))


@dataclass(frozen=True)
class Day:
    """One client and the staff of Oakland, who have accounts."""

    house: Standing
    client: str

    def staff(self, role: Role = "provider", **changes: Any) -> Caller:
        """Who has just given a second factor."""
        return self.house.caller(role, **({"id": f"acc_{role}", "strong": True} | changes))

    def http(self, caller: Caller | None = None) -> Any:
        return self.house.client(caller or self.staff())

    def account(
        self,
        name: str,
        typed: str = NAME,
        licences: tuple[StaffLicence, ...] = (LICENCE,),
        supervisor: str | None = None,
        active: bool = True,
        role: Role | None = None,
    ) -> None:
        house = self.house
        profile = Profile(name=typed, login=name, licences=licences, supervisor=supervisor).model_dump_json()
        sealed = house.office.sealing.seal(house.practice, f"accounts.profile:{name}", profile.encode())
        with house.office.database.writing() as session:
            row = Account(id=name, practice=house.practice, login_hash=name.encode(), active=active, grants=[])
            row.grants = [{"role": role, "locations": None, "assigned_only": False}] if role else []
            row.profile, row.created_at, row.created_by = sealed, house.clock(), "operator"
            session.merge(row)

    def begun(self, caller: Caller | None = None, **said: Any) -> httpx.Response:
        path = f"/v1/clients/{self.client}/plans"
        return self.http(caller).post(path, json={"by_hand": True} | said, headers=key())

    def plan(self, **said: Any) -> str:
        made = self.begun(**said)
        assert made.status_code == 201, made.text
        return str(made.json()["id"])

    def shown(self, plan: str, caller: Caller | None = None) -> dict[str, Any]:
        read = self.http(caller).get(f"/v1/plans/{plan}")
        assert read.status_code == 200, read.text
        return dict(read.json()) | {"etag": read.headers["etag"]}

    def document(self, plan: str) -> dict[str, Any]:
        number = self.shown(plan)["number"]
        return dict(self.http().get(f"/v1/plans/{plan}/versions/{number}").json()["document"])

    def edit(self, plan: str, *edits: dict[str, Any], caller: Caller | None = None, **said: Any) -> httpx.Response:
        match = {"If-Match": self.shown(plan)["etag"]}
        body = {"edits": list(edits), "why": "As she wants it"} | said
        return self.http(caller).patch(f"/v1/plans/{plan}", json=body, headers=match)

    def post(self, plan: str, what: str, caller: Caller | None = None, **said: Any) -> httpx.Response:
        sent: dict[str, Any] = {"json": said} if said else {}
        return self.http(caller).post(f"/v1/plans/{plan}/{what}", headers=key(), **sent)

    def decide(
        self, plan: str, item: str, decision: str = "accepted", caller: Caller | None = None, **said: Any
    ) -> httpx.Response:
        match = {"If-Match": self.shown(plan)["etag"]}
        body = {"decision": decision} | said
        return self.http(caller).put(f"/v1/plans/{plan}/decisions/{item}", json=body, headers=match)

    def suggested(self, plan: str) -> list[dict[str, Any]]:
        return list(self.http().get(f"/v1/plans/{plan}/decisions").json()["suggestions"])

    def approve(self, plan: str, caller: Caller | None = None, **said: Any) -> httpx.Response:
        body = {"sha256": self.shown(plan)["sha256"], "typed_name": NAME} | said
        return self.http(caller).post(f"/v1/plans/{plan}/approval", json=body, headers=key())

    def cosign(self, plan: str, caller: Caller, **said: Any) -> httpx.Response:
        body = {"sha256": self.shown(plan)["sha256"], "typed_name": NAME} | said
        return self.http(caller).post(f"/v1/plans/{plan}/cosignature", json=body, headers=key())

    def in_review(self, **said: Any) -> str:
        """A plan by hand, with one treatment, before a provider."""
        plan = self.plan(**said)
        added = self.edit(plan, FACIAL)
        assert added.status_code == 200, added.text
        assert self.post(plan, "submission").status_code == 200
        return plan

    def drafted(self) -> str:
        """A plan of the software's, before a provider."""
        plan = self.plan(by_hand=False)
        assert self.post(plan, "submission").status_code == 200
        return plan

    def approved(self, **said: Any) -> str:
        plan = self.in_review(**said)
        done = self.approve(plan, self.staff("medical_director"))
        assert done.status_code == 201, done.text
        return plan

    def approved_from(self, former: str) -> str:
        plan = self.plan(supersedes=former)
        assert self.post(plan, "submission").status_code == 200
        done = self.approve(plan, self.staff("medical_director"))
        assert done.status_code == 201, done.text
        return plan

    def reached(self, state: str) -> str:
        """A plan in a state, by hand."""
        if state == "draft":
            plan = self.plan()
            assert self.edit(plan, FACIAL).status_code == 200
            return plan
        plan = self.in_review() if state in ("in_review", "declined") else self.approved()
        if state == "declined":
            self.post(plan, "decline", reason="other")
        elif state == "shared":
            self.post(plan, "shares", to="client")
        elif state == "superseded":
            self.approved_from(plan)
        assert self.shown(plan)["state"] == state
        return plan


@pytest.fixture
def day(standing: Standing) -> Day:
    client = standing.enter(language="en")
    told = standing.client(standing.caller("provider")).put(f"/v1/clients/{client}/profile", json=TOLD)
    assert told.status_code == 200, told.text
    assert sign(standing, client, "planning").status_code == 201
    made = Day(standing, client)
    for role in ("provider", "medical_director"):
        made.account(f"acc_{role}")
    return made
