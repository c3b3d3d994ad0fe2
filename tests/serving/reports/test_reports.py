"""Reports against counts made by hand."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from serving.reports.decisions import TreatmentDecisions, _proposals
from tests.serving.plans.planning_day import Day


def report(day: Day, name: str, **asked: str) -> Any:
    read = day.http(day.staff("medical_director")).get(f"/v1/reports/{name}", params=asked)
    assert read.status_code == 200, read.text
    return read.json()


def test_decisions_are_counted_as_they_stand(day: Day) -> None:
    first, second = day.drafted(), day.drafted()
    day.decide(first, "pigment_laser", "declined", reason="cost")
    day.decide(first, "pigment_laser", "modified", reason="dose_or_course")  # the later one counts
    day.decide(second, "pigment_laser")
    day.decide(second, "sunscreen", "declined", reason="client_preference")
    day.post(second, "decline", reason="other")  # of the whole plan: no suggestion's
    told = report(day, "decisions")
    assert (told["decided"], told["plans"], told["proposals"]) == (3, 2, [])
    laser, sunscreen = told["treatments"]
    assert (laser["treatment"], laser["accepted"], laser["modified"], laser["declined"]) == ("pigment_laser", 1, 1, 0)
    assert (laser["acceptance_rate"], laser["edit_rate"], laser["reasons"]) == (0.5, 0.5, {"dose_or_course": 1})
    assert (sunscreen["decline_rate"], sunscreen["reasons"]) == (1.0, {"client_preference": 1})
    assert report(day, "decisions", since="2026-11-23")["decided"] == 0
    assert report(day, "decisions", since="2026-11-22", until="2026-11-23")["decided"] == 3


@pytest.mark.parametrize(("count", "decided", "proposes"), [(5, 25, ["add_rule"]), (4, 5, []), (5, 26, [])])
def test_many_of_one_reason_propose_a_change(count: int, decided: int, proposes: list[str]) -> None:
    row = TreatmentDecisions(
        treatment="pigment_laser",
        decided=decided,
        accepted=decided - count,
        modified=0,
        declined=count,
        acceptance_rate=0,
        edit_rate=0,
        decline_rate=0,
        reasons={"contraindication": count, "other": count},
    )
    assert [each.proposes for each in _proposals(row)] == proposes


def test_turnaround_is_from_the_first_look_to_the_signature(day: Day) -> None:
    for minutes in (10, 30, 80):
        plan = day.in_review()
        day.shown(plan)
        day.house.clock.at += timedelta(minutes=minutes)
        assert day.approve(plan, day.staff("medical_director")).status_code == 201
    day.in_review()
    told = report(day, "turnaround")
    assert (told["signed"], told["median_minutes"], told["waiting"]) == (3, 30.0, 1)
    assert told["providers"] == [{"provider": "acc_medical_director", "signed": 3, "median_minutes": 30.0}]


def test_reports_are_the_directors_and_auditors_and_of_their_practice(day: Day) -> None:
    plan = day.drafted()
    day.decide(plan, "pigment_laser")
    house = day.house
    for name in ("decisions", "turnaround"):
        path = f"/v1/reports/{name}"
        assert day.http(house.caller("auditor")).get(path).status_code == 200
        for caller in (house.caller("provider"), house.caller("coordinator"), house.caller("admin")):
            assert day.http(caller).get(path).status_code in (403, 404)
        other = day.http(house.caller("medical_director", practice=house.other)).get(path)
        assert other.json().get("decided", 0) == 0
