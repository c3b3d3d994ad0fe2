"""The boundary table as checks: one client, one plan, and what one rule, gap or pause says of a line of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from planning.files import read_yaml
from planning.library import Library
from planning.medicines import Dictionary
from planning.profile import health_catalogue
from planning.rules import Verdict
from planning.screening import Planned, read_planned, screen
from tests.planning.cases import TODAY
from tests.planning.vignettes.facts import Told, days_around, told

FILE = Path(__file__).with_name("boundaries.yaml")
TABLE: dict[str, Any] = read_yaml(FILE.read_text(), FILE.name).data
LEVELS = ("block", "hold", "warn", "inform")
ELSEWHERE = "decolletage"  # where none of the lines treats
ON_ONE_DAY = {"never": "block", "allowed": None, "earlier_first": "inform", "later_first": "inform"}
FIRST = {"earlier_first": 0, "later_first": -1}
DICTIONARY = Dictionary.load()


@dataclass(frozen=True, slots=True)
class Check:
    """One.

    Attributes:
        part: id of the rule, gap or pause.
        facts: of the client, as the table words them.
        plan: the lines; the last is asked about.
        level: that must follow; None for nothing.
        label: whether it can't be lowered.
        fact: that must stand among the facts of the verdict.
    """

    part: str
    facts: str
    plan: tuple[Planned, ...]
    level: str | None
    label: bool = False
    fact: str = ""

    def met(self, library: Library) -> bool:
        client: Told = told(self.facts)
        plan = (*client.beside, *self.plan)
        told_and_seen = {"classes": DICTIONARY.classes_of, "today": TODAY, "findings": client.findings}
        verdicts = screen(client.profile, plan, library=library, **told_and_seen)
        ours = [verdict for verdict in verdicts if verdict.rule == self.part and self._about(verdict)]
        if self.level is None:
            return not ours
        return bool(ours) and all(self._as_said(verdict) for verdict in ours)

    def _about(self, verdict: Verdict) -> bool:
        return verdict.treatment == self.plan[-1].treatment

    def _as_said(self, verdict: Verdict) -> bool:
        if (verdict.level.name.lower(), verdict.label) != (self.level, self.label):
            return False
        return any(self.fact in fact for fact in verdict.facts)


def checks() -> tuple[Check, ...]:
    """All of the table."""
    of_rules = (check for name, row in TABLE["rules"].items() for check in _of_rule(name, row))
    of_gaps = (check for name, row in TABLE["gaps"].items() for check in _of_gap(name, row))
    of_pauses = (check for name, row in TABLE["pauses"].items() for check in _of_pause(name, row))
    return (*of_rules, *of_gaps, *of_pauses)


def _of_rule(name: str, row: dict[str, Any]) -> Iterator[Check]:
    said = {facts: level for level in LEVELS for facts in row.get(level, ())}
    said |= {f"{code} at {ELSEWHERE}": said[code] for code in _wherever(said, row)}
    silent = dict.fromkeys([*row.get("silent", ()), *(["well"] if "well" not in said else [])])
    for line in map(read_planned, row["on"]):
        for facts, level in {**said, **silent}.items():
            yield Check(name, facts, (line,), level, label=bool(level and row.get("label", False)))
    gravest = next(iter(said))
    for line in map(read_planned, row.get("not_on", ())):
        yield Check(name, gravest, (line,), None)


def _wherever(said: dict[str, str], row: dict[str, Any]) -> list[str]:
    """Health questions that the row gives no place for: there the place does not matter."""
    placed = {facts.split(" at ")[0] for facts in (*said, *row.get("silent", ())) if " at " in facts}
    return [facts for facts in said if facts in health_catalogue() and facts not in placed]


def _of_gap(name: str, row: dict[str, Any]) -> Iterator[Check]:
    for first in row["first"]:
        for then in row["then"]:
            pair = (read_planned(first), read_planned(then))
            yield from _after_past(name, row, pair)
            yield from _in_one_plan(name, row, pair)
    if apart := row.get("apart"):
        yield Check(name, "well", tuple(map(read_planned, apart)), None)


def _after_past(name: str, row: dict[str, Any], pair: tuple[Planned, Planned]) -> Iterator[Check]:
    first, then = pair
    for days, inside in days_around(row["days"]):
        fine = days == 0 and row["same_day"] in ("allowed", "earlier_first")
        held = "hold" if inside and not fine else None
        yield Check(name, f"given {first.treatment} {days} days ago", (then,), held)
    yield Check(name, f"given {first.treatment} 1 days ago at elsewhere", (then,), None)
    fine = row["same_day"] in ("allowed", "earlier_first")
    yield Check(name, f"given {first.treatment} 0 days ago", (then,), None if fine else "hold")


def _in_one_plan(name: str, row: dict[str, Any], pair: tuple[Planned, Planned]) -> Iterator[Check]:
    start = date(2027, 3, 1)
    yield Check(name, "well", pair, "inform")
    for days, inside in days_around(row["days"]):
        if days:
            yield Check(name, "well", _on(pair, start, start + timedelta(days)), "block" if inside else None)
    of_the_day = FIRST.get(row["same_day"])
    fact = "" if of_the_day is None else f"{pair[of_the_day].treatment} first"
    yield Check(name, "well", _on(pair, start, start), ON_ONE_DAY[row["same_day"]], fact=fact)


def _on(pair: tuple[Planned, Planned], *days: date) -> tuple[Planned, ...]:
    return tuple(line.model_copy(update={"on": day}) for line, day in zip(pair, days, strict=True))


def _of_pause(name: str, row: dict[str, Any]) -> Iterator[Check]:
    visit, home = read_planned(row["visit"]), read_planned(row["home"])
    day = date(2027, 3, 15)
    stop, resume = day - timedelta(row["before"]), day + timedelta(row["after"])
    scheduled = visit.model_copy(update={"on": day})
    yield Check(name, "well", (home, scheduled), "inform", fact=f"stop by {stop}, resume from {resume}")
    yield Check(name, "well", (read_planned("sunscreen"), scheduled), None)
    if medicine := row.get("medicine"):
        yield Check(name, f"takes {medicine}", (visit,), "warn")
        yield Check(name, f"stopped {medicine} {row['before'] - 1} days ago", (visit,), "warn")
        yield Check(name, f"stopped {medicine} {row['before']} days ago", (visit,), None)
    else:
        yield Check(name, "takes Retin-A", (visit,), None)
