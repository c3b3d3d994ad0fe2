"""In a pilot everything is reviewed: by a medical director, or by a licensed reviewer whom the director has named."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import httpx
import pytest

from tests.serving.plans.planning_day import LICENCE, Day
from tests.serving.plans.test_let_in import decided, roll_out, without_supervision

__all__ = ["without_supervision"]
REVIEWER = "acc_reviewer"


@pytest.fixture
def piloted(day: Day) -> Day:
    """Oakland asks for no second signature by itself; the pilot does, of `acc_reviewer` or a director."""
    day.account(REVIEWER, role="provider")
    roll_out(day, default_mode="pilot", reviewers=[REVIEWER])
    return day


def approved_once(day: Day) -> str:
    plan = decided(day)
    first = day.approve(plan)
    assert first.status_code == 201, first.text
    assert day.shown(plan)["cosignature_due"]
    return plan


def reviewed(day: Day, plan: str, who: str = REVIEWER, **changes: Any) -> httpx.Response:
    return day.cosign(plan, replace(day.staff("provider", id=who), **changes))


@pytest.mark.usefixtures("without_supervision")
def test_a_named_reviewer_signs_in_a_directors_place(piloted: Day) -> None:
    plan = approved_once(piloted)
    done = reviewed(piloted, plan)
    assert done.status_code == 201, done.text
    assert piloted.shown(plan)["state"] == "approved"
    assert [each["by"] for each in done.json()["signatures"]] == ["acc_provider", REVIEWER]


@pytest.mark.usefixtures("without_supervision")
def test_whoever_is_not_named_does_not(piloted: Day) -> None:
    piloted.account("acc_other", role="provider")
    plan = approved_once(piloted)
    refused = reviewed(piloted, plan, "acc_other")
    assert (refused.status_code, refused.json()["code"]) == (403, "reviewer_not_accepted")
    assert refused.json()["details"] == {"why": "not_named"}
    roll_out(piloted, default_mode="pilot", reviewers=[])
    assert reviewed(piloted, plan).json()["details"] == {"why": "not_named"}
    assert piloted.shown(plan)["state"] == "in_review"


@pytest.mark.usefixtures("without_supervision")
def test_a_reviewers_own_plan_takes_another_pair_of_eyes(piloted: Day) -> None:
    plan = decided(piloted)
    assert piloted.approve(plan, piloted.staff("provider", id=REVIEWER)).status_code == 201
    assert piloted.shown(plan)["cosignature_due"]
    assert reviewed(piloted, plan).json()["code"] == "cosignature_not_due"
    assert piloted.cosign(plan, piloted.staff("medical_director")).status_code == 201


@pytest.mark.usefixtures("without_supervision")
def test_a_reviewer_who_left_or_whose_licence_has_ended_does_not_count(piloted: Day) -> None:
    plan = approved_once(piloted)
    yesterday = piloted.house.clock.at.date() - timedelta(days=1)
    piloted.account(REVIEWER, role="provider", licences=(LICENCE.model_copy(update={"expires": yesterday}),))
    ended = reviewed(piloted, plan)
    assert (ended.status_code, ended.json()["code"]) == (403, "licence_missing")
    assert ended.json()["details"]["why"] == "expired"
    piloted.account(REVIEWER, role="provider", active=False)
    assert reviewed(piloted, plan).json()["details"]["why"] == "no_account"
    assert piloted.shown(plan)["state"] == "in_review"


@pytest.mark.usefixtures("without_supervision")
def test_a_reviewer_signs_where_their_role_holds_and_with_a_second_factor(piloted: Day) -> None:
    plan, house = approved_once(piloted), piloted.house
    elsewhere = house.caller("provider", house.reno, id=REVIEWER, strong=True)
    assert piloted.http(elsewhere).get(f"/v1/plans/{plan}").status_code == 404
    assert reviewed(piloted, plan, strong=False).json()["code"] == "reauthentication_needed"
    clerk = piloted.cosign(plan, piloted.staff("coordinator", id=REVIEWER))
    assert (clerk.status_code, clerk.json()["code"]) == (403, "not_allowed")


def test_a_reviewer_does_not_replace_the_supervisor_whom_a_location_asks_for(piloted: Day) -> None:
    plan = approved_once(piloted)
    refused = reviewed(piloted, plan)
    assert refused.json()["details"] == {"why": "location_supervised"}
    assert piloted.cosign(plan, piloted.staff("medical_director")).status_code == 201


@pytest.mark.parametrize(
    "unfit",
    [
        {"licences": ()},
        {"licences": (LICENCE.model_copy(update={"expires": date(2026, 1, 1)}),)},
        {"active": False},
    ],
)
def test_nobody_is_named_who_could_not_sign(day: Day, unfit: dict[str, Any]) -> None:
    day.account(REVIEWER, role="provider", **unfit)
    director = day.http(day.staff("medical_director"))
    said = {"why": "As we begin", "default_mode": "pilot", "reviewers": [REVIEWER]}
    refused = director.put("/v1/rollout", json=said, headers={"If-Match": '"0"'})
    assert (refused.status_code, refused.json()["code"]) == (422, "rollout_reviewer_unlicensed")
    assert refused.json()["details"] == {"names": [REVIEWER]}
    assert director.get("/v1/rollout").json()["version"] == 0
