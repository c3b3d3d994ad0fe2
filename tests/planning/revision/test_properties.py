"""Random drafts, random edits, a clinic and a client that change meanwhile: what every next version must be."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from functools import cache
from random import Random
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.errors import CountenanceError
from planning.drafting import DraftRequest, draft
from planning.plan import PlanDraft, PlannedVisit, PlanOption
from planning.practice import Practice
from planning.pricing import invest
from planning.revision import Change, Edit, Revision, RevisionRequest, revise
from planning.rules import Level
from planning.screening import Planned, screen
from tests.planning.drafting.test_draft import CLASSES, LIBRARY, OAKLAND
from tests.planning.generated import TODAY, generated
from tests.planning.revision.test_many import chosen, edit, happened

WHEN = datetime(2026, 11, 3, tzinfo=UTC)
# Beside the version and its day: what a visit was put off to is told once.
TOLD_ONCE = re.compile(r"waits until .* put off$")


@cache
def drafted(number: int) -> tuple[DraftRequest, PlanDraft]:
    profile, found = generated(number)
    now = DraftRequest(profile, OAKLAND, LIBRARY, CLASSES, TODAY, found)
    return now, draft(now)


def lived(random: Random, now: DraftRequest) -> DraftRequest:
    """Some days later; and now and then somebody has left, prices have risen, or the shelf is empty."""
    later = now.today + timedelta(random.choice([0, 0, 1, 9, 40, 120]))
    return replace(now, today=later, practice=changed(random, now.practice))


def changed(random: Random, practice: Practice) -> Practice:
    what = random.choice(["prices", "people", "packages", "shelf", "", "", ""])
    if what == "prices":
        rise = Decimal(random.randint(1, 5000)) / 100
        menu = (entry.model_copy(update={"price": (entry.price or 0) + rise}) for entry in practice.menu)
        return practice.model_copy(update={"menu": tuple(menu)})
    if what == "people":
        stays = tuple(each for each in practice.providers if each.director or random.random() < 0.7)
        return practice.model_copy(update={"providers": stays})
    if what == "packages":
        return practice.model_copy(update={"packages": ()})
    if what == "shelf":
        return practice.model_copy(update={"location": practice.location.model_copy(update={"stock": ()})})
    return practice


def revised(random: Random, now: DraftRequest, plan: PlanDraft) -> Revision:
    """As asked; where that is refused, only with what took place."""
    before = chosen(plan)
    came = happened(before, now) if random.random() < 0.7 else ()
    edits: list[Edit] = [*came, *(edit(random, before, now) for _ in range(random.randint(0, 3)))]
    asked = RevisionRequest(now, plan, plan.recommended, "p", WHEN, "As asked.", tuple(edits))
    try:
        return revise(asked)
    except CountenanceError:
        return revise(replace(asked, edits=came))


LIVES = given(st.integers(0, 499), st.randoms(use_true_random=False), st.integers(1, 3))
FEW = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)


@FEW
@LIVES
def test_every_version_is_whole_and_keeps_what_was_done(number: int, random: Random, steps: int) -> None:
    now, plan = drafted(number)
    for _ in range(steps):
        now = lived(random, now)
        new = revised(random, now, plan)
        assert new.draft.version == plan.version + 1
        assert took_place(chosen(plan)) <= took_place(chosen(new.draft))
        for option in new.draft.options:
            in_order(option, now)
            judged(option, now)
            assert option.investment == invest(option.items, option.timeline, option.regimen, now.practice, LIBRARY)
            rests_for_a_reason(option)
        assert applied(plan, new.changes) == plain(new.draft)
        plan = new.draft


@FEW
@LIVES
def test_a_second_look_changes_nothing(number: int, random: Random, steps: int) -> None:
    now, plan = drafted(number)
    for _ in range(steps):
        now = lived(random, now)
        plan = revised(random, now, plan).draft
        again = revise(RevisionRequest(now, plan, plan.recommended, "p", WHEN, "Once more."))
        assert [each.path for each in again.changes if not told_once(each)] == []
        assert again.draft.version == plan.version + 1


def told_once(change: Change) -> bool:
    if not change.path.endswith("schedule_notes") or not isinstance(change.was, list):
        return False
    gone = [note for note in change.was if note not in (change.now if isinstance(change.now, list) else [])]
    return all(TOLD_ONCE.search(str(note)) for note in gone)


def took_place(option: PlanOption) -> set[str]:
    return {visit.model_dump_json(exclude={"number"}) for visit in option.timeline if visit.done}


def in_order(option: PlanOption, now: DraftRequest) -> None:
    visits: Sequence[PlannedVisit] = option.timeline
    assert [visit.number for visit in visits] == list(range(1, len(visits) + 1))
    assert [visit.date for visit in visits] == sorted(visit.date for visit in visits)
    assert all(visit.done or visit.date >= now.today for visit in visits)
    for item in option.items:
        numbers = [each.number for visit in visits for each in visit.items if each.item == item.id]
        assert numbers == list(range(1, len(numbers) + 1)) and len(numbers) <= item.visits


def judged(option: PlanOption, now: DraftRequest) -> None:
    """By screening's own word: nothing that is to come is blocked, and what is held cannot be approved."""
    lines = [
        Planned(treatment=each.treatment, zones=each.zones, on=visit.date)
        for visit in option.timeline
        for each in visit.items
        if not visit.done
    ]
    lines += [Planned(treatment=line.treatment) for line in option.regimen]
    asked: dict[str, Any] = {"library": LIBRARY, "classes": CLASSES, "today": now.today, "findings": now.findings}
    verdicts = screen(now.profile, lines, policy=now.practice.policy, **asked)
    assert all(verdict.level < Level.BLOCK for verdict in verdicts)
    treatments = {item.id: item.treatment for item in option.items}
    open_ = {treatments.get(check.item, check.item) for check in option.checks if not check.approvable}
    assert {verdict.treatment for verdict in verdicts if verdict.level >= Level.HOLD} <= open_


