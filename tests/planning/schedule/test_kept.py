"""What is asked once says the same as what is asked every time."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planning.schedule import ScheduleRequest, schedule
from planning.schedule.days import Barrier, Calendar
from planning.schedule.kept import Kept
from planning.schedule.setting import setting
from planning.schedule.shared import SharedDays
from planning.schedule.slots import Slots
from tests.planning.schedule.requests import day, item, request
from tests.planning.schedule.test_properties import CALM, requests

some_days = st.lists(st.integers(0, 20), unique=True).map(lambda days: tuple(sorted(days)))


@settings(CALM, max_examples=40)
@given(requests(), st.data())
def test_days_that_are_shared_are_those_found_day_by_day(asked: ScheduleRequest, data: st.DataObject) -> None:
    ready = setting(asked)
    index = st.integers(0, len(ready.services) - 1)
    for _ in range(4 if ready.services else 0):
        pair, some, others = frozenset({data.draw(index), data.draw(index)}), data.draw(some_days), data.draw(some_days)
        found = ready.shared.of(pair, some, others)
        assert set(found.common) == {n for n in some if n in others}
        assert found.fits == tuple(n for n in found.common if ready.slots.find(pair, ready.calendar.days[n]))
        assert ready.shared.of(pair, some, others) == SharedDays(ready.calendar).of(pair, some, others) == found


@settings(CALM, max_examples=25)
@given(requests())
def test_days_free_but_for_one_barrier_are_those_of_asking_all_others(asked: ScheduleRequest) -> None:
    calendar = setting(asked).calendar
    for index in range(len(calendar.services)):
        kept = Kept(calendar, index)
        for k, without in enumerate(kept.barriers):
            others = [each for each in kept.barriers if each is not without]
            free = [n for n, at in enumerate(calendar.days) if not any(each.keeps(at) for each in others)]
            assert list(kept.free_without(k)) == free


def test_visits_alike_ask_for_their_days_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[date] = []
    find = Slots.find

    def counted(self: Slots, items: frozenset[int], on: date) -> object:
        asked.append(on)
        return find(self, items, on)

    monkeypatch.setattr(Slots, "find", counted)
    items = (item("hydradermabrasion", 8, ["nose"]), item("led_light", 8, ["chin"]), item("microneedling", 4))
    assert schedule(request(*items)).visits
    assert len(asked) < 3_000  # three items and three pairs, over a year; pair by pair of visits it is 48,000


def test_an_event_every_day_is_explained_by_asking_each_day_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = 0
    barriers = Calendar.barriers

    def counting(self: Calendar, index: int) -> tuple[Barrier, ...]:
        def counted(barrier: Barrier) -> Barrier:
            def keeps(on: date) -> bool:
                nonlocal asked
                asked += 1
                return barrier.keeps(on)

            return Barrier(barrier.why, barrier.text, keeps)

        return tuple(map(counted, barriers(self, index)))

    monkeypatch.setattr(Calendar, "barriers", counting)
    events = [{"name": f"event {n}", "on": day(n)} for n in range(120)]
    found = schedule(request(item("microneedling"), changes={"events": events}, horizon_days=119))
    assert (found.visits, [each.item for each in found.unplaced]) == ((), ["microneedling"])
    assert asked <= 3 * 130 * 120
