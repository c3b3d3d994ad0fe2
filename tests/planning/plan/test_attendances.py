"""What a client calls a visit: the stops of one day and arrival, whoever gives them."""

from __future__ import annotations

from datetime import date, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from planning.plan import PlannedVisit, VisitItem, attendances
from planning.plan.attendances import LONGEST_WAIT

DAY = date(2026, 12, 1)


def _stop(number: int, start: time | None, minutes: int = 45, on: date = DAY, **more: object) -> PlannedVisit:
    item = VisitItem(item=f"i{number}", treatment="microneedling", number=1, minutes=minutes)
    return PlannedVisit.model_validate({"number": number, "date": on, "start": start, "items": (item,), **more})


def test_two_rooms_in_a_row_are_one_visit_from_arrival_to_the_end() -> None:
    (one,) = attendances((_stop(1, time(9), room="skin"), _stop(2, time(9, 45), 60, room="injection")))
    assert (one.number, one.date, one.start, one.minutes) == (1, DAY, time(9), 105)
    assert [item.item for item in one.items] == ["i1", "i2"]


def test_who_waits_too_long_comes_again() -> None:
    assert timedelta(hours=1) == LONGEST_WAIT
    (stays,) = attendances((_stop(1, time(9)), _stop(2, time(10, 45))))
    assert stays.minutes == 150
    assert [each.number for each in attendances((_stop(1, time(9)), _stop(2, time(10, 46))))] == [1, 2]


def test_another_day_is_another_visit_and_what_has_no_time_joins_its_day() -> None:
    later = DAY + timedelta(days=1)
    made = attendances((_stop(1, None), _stop(2, time(9)), _stop(3, None, on=later)))
    assert [(each.date, each.start, len(each.stops)) for each in made] == [(DAY, time(9), 2), (later, None, 1)]
    assert made[0].minutes == 90


def test_it_shows_until_the_last_stop_does_and_is_done_when_all_are() -> None:
    first = _stop(1, time(9), downtime_until=DAY + timedelta(days=4), done=True)
    second = _stop(2, time(9, 45), downtime_until=DAY + timedelta(days=2))
    (one,) = attendances((first, second))
    assert (one.downtime_until, one.done) == (DAY + timedelta(days=4), False)
    (unknown,) = attendances((first, second.model_copy(update={"downtime_until": None, "done": True})))
    assert (unknown.downtime_until, unknown.done) == (DAY + timedelta(days=4), True)
    assert attendances((_stop(1, None),))[0].downtime_until is None


_STOPS = st.lists(st.tuples(st.integers(0, 5), st.one_of(st.none(), st.times())), max_size=12)


@given(_STOPS)
def test_every_stop_is_in_one_visit_and_visits_are_numbered_by_day(drawn: list[tuple[int, time | None]]) -> None:
    stops = [_stop(n, start, on=DAY + timedelta(days=day)) for n, (day, start) in enumerate(drawn, 1)]
    made = attendances(stops)
    assert sorted(stop.number for each in made for stop in each.stops) == [stop.number for stop in stops]
    assert [each.number for each in made] == list(range(1, len(made) + 1))
    assert [each.date for each in made] == sorted(each.date for each in made)
    assert all({stop.date for stop in each.stops} == {each.date} for each in made)
