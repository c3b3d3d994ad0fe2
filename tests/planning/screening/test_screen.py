"""The engine: what each verdict is, why, and until when."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from itertools import permutations
from typing import Any

import pytest

from planning.medicines import Dictionary
from planning.rules import Level, Verdict, approvable
from planning.screening import (
    LabelBlockError,
    Policy,
    RuleUnknownError,
    ZoneNotServedError,
    read_planned,
    screen,
)
from tests.planning.cases import TODAY, client
from tests.planning.screening.library import library

LIBRARY, DICTIONARY = library(), Dictionary.load()


def verdicts(changes: Mapping[str, Any], *lines: str, policy: Policy | None = None) -> tuple[Verdict, ...]:
    planned = [read_planned(line) for line in lines]
    classes = DICTIONARY.classes_of
    return screen(client(changes), planned, library=LIBRARY, classes=classes, today=TODAY, policy=policy)


def levels(changes: Mapping[str, Any], *lines: str, policy: Policy | None = None) -> dict[str, str]:
    return {verdict.rule: verdict.level.name for verdict in verdicts(changes, *lines, policy=policy)}


def health(**answers: Any) -> dict[str, Any]:
    return {"health": answers}


def past(treatment: str, days_ago: int | None, **more: Any) -> dict[str, Any]:
    on = None if days_ago is None else TODAY - timedelta(days_ago)
    return {"history": {"complete": True, "treatments": [{"treatment": treatment, "on": on, **more}]}}


def test_nothing_is_said_where_nothing_speaks_against_it() -> None:
    assert verdicts({}, "fill", "acid") == ()


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({"anaphylaxis": "yes"}, {"a_label": "BLOCK"}),
        ({"anaphylaxis": "unknown"}, {"a_label": "HOLD"}),
        ({"keloid": "unknown"}, {"a_block": "HOLD"}),
        ({"melasma": "yes"}, {"a_warning": "WARN"}),
        ({"melasma": "unknown"}, {}),
        ({"herpes_history": "yes"}, {"a_question": "INFORM"}),
        ({"herpes_history": "unknown"}, {"a_question": "HOLD"}),
    ],
)
def test_unknown_holds_where_a_block_may_be_due_or_the_rule_says_so(
    answers: dict[str, str], said: dict[str, str]
) -> None:
    assert levels(health(**answers), "fill") == said


def test_a_verdict_names_rule_source_fact_and_question() -> None:
    (verdict,) = verdicts(health(anaphylaxis="unknown"), "fill:temple_left")
    assert (verdict.treatment, verdict.zones, verdict.rule) == ("fill", ("temple_left",), "a_label")
    assert (verdict.source.cite, verdict.source.strength) == ("Ours", "house")
    assert verdict.facts == ("Severe allergies or anaphylaxis: not known",)
    assert (verdict.ask, verdict.unknown, verdict.label) == ("Allergic?", True, True)


def test_a_rule_of_some_zones_is_silent_elsewhere() -> None:
    assert levels(health(rosacea="yes"), "fill:forehead") == {}
    assert levels(health(rosacea="yes"), "fill:temple_right") == {"on_temples": "WARN"}


def test_what_was_given_holds_until_the_first_allowed_day() -> None:
    (verdict,) = verdicts(past("fill", 4), "beam")
    assert (verdict.rule, verdict.level, verdict.until) == ("filler_laser", Level.HOLD, TODAY + timedelta(10))
    assert levels(past("fill", 13), "beam") == {"filler_laser": "HOLD"}
    assert levels(past("fill", 14), "beam") == {}
    assert levels(past("fill", 4), f"beam@{TODAY + timedelta(10)}") == {}


def test_after_filler_of_the_same_day_laser_is_too_late() -> None:
    assert levels(past("fill", 0), "beam") == {"filler_laser": "HOLD"}
    assert levels(past("wash", 0), "fill") == {}


def test_a_day_that_is_not_known_holds() -> None:
    (verdict,) = verdicts(past("fill", None), "beam")
    assert (verdict.level, verdict.unknown, verdict.ask) == (Level.HOLD, True, "When was it given?")


@pytest.mark.parametrize(
    "history", [None, {"complete": False}, {"complete": True, "treatments": [{"treatment": "my usual"}]}]
)
def test_a_history_that_is_not_known_holds_what_needs_days_in_between(history: dict[str, Any] | None) -> None:
    assert levels({"history": history}, "beam") == {"earlier_treatments_unknown": "HOLD"}


def test_given_only_as_a_kind_it_may_have_been_any_of_the_kind() -> None:
    assert levels(past("filler", 3), "beam") == {"filler_laser": "HOLD"}


def test_gaps_are_of_the_same_skin() -> None:
    assert levels(past("fill", 4, zones=["temple_left"]), "beam:temple_right") == {}
    assert levels(past("fill", 4, zones=["temple"]), "beam:temple_right") == {"filler_laser": "HOLD"}


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (("fill@2026-12-01", "beam@2026-12-14"), {"filler_laser": "BLOCK"}),
        (("fill@2026-12-01", "beam@2026-12-15"), {}),
        (("beam@2026-12-01", "fill@2026-12-02"), {}),
        (("fill@2026-12-01", "beam@2026-12-01"), {"filler_laser": "INFORM"}),
        (("beam@2026-12-01", "acid@2026-12-01"), {"laser_peel": "BLOCK"}),
        (("wash@2026-12-01", "fill@2026-12-01"), {"facial_filler": "INFORM"}),
        (("fill@2026-12-01", "fill@2026-12-01"), {}),
        (("fill@2026-12-01", "fill@2026-12-20"), {"filler_filler": "BLOCK"}),
        (("fill:temple@2026-12-01", "fill:forehead@2026-12-20"), {}),
        (("fill", "beam@2026-12-14"), {"filler_laser": "INFORM"}),
    ],
)
def test_no_order_hides_a_pair(lines: tuple[str, ...], said: dict[str, str]) -> None:
    for order in permutations(lines):
        assert levels({}, *order) == said


def test_a_blocked_day_says_which_is_the_first_allowed() -> None:
    (verdict,) = verdicts({}, "beam@2026-12-03", "fill@2026-12-01")
    assert (verdict.treatment, verdict.until) == ("beam", date(2026, 12, 15))


def test_home_care_of_the_plan_pauses_around_a_visit() -> None:
    (verdict,) = verdicts({}, "cream", "fill@2026-12-10")
    assert (verdict.rule, verdict.level) == ("rest", Level.INFORM)
    assert "stop by 2026-12-05, resume from 2026-12-13" in verdict.facts[0]


@pytest.mark.parametrize(
    ("taken", "said"),
    [
        ({"name": "Retin-A", "status": "taking"}, {"rest": "WARN"}),
        ({"name": "Retin-A", "status": "stopped", "stopped_on": TODAY - timedelta(4)}, {"rest": "WARN"}),
        ({"name": "Retin-A", "status": "stopped", "stopped_on": TODAY - timedelta(5)}, {}),
        ({"name": "metformin", "status": "taking"}, {}),
    ],
)
def test_what_the_client_uses_must_rest_too(taken: dict[str, Any], said: dict[str, str]) -> None:
    assert levels({"medicines": {"complete": True, "taken": [taken]}}, "fill") == said


def change(rule: str, to: str, signed_on: date = TODAY) -> Policy:
    entry = {"rule": rule, "to": to, "reason": "We have looked into it.", "signed_by": "Dr. B", "signed_on": signed_on}
    return Policy.model_validate({"changes": [entry]})


def test_a_director_lowers_a_rule_and_it_stays_on_record() -> None:
    (verdict,) = verdicts(health(keloid="yes"), "fill", policy=change("a_block", "warn"))
    assert (verdict.level, verdict.changed and verdict.changed.level) == (Level.WARN, Level.BLOCK)
    assert verdict.changed and (verdict.changed.signed_by, verdict.changed.signed_on) == ("Dr. B", TODAY)


def test_a_lowered_rule_is_never_silent() -> None:
    assert levels(health(keloid="unknown"), "fill", policy=change("a_block", "inform")) == {"a_block": "INFORM"}


def test_a_director_may_be_stricter() -> None:
    assert levels(health(melasma="yes"), "fill", policy=change("a_warning", "block")) == {"a_warning": "BLOCK"}
    assert levels(health(melasma="unknown"), "fill", policy=change("a_warning", "block")) == {"a_warning": "HOLD"}


def test_a_decision_counts_from_its_day() -> None:
    tomorrow = change("a_block", "warn", TODAY + timedelta(1))
    assert levels(health(keloid="yes"), "fill", policy=tomorrow) == {"a_block": "BLOCK"}


def test_a_label_cannot_be_lowered() -> None:
    with pytest.raises(LabelBlockError) as caught:
        verdicts({}, "fill", policy=change("a_label", "warn"))
    assert caught.value.code == "label_block_cannot_be_lowered"


def test_a_decision_on_no_rule_is_refused() -> None:
    with pytest.raises(RuleUnknownError):
        verdicts({}, "fill", policy=change("no_such_rule", "warn"))


def test_a_treatment_is_not_planned_where_it_is_not_offered() -> None:
    with pytest.raises(ZoneNotServedError) as caught:
        verdicts({}, "fill:lips")
    assert caught.value.details["zones"] == ["lips"]


def test_held_and_blocked_plans_are_not_approvable() -> None:
    assert approvable(verdicts(health(melasma="yes"), "fill"))
    assert not approvable(verdicts(health(keloid="unknown"), "fill"))
    assert not approvable(verdicts(health(keloid="yes"), "fill"))
