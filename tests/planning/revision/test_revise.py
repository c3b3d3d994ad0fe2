"""What an edit does to a draft, and what it may not do."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

import pytest

from models.errors import CountenanceError
from planning.drafting import DraftRequest, draft
from planning.plan import PlanDraft, PlannedVisit, PlanOption
from planning.pricing import dues
from planning.revision import (
    AddItem,
    CancelVisit,
    ChangeItem,
    Edit,
    LeaveOutCare,
    PostponeVisit,
    RemoveItem,
    Revision,
    RevisionRequest,
    VisitDone,
    revise,
)
from planning.schedule import Scheduled, resolve
from tests.planning.cases import TODAY, client
from tests.planning.drafting.independent import faults
from tests.planning.drafting.test_draft import CLASSES, LIBRARY, OAKLAND
from tests.planning.pricing.brute_force import brute_force

WHEN = datetime(2026, 11, 3, 9, 30, tzinfo=UTC)
SERIES, LASER = "microneedling", "vascular_laser"
CHANGES: dict[str, Any] = {"goals": [{"codes": ["fewer_spots", "even_tone"]}], "downtime_days": 7}


def now(days: int = 0, **changes: Any) -> DraftRequest:
    """The client so many days after the draft was made."""
    return DraftRequest(client({**CHANGES, **changes}), OAKLAND, LIBRARY, CLASSES, TODAY + timedelta(days))


@cache
def made() -> PlanDraft:
    """A draft with a series of three sessions put in by hand."""
    first = draft(now())
    add = AddItem(treatment=SERIES, zones=("mid_cheek",), visits=3)
    return revised(first, add, tier=first.recommended).draft


def revised(plan: PlanDraft, *edits: Edit, days: int = 0, tier: Any = None, **changes: Any) -> Revision:
    asked = RevisionRequest(
        now(days, **changes), plan, tier or plan.recommended, "provider-7", WHEN, "She wants it.", edits
    )
    return revise(asked)


def option(plan: PlanDraft) -> PlanOption:
    return next(each for each in plan.options if each.tier == plan.recommended)


def sessions(plan: PlanDraft, item: str = SERIES) -> list[PlannedVisit]:
    return [visit for visit in option(plan).timeline if item in {line.item for line in visit.items}]


def lines(plan: PlanDraft) -> set[tuple[Any, ...]]:
    return {(v.date, v.start, v.provider, line.item) for v in option(plan).timeline for line in v.items}


def refused(*edits: Edit, plan: PlanDraft | None = None, days: int = 0, **changes: Any) -> str:
    with pytest.raises(CountenanceError) as caught:
        revised(plan or made(), *edits, days=days, **changes)
    return caught.value.code


def test_an_edit_makes_the_next_version_with_who_when_and_why() -> None:
    found = revised(made(), RemoveItem(item=SERIES))
    assert (found.draft.version, found.draft.status) == (made().version + 1, "draft")
    assert {(c.who, c.when, c.why) for c in found.changes} == {("provider-7", WHEN, "She wants it.")}
    assert f"options[{found.draft.recommended}].supporting[{SERIES}]" in {change.path for change in found.changes}
    assert PlanDraft.model_validate_json(found.draft.model_dump_json(by_alias=True)) == found.draft


def test_without_edits_and_slips_nothing_changes() -> None:
    assert revised(made()).changes == ()


def test_what_is_added_has_its_reason_its_check_its_days_and_its_price() -> None:
    (item,) = [item for item in option(made()).items if item.treatment == SERIES]
    assert (item.why[0].kind, item.visits) == ("provider", 3) and "She wants it." in item.why[0].text
    assert len(sessions(made())) == 3
    assert faults(now(), option(made())) == {}
    paid = {name for each in option(made()).investment.purchases for name in each.covers}
    assert {f"{SERIES}:{number}" for number in (1, 2, 3)} <= paid


def test_the_price_is_the_least_again() -> None:
    plan = option(revised(made(), ChangeItem(item=SERIES, visits=2)).draft)
    due = dues(plan.items, plan.timeline, (), OAKLAND, LIBRARY).lines
    mine = tuple(line for line in due if line.treatment == SERIES)
    packages = [each for each in OAKLAND.packages if SERIES in {line.treatment for line in each.lines}]
    paid = sum(each.price + each.tax for each in plan.investment.purchases if each.id == SERIES)
    assert len(mine) == 2 and paid == brute_force(mine, packages, ())


SCLERODERMA = {"health": {"scleroderma": "yes"}}  # blocks needling; on every day


def test_a_blocked_treatment_is_refused_by_every_way() -> None:
    unblocked = option(made()).items[0].id
    without = revised(made(), RemoveItem(item=SERIES)).draft
    added = AddItem(treatment=SERIES, zones=("mid_cheek",))
    assert refused(added, plan=without, **SCLERODERMA) == "edit_blocked"
    assert refused(ChangeItem(item=SERIES, visits=4), **SCLERODERMA) == "edit_blocked"
    assert refused(RemoveItem(item=SERIES), added, **SCLERODERMA) == "edit_blocked"
    assert refused(added, LeaveOutCare(treatment="sunscreen"), plan=without, **SCLERODERMA) == "edit_blocked"
    assert revised(made(), ChangeItem(item=unblocked, level="low"), **SCLERODERMA).draft.options


def test_what_is_put_in_on_hold_cannot_be_approved() -> None:
    unknown = {"health": {"scleroderma": "unknown"}}
    assert option(made()).approvable
    assert not option(revised(made(), ChangeItem(item=SERIES, visits=2), **unknown).draft).approvable


def test_what_became_blocked_leaves_every_option_and_is_said() -> None:
    found = revised(made(), **SCLERODERMA).draft
    assert all(SERIES not in {item.treatment for item in each.items} for each in found.options)
    assert {each.what: each.why for each in option(found).left_out}[SERIES] == "blocked"


def test_what_is_not_there_is_refused() -> None:
    assert refused(RemoveItem(item="nothing")) == refused(CancelVisit(visit=99)) == "not_in_plan"
    assert refused(LeaveOutCare(treatment="hydroquinone")) == "not_in_plan"
    assert refused(AddItem(treatment="no_such_thing")) == "treatment_unknown"
    assert refused(AddItem(treatment="focused_ultrasound")) == "edit_has_no_day"
    other = RevisionRequest(
        replace(now(), practice=OAKLAND), made().model_copy(update={"client": "x"}), "good", "p", WHEN, ""
    )
    with pytest.raises(CountenanceError, match="another client"):
        revise(other)


def test_a_cancelled_visit_moves_and_as_little_else_as_can_be() -> None:
    last = sessions(made())[-1]
    found = revised(made(), CancelVisit(visit=last.number)).draft
    assert len(sessions(found)) == 3 and sessions(found)[-1].date != last.date
    gone = lines(made()) - lines(found)
    assert {each[0] for each in gone} == {last.date}
    assert faults(now(), option(found)) == {}
    timeline = f"options[{found.recommended}].timeline[{last.date} "
    (change,) = [
        each for each in revised(made(), CancelVisit(visit=last.number)).changes if each.path.startswith(timeline)
    ]
    assert change.now is None and change.was == last.model_dump(mode="json")


def test_a_visit_that_is_put_off_comes_later_and_those_before_it_stand() -> None:
    second = sessions(made())[1]
    day = second.date + timedelta(10)
    found = revised(made(), PostponeVisit(visit=second.number, until=day)).draft
    assert sessions(found)[0].date == sessions(made())[0].date
    assert sessions(found)[1].date >= day
    assert refused(PostponeVisit(visit=second.number, until=TODAY)) == "visit_day_invalid"


def after_the_first(days: int, *edits: Edit) -> tuple[PlanDraft, Revision]:
    """The first session was done; the plan is looked at so many days later."""
    first = sessions(made())[0]
    early = [v for v in option(made()).timeline if v.date <= first.date]
    done = [VisitDone(visit=visit.number) for visit in early]
    begun = revised(made(), *done, days=(first.date - TODAY).days).draft
    return begun, revised(begun, *edits, days=(first.date - TODAY).days + days)


def test_what_was_done_stays_done() -> None:
    begun, later = after_the_first(3)
    done = [visit for visit in option(begun).timeline if visit.done]
    assert done and [visit for visit in option(later.draft).timeline if visit.done] == done
    assert len(begun.options) == 1  # the plan is under way: what others held is no choice any more
    number = done[0].number
    for edit in (CancelVisit(visit=number), VisitDone(visit=number), ChangeItem(item=SERIES, zones=("chin",))):
        assert refused(edit, plan=begun, days=30) == "done_stays_done"
    assert refused(VisitDone(visit=option(begun).timeline[-1].number), plan=begun, days=3) == "visit_day_invalid"


def test_a_series_that_is_stopped_keeps_what_was_done_and_plans_no_more() -> None:
    _, stopped = after_the_first(3, RemoveItem(item=SERIES))
    (visit,) = sessions(stopped.draft)
    (item,) = [item for item in option(stopped.draft).items if item.id == SERIES]
    assert visit.done and item.visits == 1
    assert {each.what: each.why for each in option(stopped.draft).left_out}[SERIES] == "provider"


@pytest.mark.parametrize(("intervals", "visits", "said"), [(0.5, 3, ""), (1.5, 3, "late"), (2.5, 4, "anew")])
def test_a_pause_acts_by_the_treatments_own_interval(intervals: float, visits: int, said: str) -> None:
    interval = LIBRARY.treatment(SERIES).series.interval_days
    assert interval
    _, later = after_the_first(int(interval.high * intervals))
    (item,) = [item for item in option(later.draft).items if item.id == SERIES]
    assert (item.visits, len(sessions(later.draft))) == (visits, visits)
    assert any(said in note for note in later.notes) if said else not later.notes
    assert all(visit.done or visit.date > TODAY for visit in sessions(later.draft))


def test_a_slipped_visit_is_placed_anew_from_today() -> None:
    first = sessions(made())[0]
    days = (first.date - TODAY).days + 2
    found = revised(made(), days=days).draft
    assert all(visit.date > TODAY + timedelta(days) for visit in option(found).timeline)
    assert len(sessions(found)) == 3 and faults(now(days), option(found)) == {}


def test_home_care_that_was_left_out_stays_out() -> None:
    name = option(made()).regimen[-1].treatment
    once = revised(made(), LeaveOutCare(treatment=name)).draft
    twice = revised(once, days=1).draft
    for plan in (once, twice):
        assert name not in {line.treatment for line in option(plan).regimen}
        assert {each.what: each.why for each in option(plan).left_out}[name] == "provider"


def test_home_care_that_was_begun_goes_on() -> None:
    was = {line.treatment: line.start for line in option(made()).regimen}
    later = {line.treatment: line.start for line in option(revised(made(), days=5).draft).regimen}
    assert was and later == was


def test_what_is_taken_out_and_put_in_again_is_not_said_to_be_out() -> None:
    again = AddItem(treatment=SERIES, zones=("mid_cheek",), visits=3)
    found = revised(made(), RemoveItem(item=SERIES), again).draft
    assert len(sessions(found)) == 3
    assert SERIES not in {each.what for each in option(found).left_out}


def test_what_is_blocked_on_its_day_leaves_whatever_the_schedule_says(monkeypatch: pytest.MonkeyPatch) -> None:
    def crowded(*asked: Any) -> Scheduled:
        found = resolve(*asked)
        moved = [visit.model_copy(update={"date": TODAY + timedelta(visit.number)}) for visit in found.visits]
        return replace(found, visits=tuple(moved))

    before = {item.id for item in option(made()).items}
    monkeypatch.setattr("planning.revision.again.resolve", crowded)
    found = option(revised(made(), CancelVisit(visit=1)).draft)
    assert {item.id for item in found.items} < before
    assert all(check.level != "block" for check in found.checks)
    assert "blocked" in {each.why for each in found.left_out}


def test_a_series_begins_anew_once_for_one_pause() -> None:
    interval = LIBRARY.treatment(SERIES).series.interval_days
    assert interval
    days = int(interval.high * 2.5)
    begun, once = after_the_first(days)
    later = (sessions(begun)[0].date - TODAY).days + days
    twice = revised(revised(once.draft, days=later).draft, days=later + 1).draft
    (item,) = [item for item in option(twice).items if item.id == SERIES]
    assert (item.visits, item.not_counted, len(sessions(twice))) == (4, 1, 4)


def test_what_was_stopped_stays_said_until_it_is_asked_for_again() -> None:
    begun, stopped = after_the_first(3, RemoveItem(item=SERIES))
    days = (sessions(begun)[0].date - TODAY).days + 3
    looked = revised(stopped.draft, days=days)
    assert looked.changes == ()
    on = revised(looked.draft, ChangeItem(item=SERIES, visits=3), days=days).draft
    assert len(sessions(on)) == 3
    assert SERIES not in {each.what for each in option(on).left_out}


def test_an_item_that_is_put_first_stands_first_in_the_plan_and_in_its_price() -> None:
    found = option(revised(made(), AddItem(treatment="led_light", zones=("nose",), primary=True)).draft)
    assert "led_light" in {item.id for item in found.primary}
    priced = dues(found.items, found.timeline, found.regimen, OAKLAND, LIBRARY).lines
    singly = [each.covers[0] for each in found.investment.purchases if each.kind == "service"]
    assert singly == [line.covers for line in priced if line.covers in set(singly)]
    assert [item.id in {each.id for each in found.primary} for item in found.items] == sorted(
        (item.id in {each.id for each in found.primary} for item in found.items), reverse=True
    )


def test_why_a_visit_waits_that_was_put_off() -> None:
    second = sessions(made())[1]
    found = option(revised(made(), PostponeVisit(visit=second.number, until=second.date + timedelta(10))).draft)
    assert [note for note in found.schedule_notes if note.endswith("it was put off")]


def test_a_session_that_slipped_keeps_its_place_though_a_later_one_is_put_off() -> None:
    first, _, last = sessions(made())
    days = (first.date - TODAY).days + 2
    found = revised(made(), PostponeVisit(visit=last.number, until=last.date + timedelta(9)), days=days).draft
    assert [line.number for v in sessions(found) for line in v.items if line.item == SERIES] == [1, 2, 3]
    assert faults(now(days), option(found)) == {}


def test_a_visit_is_not_put_off_to_a_day_before_its_own() -> None:
    last = sessions(made())[-1]
    assert refused(PostponeVisit(visit=last.number, until=last.date)) == "visit_day_invalid"
    assert revised(made(), PostponeVisit(visit=last.number, until=last.date + timedelta(1))).changes


def test_what_was_put_off_and_then_took_place_holds_nothing_back() -> None:
    first, second, _ = sessions(made())
    days = (first.date - TODAY).days
    edits = (PostponeVisit(visit=first.number, until=second.date + timedelta(60)), VisitDone(visit=first.number))
    early = [VisitDone(visit=v.number) for v in option(made()).timeline if v.date < first.date]
    assert sessions(revised(made(), *early, *edits, days=days).draft)[1].date == second.date


def test_only_days_that_are_still_wanted_are_kept_near_and_all_that_was_done(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[list[PlannedVisit]] = []

    def watched(request: Any, before: Any, *rest: Any) -> Scheduled:
        asked.append([visit for visit in before if SERIES in {line.item for line in visit.items}])
        return resolve(request, before, *rest)

    first, second, third = sessions(made())
    begun = revised(made(), VisitDone(visit=first.number), days=(first.date - TODAY).days).draft
    elsewhere = begun.model_dump(mode="json", by_alias=True)
    for line in elsewhere["options"][0]["timeline"][0]["items"]:
        line["zones"] = ["nose"]  # as it was given, other than it was planned
    begun = PlanDraft.model_validate(elsewhere)
    monkeypatch.setattr("planning.revision.again.resolve", watched)
    revised(made(), ChangeItem(item=SERIES, visits=2))
    revised(made(), ChangeItem(item=SERIES, zones=("chin",)))
    revised(begun, days=(first.date - TODAY).days)
    days = [[visit.date for visit in each] for each in asked]
    assert [first.date, second.date] in days and [] in days
    assert days[-1] == [first.date, second.date, third.date]
