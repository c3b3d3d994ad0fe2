"""A client of whom there is something of every kind that is kept: one maker a table, and a new one needs its own."""

from __future__ import annotations

from collections.abc import Callable

import httpx

from serving.access import Role
from serving.every_kept import KEPT
from tests.serving.consents.test_refusals import decline
from tests.serving.desk.standing import key
from tests.serving.notes.test_notes import kept
from tests.serving.photos.conftest import House, portrait
from tests.serving.photos.test_comparisons import compare
from tests.serving.photos.test_corrections import LINES, correct
from tests.serving.plans.planning_day import TOLD, Day
from tests.serving.plans.test_decisions import decide_all
from tests.serving.plans.test_let_in import roll_out
from tests.serving.plans.test_shadow import LASERS

SHOWN = {"treatments": [{"treatment": "vascular_laser", "zones": ["nose"]}], "views": ["projection"]}
AGREED = ("storage", "biometric", "analysis", "planning", "projection")


def everything(house: House, **changes: object) -> str:
    """The client's id."""
    client = house.agreed(*AGREED, **{"language": "en"} | changes)
    for make in dict.fromkeys(MAKERS.values()):
        make(house, client)
    assert kinds(house, client) == set(MAKERS)
    return client


def kinds(house: House, client: str) -> set[str]:
    """Tables that hold something of a client's."""
    with house.standing.office.database.reading() as session:
        return {kept.table.__tablename__ for kept, _ in KEPT.rows(session, client)}


def _done(answer: httpx.Response) -> httpx.Response:
    assert answer.is_success, answer.text
    return answer


def _post(house: House, path: str, said: object, role: Role = "provider") -> httpx.Response:
    house.later()
    return _done(house.http(role).post(path, json=said, headers=key()))


def _looked_after(house: House, client: str) -> None:
    Day(house.standing, client).account("acc_provider")
    _post(house, f"/v1/clients/{client}/assignments", {"account": "acc_provider"}, "coordinator")


def _tablet(house: House, client: str) -> None:
    announced = _post(house, "/v1/tablets", {"title": "Room 2", "location": house.standing.oakland}, "coordinator")
    _done(house.http().post("/v1/tablets/enrollment", json={"code": announced.json()["code"]}))
    _post(house, f"/v1/tablets/{announced.json()['id']}/sessions", {"client": client}, "coordinator")


def _refusal(house: House, client: str) -> None:
    _done(decline(house.standing, client, "marketing"))


def _photos(house: House, client: str) -> None:
    first, second = house.kept(client), house.kept(client, portrait(1))
    correct(house, house.analyzed(first), "regrade", grade=1, **LINES)
    _done(compare(house, first, second))


def _projected(house: House, client: str) -> None:
    photo = house.kept(client, portrait(2))
    _post(house, f"/v1/clients/{client}/projections", {"photo": photo} | SHOWN)


def _told(house: House, client: str) -> None:
    _done(house.http().put(f"/v1/clients/{client}/profile", json=TOLD))
    _done(kept(house.standing, client))


def _visit(house: House, client: str) -> None:
    _post(house, f"/v1/clients/{client}/visits", {"day": "2026-11-20"})


def _plan(house: House, client: str) -> None:
    """A draft of the software's, with what it drafts unseen, decided line by line, signed and shared."""
    day = Day(house.standing, client)
    if house.http("medical_director").get("/v1/rollout").json()["version"] == 0:
        roll_out(day, settings=LASERS)
    for role in ("provider", "medical_director"):
        day.account(f"acc_{role}")
    plan = day.drafted()
    decide_all(day, plan)
    _done(day.approve(plan, day.staff("medical_director")))
    _done(day.post(plan, "shares", to="client"))


def _merge(house: House, client: str) -> None:
    born = house.http().get(f"/v1/clients/{client}").json()["date_of_birth"]
    said = {"other": house.agreed(date_of_birth=born), "reason": "Entered twice"}
    _post(house, f"/v1/clients/{client}/merges", said, "medical_director")


def _nothing_more(house: House, client: str) -> None:
    """Whatever is asked for leaves some."""


MAKERS: dict[str, Callable[[House, str], None]] = {
    "assignments": _looked_after,
    "tablet_sessions": _tablet,
    "given_answers": _nothing_more,
    "consents": _nothing_more,
    "consent_refusals": _refusal,
    "client_profiles": _told,
    "notes": _told,
    "visits": _visit,
    "photos": _photos,
    "analyses": _photos,
    "finding_corrections": _photos,
    "comparisons": _photos,
    "plans": _plan,
    "plan_versions": _plan,
    "plan_shadows": _plan,
    "plan_decisions": _plan,
    "plan_signatures": _plan,
    "plan_shares": _plan,
    "projections": _projected,
    "projection_files": _projected,
    "client_merges": _merge,
}
