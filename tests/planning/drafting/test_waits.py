"""`for_event`, `passing` and `one_by_one`, each by itself."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

import pytest

from planning.drafting.for_event import for_event
from planning.drafting.one_by_one import one_by_one
from planning.drafting.passing import passing
from planning.drafting.rested import Wait
from planning.plan import PlanItem, Why
from planning.rules import Level, Source, Verdict
from planning.screening import Planned
from planning.selection import PATIENCE_DAYS
from tests.planning.cases import TODAY, client
from tests.planning.schedule.requests import LIBRARY, item, practice

FACIAL, PEEL, LASER, NEEDLING = "hydradermabrasion", "superficial_peel", "vascular_laser", "microneedling"


def for_the_day(treatment: str = FACIAL, visits: int = 1, goal: str = "event_ready") -> PlanItem:
    why = Why(kind="goal", text="The client asks for it.", goal=goal)
    return item(treatment, visits).model_copy(update={"why": (why,)})


def waits(*items: PlanItem, days: tuple[int, ...] = (90, 60)) -> list[Wait]:
    events: list[dict[str, Any]] = [{"name": f"party {n}", "on": TODAY + timedelta(n)} for n in days]
    return list(for_event(items, client({"events": events}), LIBRARY, TODAY))


def test_what_lasts_for_weeks_is_given_in_the_week_before_the_next_event() -> None:
    (wait,) = waits(for_the_day())
    assert (wait.item, wait.until, "party 60" in wait.why) == (FACIAL, TODAY + timedelta(53), True)


@pytest.mark.parametrize(
    "other",
    [for_the_day(visits=2), for_the_day(goal="hydrated_skin"), for_the_day("botulinum_toxin_upper_face")],
    ids=["a series", "another goal", "it lasts for months"],
)
def test_all_else_waits_for_no_event(other: PlanItem) -> None:
    assert waits(other) == []
    assert [wait.item for wait in waits(other.model_copy(update={"id": "other"}), for_the_day())] == [FACIAL]


def test_events_that_are_over_or_today_count_no_more() -> None:
    assert waits(for_the_day(), days=()) == waits(for_the_day(), days=(0, -3)) == []
    assert waits(for_the_day(), days=(-3, 1))[0].until == TODAY - timedelta(6)


SOURCE = Source(cite="Ours", strength="house")


def said(*rules: tuple[str, int, Level]) -> Any:
    """Rules that speak up to a number of days from today."""

    def ask(lines: Iterable[Planned]) -> tuple[Verdict, ...]:
        (line,) = lines
        assert isinstance(line.on, date)
        days = (line.on - TODAY).days
        return tuple(
            Verdict(level, line.treatment, line.zones, name, f"{name} speaks.", "", (), SOURCE)
            for name, last, level in rules
            if days <= last
        )

    return ask


@pytest.mark.parametrize("last", [1, 2, 30, 45, 46, 90, PATIENCE_DAYS - 1])
def test_it_waits_until_the_day_after_the_last_warning_that_passes(last: int) -> None:
    heard = said(("tan", last, Level.WARN), ("always", 9999, Level.WARN), ("short", min(last, 1), Level.WARN))
    (wait,) = passing([item(PEEL)], heard, TODAY)
    assert (wait.item, wait.until) == (PEEL, TODAY + timedelta(last + 1))
    assert wait.why == ("tan speaks." if last > 1 else "tan speaks. short speaks.")


@pytest.mark.parametrize(
    "rule",
    [("over", 0, Level.WARN), ("lasting", PATIENCE_DAYS, Level.WARN), ("open", 30, Level.HOLD), ("x", 9, Level.INFORM)],
)
def test_what_is_over_or_lasts_or_is_no_warning_is_not_waited_for(rule: tuple[str, int, Level]) -> None:
    assert list(passing([item(PEEL)], said(rule), TODAY)) == []


def links(*items: PlanItem, series: tuple[str, ...] = ()) -> list[tuple[Any, ...]]:
    vetted = [template for template in practice().templates if template.id in series]
    return [(x.earlier, x.later, x.min_days, x.max_days) for x in one_by_one(items, vetted, LIBRARY)]


def test_series_on_one_skin_follow_each_other_the_gentler_first() -> None:
    assert links(item(LASER, 3, ["nose"]), item(PEEL, 4, ["nose"])) == [((PEEL, 4), (LASER, 1), 1, None)]
    (link,) = one_by_one([item(LASER), item(PEEL)], [], LIBRARY)
    assert link.why == "Vascular laser follows Superficial chemical peel."


def test_what_shares_no_skin_or_leaves_it_whole_or_is_the_same_or_belongs_together_follows_nothing() -> None:
    assert links(item(LASER, 3, ["nose"]), item(PEEL, 4, ["chin"])) == []
    assert links(item(FACIAL), item(PEEL), item("led_light")) == []
    assert links(item(PEEL, name="one"), item(PEEL, name="two")) == []
    pair = (item(NEEDLING), item("intense_pulsed_light"))
    assert len(links(*pair)) == 1


def test_a_vetted_series_keeps_its_own_order() -> None:
    template = practice().templates[0]
    both = template.model_copy(
        update={"visits": tuple(v.model_copy(update={"treatments": (NEEDLING, LASER)}) for v in template.visits[:1])}
    )
    assert list(one_by_one([item(NEEDLING), item(LASER)], [both], LIBRARY)) == []
    assert len(list(one_by_one([item(NEEDLING), item(LASER)], [template], LIBRARY))) == 1
