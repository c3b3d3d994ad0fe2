"""Schedules by example: what is placed, what is not, and why."""

from __future__ import annotations

from itertools import pairwise

from planning.schedule import schedule
from tests.planning.schedule.requests import day, item, request


def test_what_may_share_a_day_does() -> None:
    found = schedule(request(item("botulinum_toxin_upper_face"), item("ha_filler_cheek")))
    (visit,) = found.visits
    assert {line.item for line in visit.items} == {"botulinum_toxin_upper_face", "ha_filler_cheek"}
    assert (found.status, found.gap, found.unplaced) == ("optimal", 0.0, ())


def test_a_series_keeps_its_interval() -> None:
    found = schedule(request(item("microneedling", 3)))
    days = [visit.date for visit in found.visits]
    assert all((later - earlier).days >= 28 for earlier, later in pairwise(days))
    assert [visit.items[0].number for visit in found.visits] == [1, 2, 3]


def test_an_event_that_is_too_near_leaves_the_item_for_after_it() -> None:
    event = {"events": [{"name": "a wedding", "on": day(1)}]}
    found = schedule(request(item("microneedling"), changes=event))
    assert found.visits[0].date > day(1)
    none = schedule(request(item("microneedling"), changes=event, horizon_days=1))
    assert (none.status, none.visits, [each.why for each in none.unplaced]) == ("none", (), ["event"])


def test_an_unknown_treatment_is_said_and_nothing_fails() -> None:
    found = schedule(request(item("no_such_thing"), item("microneedling")))
    assert [each.why for each in found.unplaced] == ["not_in_library"]
    assert len(found.visits) == 1
