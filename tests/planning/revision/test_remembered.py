"""What a person asked, what was paid and what was begun is remembered by every later version."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from planning.plan import PlannedVisit, RegimenLine, Why
from planning.plan.regimen import Pause
from planning.revision import AddItem, CancelVisit, PostponeVisit, RevisionRequest, VisitDone, revise
from planning.revision.begun import rested_from
from planning.schedule import Changes, ScheduleRequest, resolve, schedule
from planning.schedule.setting import Setting, setting
from tests.planning.cases import TODAY
from tests.planning.revision.test_revise import WHEN, made, now, option, revised, sessions
from tests.planning.schedule.requests import day, item, request
from tests.planning.schedule.test_properties import CALM


def test_what_was_put_off_is_never_earlier_in_any_later_version() -> None:
    last = sessions(made())[-1]
    until = last.date + timedelta(40)
    plan = revised(made(), PostponeVisit(visit=last.number, until=until)).draft
    again = revised(plan).draft
    assert [v.date for v in sessions(again)] == [v.date for v in sessions(plan)]
    moved = sessions(again)[-1]
    assert moved.date >= until
    for edits in [(CancelVisit(visit=moved.number),), (CancelVisit(visit=sessions(again)[0].number),)]:
        later = revised(again, *edits).draft
        assert sessions(later)[-1].date >= until
        assert sessions(later)[0].date < until  # the earlier ones need not wait
    assert sessions(revised(made(), CancelVisit(visit=last.number)).draft)[-1].date < until


def test_what_was_done_keeps_its_price() -> None:
    first = revised(made(), AddItem(treatment="led_light", zones=("chin",), visits=2)).draft
    visit = sessions(first, "led_light")[0]
    days = (visit.date - TODAY).days
    menu = tuple(e.model_copy(update={"price": (e.price or 0) + 100}) for e in now().practice.menu)
    dearer = replace(now(days), practice=now().practice.model_copy(update={"menu": menu, "packages": ()}))
    done = (VisitDone(visit=visit.number),)
    plan = revise(RevisionRequest(dearer, first, first.recommended, "p", WHEN, "Done.", done)).draft
    for _ in range(2):
        bought = {name: p.price for p in option(plan).investment.purchases for name in p.covers}
        assert (bought["led_light:1"], bought["led_light:2"]) == (Decimal("60.00"), Decimal("160.00"))
        plan = revise(RevisionRequest(dearer, plan, plan.recommended, "p", WHEN, "Looked at again.", ())).draft


def begun_on(start: date) -> RegimenLine:
    why = Why(kind="upkeep", text="It was begun.")
    return RegimenLine(treatment="topical_retinoid", title="Retinol", use="In the evening.", start=start, why=(why,))


def test_what_a_former_version_began_is_in_use() -> None:
    peel = item("superficial_peel")
    (wait,) = rested_from([begun_on(TODAY - timedelta(20))], [peel], now())
    assert (wait.item, wait.until) == ("superficial_peel", TODAY + timedelta(5))
    assert list(rested_from([begun_on(TODAY)], [peel], now())) == []
    rest = Pause(first=TODAY - timedelta(2), last=TODAY + timedelta(9), why="A visit.")
    kept = begun_on(TODAY - timedelta(20)).model_copy(update={"pauses": (rest,)})
    (wait,) = rested_from([kept], [peel], now())
    assert wait.until == TODAY + timedelta(2)


def test_a_peel_that_is_added_waits_for_a_retinoid_that_the_plan_began() -> None:
    plan = made()
    started = option(plan).model_copy(update={"regimen": (begun_on(TODAY), *option(plan).regimen)})
    checks = (*started.checks, started.checks[0].model_copy(update={"item": "topical_retinoid"}))
    started = started.model_copy(update={"checks": checks})
    plan = plan.model_copy(update={"options": (started,), "recommended": started.tier})
    peel = AddItem(treatment="superficial_peel", zones=("chin",))
    (visit,) = sessions(revised(plan, peel, days=30).draft, "superficial_peel")[:1]
    assert visit.date >= TODAY + timedelta(35)


NAMES = ("hydradermabrasion", "led_light", "superficial_peel", "botulinum_toxin_upper_face", "microneedling")


@st.composite
def slipped(draw: st.DrawFn) -> tuple[ScheduleRequest, tuple[PlannedVisit, ...], Changes]:
    """Up to four visits within twelve days, of which one is cancelled and some days have closed."""
    names = draw(st.lists(st.sampled_from(NAMES), min_size=1, max_size=4, unique=True))
    asked = request(*(item(name, zones=["forehead"]) for name in names), horizon_days=11)
    visits = schedule(asked).visits
    numbers = [visit.number for visit in visits]
    gone = draw(st.sampled_from(numbers)) if numbers else 0
    closed = frozenset(map(day, draw(st.lists(st.integers(0, 11), max_size=6))))
    return replace(asked, blackout=closed), visits, Changes(cancelled=frozenset({gone}))


@settings(CALM, max_examples=40)
@given(slipped())
def test_no_schedule_of_a_small_case_changes_less(
    case: tuple[ScheduleRequest, tuple[PlannedVisit, ...], Changes],
) -> None:
    asked, visits, changes = case
    found = resolve(asked, visits, changes, TODAY)
    off = tuple((x.item, v.date) for v in visits if v.number in changes.cancelled for x in v.items)
    ready = setting(replace(asked, not_on=off))
    former = {x.item: (v.date - asked.start).days for v in visits for x in v.items}
    placed = {x.item: (v.date - asked.start).days for v in found.visits for x in v.items}
    best = min((_cost(ready, days, former) for days in _every_way(ready)), default=None)
    assert best is None or _cost(ready, [placed.get(s.id) for s in ready.services], former) == best


def _cost(ready: Setting, days: list[int | None], former: dict[str, int]) -> tuple[int, int]:
    """Items without a day, then items that are not where they were."""
    missing = sum(each is None for each in days)
    return missing, sum(former.get(s.id) != n for s, n in zip(ready.services, days, strict=True) if s.id in former)


def _every_way(ready: Setting) -> list[list[int | None]]:
    each = [(None, *ready.calendar.allowed(i)) for i in range(len(ready.services))]
    return [list(days) for days in product(*each) if _holds(ready, days)]


def _holds(ready: Setting, days: tuple[int | None, ...]) -> bool:
    for (i, j), between in ready.spacings.items():
        a, b = days[i], days[j]
        if i != j and a is not None and b is not None and not between.allows(b - a):
            return False
    shared = {n: frozenset(i for i, m in enumerate(days) if m == n) for n in days if n is not None}
    return all(ready.slots.find(group, ready.calendar.days[n]) for n, group in shared.items())