def rests_for_a_reason(option: PlanOption) -> None:
    """Home care pauses only around a visit that is there."""
    days = [visit.date for visit in option.timeline]
    for pause in (pause for line in option.regimen for pause in line.pauses):
        assert any(pause.first - timedelta(60) <= day <= pause.last + timedelta(60) for day in days)


def plain(plan: PlanDraft) -> Any:
    """As JSON; where rows are added, their place in the list is not part of a change."""
    return ordered(plan.model_dump(mode="json", by_alias=True, exclude={"version", "made_on"}))


def ordered(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: ordered(each) for name, each in value.items()}
    if isinstance(value, list):
        return sorted((ordered(each) for each in value), key=lambda each: json.dumps(each, sort_keys=True))
    return value


def applied(plan: PlanDraft, changes: Sequence[Change]) -> Any:
    """The old version with every change made to it."""
    made = json.loads(plan.model_dump_json(by_alias=True, exclude={"version", "made_on"}))
    for change in changes:
        put(made, re.findall(r"[^.\[\]]+|\[[^\]]*\]", change.path), change.was, change.now)
    return ordered(made)


def put(value: Any, path: list[str], was: Any, now: Any) -> None:
    first, rest = path[0], path[1:]
    if not first.startswith("["):
        if rest:
            put(value[first], rest, was, now)
            return
        assert value.get(first) == was
        value[first] = now
        if now is None:
            del value[first]
        return
    if rest:
        (row,) = [row for row in value if called(row, first[1:-1])]
        put(row, rest, was, now)
        return
    if was is not None:
        value.remove(was)
    if now is not None:
        value.append(now)


def called(row: dict[str, Any], name: str) -> bool:
    keys = [("tier",), ("id",), ("what",), ("sku",), ("treatment",), ("item",), ("date", "start"), ("visit",)]
    names = [" ".join(str(row[key]) for key in each) for each in [*keys, ("id", "visit")] if set(each) <= set(row)]
    return name in names
