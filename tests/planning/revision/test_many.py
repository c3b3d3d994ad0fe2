"""Clients whose plans are edited while time goes by: whatever is asked, what must hold for a plan holds."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from random import Random

import pytest

from models.errors import CountenanceError
from planning.drafting import DraftRequest, draft
from planning.plan import PlanDraft, PlannedVisit, PlanOption
from planning.revision import (
    AddItem,
    CancelVisit,
    ChangeItem,
    Edit,
    LeaveOutCare,
    PostponeVisit,
    RemoveItem,
    RevisionRequest,
    VisitDone,
    revise,
)
from planning.revision.changes import differences
from tests.planning.drafting.independent import dearer_or_cheaper, faults
from tests.planning.drafting.test_draft import CLASSES, LIBRARY, OAKLAND
from tests.planning.generated import TODAY, generated

WHEN = datetime(2026, 11, 3, tzinfo=UTC)
REFUSALS = {"edit_blocked", "edit_has_no_day", "done_stays_done", "not_in_plan", "visit_day_invalid", "zone_not_served"}
MENU = [entry.treatment for entry in OAKLAND.menu]


def edit(random: Random, option: PlanOption, now: DraftRequest) -> Edit:
    visits = [visit.number for visit in option.timeline if not visit.done or random.random() < 0.2] or [1]
    items = [item.id for item in option.items] or ["none"]
    zones = random.choice([(), ("mid_cheek",), ("nose",)])
    return random.choice(
        [
            AddItem(treatment=random.choice(MENU), zones=zones, visits=random.randint(1, 3)),
            ChangeItem(item=random.choice(items), visits=random.randint(1, 4)),
            RemoveItem(item=random.choice(items)),
            LeaveOutCare(treatment=random.choice(["sunscreen", "moisturizer", "niacinamide"])),
            VisitDone(visit=visits[0], on=random.choice([None, now.today])),
            CancelVisit(visit=random.choice(visits)),
            PostponeVisit(visit=random.choice(visits), until=now.today + timedelta(random.randint(0, 30))),
        ]
    )


def chosen(plan: PlanDraft) -> PlanOption:
    return next(option for option in plan.options if option.tier == plan.recommended)


def happened(option: PlanOption, now: DraftRequest) -> tuple[Edit, ...]:
    """All visits until today took place on their day."""
    return tuple(VisitDone(visit=v.number) for v in option.timeline if not v.done and v.date <= now.today)


def holds(now: DraftRequest, plan: PlanDraft) -> None:
    assert PlanDraft.model_validate_json(plan.model_dump_json(by_alias=True)) == plan
    for option in plan.options:
        assert faults(now, option) == {}
        assert all(check.level != "block" for check in option.checks)
        assert not dearer_or_cheaper(now, option)
        given = {line.item for visit in option.timeline if not visit.done for line in visit.items}
        done = {line.item for visit in option.timeline if visit.done for line in visit.items}
        assert {item.id for item in option.items} == given | done


def done(option: PlanOption) -> list[PlannedVisit]:
    return [visit.model_copy(update={"number": 1}) for visit in option.timeline if visit.done]


@pytest.mark.parametrize("number", range(24))
def test_plans_live(number: int) -> None:
    random = Random(number)
    profile, found = generated(number)
    now = DraftRequest(profile, OAKLAND, LIBRARY, CLASSES, TODAY, found)
    plan = draft(now)
    for _ in range(4):
        now = replace(now, today=now.today + timedelta(random.choice([0, 1, 9, 40])))
        before = chosen(plan)
        came = happened(before, now) if random.random() < 0.7 else ()
        asked = RevisionRequest(now, plan, plan.recommended, "p", WHEN, "As asked.", came)
        try:
            new = revise(replace(asked, edits=(*came, edit(random, before, now))))
        except CountenanceError as error:
            assert error.code in REFUSALS
            new = revise(asked)
        holds(now, new.draft)
        assert new.draft.version == plan.version + 1
        assert [(c.path, c.was, c.now) for c in new.changes] == list(differences(plan, new.draft))
        assert done(before) == [visit for visit in done(chosen(new.draft)) if visit in done(before)]
        plan = new.draft
