"""What holds for any request: 205 of them, drawn anew by hypothesis from the library and the sample location."""

from __future__ import annotations

from dataclasses import replace
from datetime import time, timedelta
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planning.schedule import Busy, Changes, Link, Objective, ScheduleRequest, resolve, schedule
from tests.planning.schedule.checks import wrong
from tests.planning.schedule.requests import LIBRARY, day, item, practice, request

OFFERED = [entry.treatment for entry in practice().menu]
CALM = settings(
    deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large], derandomize=True
)

offsets = st.integers(0, 120)
names = st.lists(st.sampled_from(OFFERED), min_size=1, max_size=8, unique=True)
resources = st.sampled_from(
    [
        *(("provider", p.id) for p in practice().providers),
        *(("room", r.id) for r in practice().location.rooms),
        *(("device", d.id) for d in practice().location.devices),
    ]
)


@st.composite
def busy(draw: st.DrawFn) -> Busy:
    kind, name = draw(resources)
    start = draw(st.integers(9, 17))
    return Busy(kind, name, day(draw(st.integers(0, 60))), time(start), time(draw(st.integers(start + 1, 20))))


@st.composite
def clients(draw: st.DrawFn) -> dict[str, Any]:
    away = [
        {"first": day(first), "last": day(first + length)}
        for first, length in draw(st.lists(st.tuples(offsets, st.integers(0, 40)), max_size=2))
    ]
    events = [{"name": "an event", "on": day(n)} for n in draw(st.lists(offsets, max_size=2))]
    past = [
        {"treatment": name, "on": day(-n)}
        for name, n in draw(st.lists(st.tuples(st.sampled_from(OFFERED), st.integers(2, 60)), max_size=2))
    ]
    told = draw(st.sampled_from([{}, {"taken": [{"name": "Accutane", "status": "stopped", "stopped_on": day(-60)}]}]))
    return {
        "away": away,
        "events": events,
        "downtime_days": draw(st.none() | st.integers(2, 7)),
        "history": {"complete": True, "treatments": past},
        "medicines": {"complete": True, "taken": [], **told},
    }


@st.composite
def requests(draw: st.DrawFn) -> ScheduleRequest:
    items = [item(name, draw(st.integers(1, 3))) for name in draw(names)]
    links = [Link((items[0].id, 1), (items[-1].id, 1), draw(st.integers(0, 40)))] if draw(st.booleans()) else []
    return request(
        *items,
        changes=draw(clients()),
        busy=tuple(draw(st.lists(busy(), max_size=20))),
        links=tuple(link for link in links if link.earlier[0] != link.later[0]),
        blackout=frozenset(map(day, draw(st.lists(offsets, max_size=5)))),
        primary=frozenset(draw(st.lists(st.sampled_from([each.id for each in items]), max_size=2))),
        visits_a_month=draw(st.none() | st.integers(1, 3)),
        horizon_days=draw(st.sampled_from([20, 120, 365])),
    )


@settings(CALM, max_examples=75)
@given(requests())
def test_nothing_that_binds_is_broken(asked: ScheduleRequest) -> None:
    assert wrong(asked, schedule(asked)) == {}


@settings(CALM, max_examples=30)
@given(requests())
def test_one_request_has_one_answer(asked: ScheduleRequest) -> None:
    assert schedule(asked) == schedule(asked)


def eased(asked: ScheduleRequest) -> dict[str, ScheduleRequest]:
    """The request with one constraint less."""
    return {
        "busy": replace(asked, busy=asked.busy[1:]),
        "blackout": replace(asked, blackout=frozenset()),
        "links": replace(asked, links=()),
        "visits a month": replace(asked, visits_a_month=None),
        "away": replace(asked, profile=asked.profile.model_copy(update={"away": ()})),
        "events": replace(asked, profile=asked.profile.model_copy(update={"events": ()})),
        "horizon": replace(asked, horizon_days=asked.horizon_days + 30),
    }


@settings(CALM, max_examples=50)
@given(requests(), st.sampled_from(["busy", "blackout", "links", "visits a month", "away", "events", "horizon"]))
def test_with_a_constraint_less_nothing_gets_worse(asked: ScheduleRequest, which: str) -> None:
    bound, free = schedule(asked), schedule(eased(asked)[which])
    if bound.status == free.status == "optimal":
        assert free.objective <= bound.objective


@settings(CALM, max_examples=50)
@given(requests(), st.data())
def test_after_a_cancellation_what_was_done_stays_and_nothing_is_broken(asked: ScheduleRequest, data: Any) -> None:
    before = schedule(asked)
    if not before.visits:
        return
    cancelled = data.draw(st.integers(1, len(before.visits)))
    done = frozenset(range(1, cancelled))
    today = before.visits[cancelled - 1].date
    after = resolve(asked, before.visits, Changes(done=done, cancelled=frozenset({cancelled})), today)
    standing = tuple(v.model_copy(update={"done": True}) for v in before.visits[: cancelled - 1])
    assert after.visits[: cancelled - 1] == standing
    last = asked.start + timedelta(asked.horizon_days)
    now = replace(asked, fixed=standing, today=today, start=today, horizon_days=(last - today).days + 400)
    assert wrong(now, after) == {}
    dropped = {(line.item, before.visits[cancelled - 1].date) for line in before.visits[cancelled - 1].items}
    assert not dropped & {(line.item, v.date) for v in after.visits[cancelled - 1 :] for line in v.items}


def test_the_objective_is_compared_part_by_part() -> None:
    assert Objective(unplaced=1, days=9) > Objective(unplaced=0, days=10)
    assert "microneedling" in LIBRARY.treatments
