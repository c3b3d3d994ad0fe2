"""Clients and findings by number, from nothing asked to everything told, with and without a photo."""

from __future__ import annotations

import json
from datetime import date, timedelta
from importlib.resources import files
from random import Random
from typing import Any

from planning.findings import Finding
from planning.profile import Profile, goal_catalogue, health_catalogue
from tests.planning.cases import TODAY, clear

_CONCERNS = json.loads((files("vision") / "concerns" / "data" / "concerns.json").read_text())["concerns"]
_ZONES = json.loads((files("vision") / "zones" / "data" / "zones.json").read_text())["zones"]
_PAIRED = {zone["kind"] for zone in _ZONES if zone["sides"] == "paired"}
_MEDICINES = (
    "Absorica",
    "Retin-A",
    "Eliquis",
    "Levulan",
    "doxycycline",
    "Ridaura",
    "Advil",
    "no such thing",
    "glycolic acid",
)
_GIVEN = ("botulinum_toxin_upper_face", "toxin", "filler", "ha_filler_lips", "microneedling", "medium_peel", "laser")
_PLACES = [
    (concern["name"], f"{kind}{side}")
    for concern in _CONCERNS
    for kind in concern["zones"]
    for side in (("_left", "_right") if kind in _PAIRED else ("",))
]


def findings(random: Random, most: int = 30) -> tuple[Finding, ...]:
    """Of as many places as wanted, one in six not assessable."""
    places = random.sample(_PLACES, random.randint(0, most))
    return tuple(_finding(random, concern, zone) for concern, zone in places)


def _finding(random: Random, concern: str, zone: str) -> Finding:
    if random.random() < 1 / 6:
        return Finding(zone=zone, concern=concern, assessable=False, reason="resolution")
    severity = round(random.uniform(0, 100), 1)
    grade = min(int(severity // 20), 4)
    return Finding.model_validate(
        {"zone": zone, "concern": concern, "assessable": True, "severity": severity, "grade": grade}
    )


def generated(number: int, today: date = TODAY) -> tuple[Profile, tuple[Finding, ...] | None]:
    """Client number so and so, always the same, with the findings of a photo or without one."""
    random = Random(number)
    profile = Profile.model_validate({**clear(), **_changes(random, today)})
    return profile, findings(random) if random.random() < 0.85 else None


def _changes(random: Random, today: date) -> dict[str, Any]:
    def near(first: int, last: int) -> date:
        return today + timedelta(random.randint(first, last))

    health = dict.fromkeys(health_catalogue(), "no")
    trouble = random.sample(sorted(health), random.choice([0, 0, 1, 3, 6]))
    health |= {code: random.choice(["yes", "unknown"]) for code in trouble}
    goals = random.sample(sorted(goal_catalogue()), random.choice([0, 1, 2, 2, 3, 4]))
    away = near(0, 60)
    wanted: dict[str, Any] = {
        "date_of_birth": random.choice([None, *[date(1950, 1, 1)] * 2, *[date(1986, 5, 17)] * 5, date(2010, 3, 3)]),
        "phototype": random.choice(["I", "III", "IV", "VI", "unknown"]),
        "health": {} if random.random() < 0.1 else health,
        "medicines": {"complete": random.random() < 0.8, "taken": _medicines(random, near)},
        "history": {"complete": random.random() < 0.8, "treatments": _history(random, near)},
        "goals": [{"codes": [goal], "zones": random.choice([[], ["mid_cheek"], ["face"]])} for goal in goals],
        "budget": random.choice(
            [*[None] * 4, *({"amount": a, "currency": "USD"} for a in (1, 60, 400, 2500, 2500, 9000))]
        ),
        "away": random.choice([[], [{"first": away, "last": away + timedelta(20)}]]),
        "events": random.choice([[], [{"name": "a wedding", "on": near(1, 200)}]]),
        "downtime_days": random.choice([None, 0, 2, 7, 14]),
    }
    if random.random() < 0.2:
        wanted["records"] = []
    return wanted


def _medicines(random: Random, near: Any) -> list[dict[str, Any]]:
    names = random.sample(_MEDICINES, random.choice([0, 0, 1, 2]))
    return [
        {"name": name, **random.choice([{"status": "taking"}, {"status": "unknown"}, _stopped(near)])} for name in names
    ]


def _stopped(near: Any) -> dict[str, Any]:
    return {"status": "stopped", "stopped_on": near(-30, 0)}


def _history(random: Random, near: Any) -> list[dict[str, Any]]:
    names = random.sample(_GIVEN, random.choice([0, 0, 1, 2]))
    return [{"treatment": name, "on": random.choice([None, near(-300, -1)])} for name in names]
