"""Who lives in a town: staff of every role, clients, tablets in clients' hands, and systems with keys."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from serving.access import Grant
from serving.access.profile import Profile
from tests.serving.access.grounds import PASSWORD, Phone
from tests.serving.api.sides import Side, Town
from tests.serving.desk.standing import ANN
from tests.serving.plans.planning_day import LICENCE, NAME

SCOPES = ("analyses", "clients", "consents", "photos", "plans", "profiles", "projections", "visits")
ALL_SCOPES = ("biometrics", "events.read", *(f"{name}.{verb}" for name in SCOPES for verb in ("read", "write")))
STRONG = ("provider", "medical_director", "admin")  # those with a second factor, given just now
AGREED = {
    "client": ("storage", "biometric", "analysis", "planning", "projection", "sharing"),
    "other client": ("storage", "biometric", "analysis"),
}


def settle_staff(town: Town, side: Side, wanted: Sequence[str]) -> None:
    """All roles, if none is named. Whoever may sign is licensed, and they have one name: who signs types it."""
    staff, long_ago = _grants(side), town.clock() - timedelta(days=30)
    for name in wanted or staff:
        employ(town, side, name, staff[name], long_ago if name == "expired" else town.clock())
    side.ids |= {"account": side.ids["account of provider"], "practice": side.practice}
    side.ids |= {"location": side.locations["oakland"], "elsewhere": side.locations["reno"]}
    side.tokens["nobody"] = None


def settle_clients(town: Town, side: Side) -> None:
    """Two at Oakland, the first one looked after by `provider`; a tablet in either's hands, and one more."""
    for client, scopes in AGREED.items():
        side.ids[client] = enter(town, side)
        for scope in scopes:
            town.consent(side, scope, side.ids[client])
    said = {"account": side.ids["account"]}
    town.made(side, f"/v1/clients/{side.ids['client']}/assignments", json=said)
    _, side.tokens["tablet"] = lent(town, side, side.ids["client"])
    _, side.tokens["tablet_of_another"] = lent(town, side, side.ids["other client"])
    side.ids["tablet"], _ = lent(town, side, side.ids["other client"])


def settle_systems(town: Town, side: Side) -> None:
    """Whose keys may all and nothing, and a spare one."""
    for name, scopes in (
        ("integration", ALL_SCOPES),
        ("integration_without_scope", ("events.read",)),
        ("", ALL_SCOPES),
    ):
        until = (town.clock() + timedelta(days=90)).isoformat()
        said = {"title": name or "Spare", "scopes": scopes, "expires_at": until}
        issued = town.made(side, "/v1/keys", "admin", json=said)
        side.tokens[name or "spare key"], side.ids["key"] = issued["key"], issued["id"]


def employ(town: Town, side: Side, name: str, grant: Grant, at: datetime) -> None:
    """Somebody who signed in then; whose role asks for it, with a second factor."""
    login, signs = f"{name}@{side.handle}", grant.role in ("provider", "medical_director")
    profile = Profile(name=NAME, login=login, licences=(LICENCE,) if signs else ())
    account = town.access.accounts.create_first(side.practice, profile, (grant,), PASSWORD, town.clock())
    side.tokens[name] = _signed_in(town, login, at, strong=grant.role in STRONG)
    side.ids[f"account of {name}"] = account.id


def enter(town: Town, side: Side, location: str = "location") -> str:
    """The id of a new client."""
    name: str = town.made(side, "/v1/clients", json=ANN | {"location": side.ids[location]})["id"]
    return name


def lent(town: Town, side: Side, client: str) -> tuple[str, str]:
    """A tablet in a client's hands: its id and its token."""
    said = {"title": "Room 2", "location": side.ids["location"]}
    announced = town.made(side, "/v1/tablets", "coordinator", json=said)
    secret = town.server.post("/v1/tablets/enrollment", json={"code": announced["code"]}).json()["secret"]
    town.made(side, f"/v1/tablets/{announced['id']}/sessions", json={"client": client})
    return announced["id"], town.ask(secret, "POST", "/v1/tablets/current/token").json()["token"]


def _grants(side: Side) -> dict[str, Grant]:
    here, there = frozenset({side.locations["oakland"]}), frozenset({side.locations["reno"]})
    return {
        "coordinator": Grant("coordinator", here),
        "provider": Grant("provider", here, assigned_only=True),
        "provider_not_assigned": Grant("provider", here, assigned_only=True),
        "provider_elsewhere": Grant("provider", there),
        "medical_director": Grant("medical_director"),
        "auditor": Grant("auditor"),
        "admin": Grant("admin"),
        "expired": Grant("medical_director"),
        "spare": Grant("auditor"),
        "other": Grant("auditor"),
    }


def _signed_in(town: Town, login: str, now: datetime, *, strong: bool) -> str:
    """Each from an address of their own, so that nobody's past is another's wait."""
    sessions = town.access.sessions
    token = sessions.open(login, PASSWORD, (), login, now).token
    if not strong:
        return token
    phone = Phone(sessions.begin_totp(token, PASSWORD, login, now)[0])
    return sessions.confirm_totp(token, phone.code(now), login, now)[0].token
