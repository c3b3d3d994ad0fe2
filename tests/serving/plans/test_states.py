"""Every state × every act, against a table written by hand from the issue."""

from __future__ import annotations

import httpx
import pytest

from serving.plans.states import ACTS, STATES, after, transitions
from tests.serving.plans.planning_day import FACIAL, Day

# What may be done with a plan, and its state then. All else is refused.
MAY = {
    ("draft", "edit"): "draft",
    ("draft", "submit"): "in_review",
    ("draft", "decline"): "declined",
    ("in_review", "edit"): "in_review",
    ("in_review", "return"): "draft",
    ("in_review", "decide"): "in_review",
    ("in_review", "approve"): "approved",
    ("in_review", "cosign"): "approved",
    ("in_review", "decline"): "declined",
    ("approved", "share"): "shared",
    ("approved", "supersede"): "superseded",
    ("shared", "share"): "shared",
    ("shared", "supersede"): "superseded",
}
REFUSED = {"plan_state", "superseded_plan_invalid"}


def act(day: Day, plan: str, what: str) -> httpx.Response:
    director = day.staff("medical_director")
    match what:
        case "edit":
            return day.edit(plan, FACIAL)
        case "submit":
            return day.post(plan, "submission")
        case "return":
            return day.post(plan, "return")
        case "decide":
            return day.decide(plan, "hydradermabrasion")
        case "approve":
            return day.approve(plan, director)
        case "cosign":
            return day.cosign(plan, director)
        case "decline":
            return day.post(plan, "decline", reason="other")
        case "share":
            return day.post(plan, "shares", to="client")
        case _:
            return day.begun(supersedes=plan)


def test_the_table_is_the_one_that_is_asked() -> None:
    told = {(state, act): then for state, acts in transitions().items() for act, then in acts.items()}
    assert told == MAY
    assert set(transitions()) == set(STATES)
    for state in STATES:
        for each in ACTS:
            if (state, each) in MAY:
                assert after(state, each) == MAY[state, each]


@pytest.mark.parametrize("state", STATES)
def test_what_may_not_be_done_changes_nothing(day: Day, state: str) -> None:
    plan = day.reached(state)
    before = day.shown(plan)
    for what in ACTS:
        if (state, what) not in MAY:
            refused = act(day, plan, what)
            assert refused.status_code in (409, 422) and refused.json()["code"] in REFUSED, (what, refused.text)
            assert day.shown(plan) == before, what


# By hand nothing was suggested, so that there is nothing to decide; a co-signature waits for an approval.
_BY_OTHER_TESTS = {"decide", "cosign", "supersede"}


@pytest.mark.parametrize(("state", "what"), [each for each in MAY if each[1] not in _BY_OTHER_TESTS])
def test_what_may_be_done_is_done(day: Day, state: str, what: str) -> None:
    plan = day.reached(state)
    done = act(day, plan, what)
    assert done.status_code in (200, 201), done.text
    assert day.shown(plan)["state"] == MAY[state, what]


@pytest.mark.parametrize("state", ["approved", "shared"])
def test_a_new_plan_takes_the_place_of_an_approved_one_once_it_is_approved(day: Day, state: str) -> None:
    former = day.reached(state)
    begun = day.plan(supersedes=former)
    assert day.shown(former)["state"] == state
    day.post(begun, "submission")
    assert day.approve(begun, day.staff("medical_director")).status_code == 201
    assert day.shown(former)["state"] == "superseded"
    assert day.shown(begun)["supersedes"] == former
