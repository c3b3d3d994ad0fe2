"""Schedules by example: what is placed, what is not, and why."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise
from time import process_time

from planning.schedule import Changes, resolve, schedule, template_links
from tests.planning.schedule.requests import day, item, practice, request


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


def test_nothing_is_given_after_a_licence_has_run_out() -> None:
    """The esthetician's ends with the year, and nobody else is at work."""
    alone = practice().model_copy(update={"providers": [p for p in practice().providers if p.id == "le_mina_park"]})
    found = schedule(request(item("hydradermabrasion", 4), practice=alone, horizon_days=110))
    assert [visit.provider for visit in found.visits] == ["le_mina_park"] * 3
    assert found.visits[-1].date <= date(2026, 12, 31)
    assert [(each.why, each.numbers) for each in found.unplaced] == [("nobody_licensed", (4,))]


def test_light_goes_before_toxin_on_one_day_and_each_room_is_a_visit_of_its_own() -> None:
    found = schedule(request(item("botulinum_toxin_upper_face"), item("intense_pulsed_light")))
    first, second = found.visits
    assert (first.items[0].treatment, second.items[0].treatment) == (
        "intense_pulsed_light",
        "botulinum_toxin_upper_face",
    )
    assert first.date == second.date
    assert first.room != second.room


def test_days_away_make_a_series_late_and_it_is_said() -> None:
    away = {"away": [{"first": day(20), "last": day(60)}]}
    found = schedule(request(item("microneedling", 2), changes=away, primary=frozenset({"microneedling"})))
    assert found.objective.waited_days == (found.visits[1].date - found.visits[0].date).days - 34 > 0
    assert any("longest interval" in note for note in found.notes)


def test_what_is_blocked_gets_no_day() -> None:
    found = schedule(request(item("microneedling"), changes={"health": {"keloid": "yes", "active_herpes": "yes"}}))
    assert (found.visits, [each.why for each in found.unplaced]) == ((), ["blocked"])


def test_a_vetted_series_keeps_its_own_days() -> None:
    template = next(each for each in practice().templates if each.id == "needling_and_plasma")
    items = (item("microneedling", 3), item("platelet_rich_plasma", 2))
    found = schedule(request(*items, links=template_links(template, items)))
    assert [visit.items[0].treatment for visit in found.visits] == [each.treatments[0] for each in template.visits]
    assert all((later.date - earlier.date).days >= 28 for earlier, later in pairwise(found.visits))
    assert found.objective.waited_days == 0


def test_a_cancelled_visit_moves_alone() -> None:
    asked = request(item("led_light", 6), item("botulinum_toxin_upper_face"))
    before = schedule(asked)
    after = resolve(asked, before.visits, Changes(frozenset({1, 2}), frozenset({3})), before.visits[2].date)
    kept = {visit.date for visit in before.visits} - {before.visits[2].date}
    assert kept < {visit.date for visit in after.visits}
    assert [(each.item, each.was) for each in after.moved] == [("led_light", before.visits[2].date)]
    assert [visit.done for visit in after.visits[:3]] == [True, True, False]


def test_fifty_visits_are_solved_again_in_a_moment() -> None:
    """On one core: two seconds are asked for."""
    asked = request(item("led_light", 47), item("hydradermabrasion", 2), item("ha_filler_lips"), horizon_days=400)
    before = schedule(replace(asked, effort=2.0))
    assert sum(len(visit.items) for visit in before.visits) == 50
    started = process_time()
    after = resolve(asked, before.visits, Changes(cancelled=frozenset({5})), asked.start)
    assert process_time() - started < 2.0
    assert (after.objective.unplaced, len(after.moved)) == (0, len(before.visits[4].items))
