"""Facts of a client as the boundary table words them: `tan 28 days ago + takes Retin-A`, `active_herpes at lips`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

from planning.findings import Finding
from planning.profile import Profile
from planning.screening import Planned, read_planned
from tests.planning.cases import TODAY, clear, merged

Changes = dict[str, Any]
SCREEN = {
    "concerned": True,
    "preoccupied": True,
    "impairs_work": 1,
    "impairs_social_life": 1,
    "impairs_relationships": 1,
    "avoids_things": False,
}
DISTRESS = {"positive": 4, "unfinished": None, "negative": 2}


@dataclass(frozen=True, slots=True)
class Told:
    """A client, and the lines of the plan beside the one that is asked about."""

    profile: Profile
    beside: tuple[Planned, ...] = ()
    findings: tuple[Finding, ...] | None = None


@cache
def told(facts: str) -> Told:
    """All facts of a client, each one added to a client about whom nothing speaks against anything."""
    profile = clear()
    beside: list[Planned] = []
    findings: list[Finding] = []
    for fact in facts.split(" + "):
        if fact.startswith("with "):
            beside.append(read_planned(fact.removeprefix("with ")))
        elif fact.startswith("photo shows "):
            findings.append(_finding(fact.removeprefix("photo shows ")))
        elif fact != "well":
            profile = merged(profile, _changes(fact))
    return Told(Profile.model_validate(profile), tuple(beside), tuple(findings) or None)


def _finding(words: str) -> Finding:
    """`blemishes of grade 3 on mid_cheek_left`; grade ? where it was not assessable."""
    concern, _, _, grade, _, zone = words.split()
    known = int(grade) if grade.isdigit() else None
    return Finding.model_validate({"zone": zone, "concern": concern, "assessable": known is not None, "grade": known})


def ago(days: str) -> date:
    return TODAY - timedelta(int(days))


def _changes(fact: str) -> Changes:
    for pattern, read in FORMS.items():
        if match := re.fullmatch(pattern, fact):
            return read(*match.groups())
    raise ValueError(f"not a fact: {fact!r}")


def _taken(name: str, status: str, days: str | None = None) -> Changes:
    stopped = {"stopped_on": ago(days)} if days else {}
    return {"medicines": {"taken": [{"name": name, "status": status, **stopped}]}}


def _given(treatment: str, days: str, zone: str | None) -> Changes:
    past = {"treatment": treatment, "on": ago(days), **({"zones": [zone]} if zone else {})}
    return {"history": {"treatments": [past]}}


def _turns(years: str, when: str) -> Changes:
    birthday = TODAY + timedelta(when == "tomorrow")
    return {"date_of_birth": birthday.replace(year=birthday.year - int(years))}


def _record(kind: str, outcome: str = "cleared") -> Changes:
    return {"records": [{"kind": kind, "by": "Dr. A", "on": ago("3"), "outcome": outcome}]}


def _health(code: str, unknown: str | None, days: str | None, zone: str | None) -> Changes:
    fact = {"answer": "unknown" if unknown else "yes", "last": ago(days) if days else None}
    return {"health": {code: {**fact, "zones": [zone] if zone else None}}}


FORMS: dict[str, Callable[..., Changes]] = {
    r"takes (.+)": lambda name: _taken(name, "taking"),
    r"maybe takes (.+)": lambda name: _taken(name, "unknown"),
    r"stopped (.+?)(?: (\d+) days ago)?": lambda name, days: _taken(name, "stopped", days),
    r"medicines not asked": lambda: {"medicines": None},
    r"medicines incomplete": lambda: {"medicines": {"complete": False}},
    r"given (\w+) (\d+) days ago(?: at (\w+))?": _given,
    r"turns (\d+) (today|tomorrow)": _turns,
    r"age unknown": lambda: {"date_of_birth": None},
    r"phototype (\w+)": lambda kind: {"phototype": kind},
    r"(platelets_per_ul|hemoglobin_g_per_dl) ([\d.]+)": lambda name, value: {"laboratory": {name: {"value": value}}},
    r"screen (\w+)": lambda result: {"dysmorphia_screen": {**SCREEN, "distress": DISTRESS[result]}},
    r"record (\w+)": _record,
    r"no records": lambda: {"records": []},
    r"lesion referred": lambda: _record("lesion_examined", "refer"),
    r"(\w+)(\?)?(?: (\d+) days ago)?(?: at (\w+))?": _health,
}


def days_around(days: int) -> Iterator[tuple[int, bool]]:
    """The last day inside and the first outside."""
    yield from ((days - 1, True), (days, False))
