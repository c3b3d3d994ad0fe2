"""The client profile: unknown is never no, and what is mistyped is refused."""

from __future__ import annotations

from datetime import date
from importlib.resources import files

import pytest

from planning.files import DocumentInvalidError, parse, read_yaml
from planning.profile import (
    QUESTIONS,
    Answer,
    DysmorphiaScreen,
    Phototype,
    Profile,
    goal_catalogue,
    health_catalogue,
    score_phototype,
)

DEGREES = ("distress", "impairs_work", "impairs_social_life", "impairs_relationships")


def profile(text: str = "") -> Profile:
    return parse(Profile, read_yaml(f"schema: countenance.profile/1\n{text}", "profile.yaml"))


def test_whatever_was_not_asked_is_unknown() -> None:
    empty = profile()
    assert {empty.fact(code).answer for code in health_catalogue()} == {Answer.UNKNOWN}
    assert (empty.medicines, empty.history, empty.date_of_birth, empty.phototype.type) == (None, None, None, None)


@pytest.mark.parametrize(
    ("written", "answer"),
    [
        ("no", Answer.NO),
        ("yes", Answer.YES),
        ("unknown", Answer.UNKNOWN),
        ("'no'", Answer.NO),
        ("{last: 2026-01-02}", Answer.UNKNOWN),
    ],
)
def test_a_bare_answer_stands_for_the_fact(written: str, answer: Answer) -> None:
    assert profile(f"health:\n  keloid: {written}\n").fact("keloid").answer is answer


def test_a_fact_keeps_where_and_when() -> None:
    fact = profile("health:\n  active_herpes: {answer: yes, last: 2026-11-01, zones: [upper_lip]}\n").fact(
        "active_herpes"
    )
    assert (fact.answer, fact.last, fact.zones) == (Answer.YES, date(2026, 11, 1), ("upper_lip",))


@pytest.mark.parametrize(
    "text",
    [
        "health: {pregnent: no}",
        "health: {pregnancy: maybe}",
        "health: {pregnancy: 0.5}",
        "phototype: VII",
        "phototype: 0",
        "medicines: {taken: [{name: Absorica, status: taking, stopped_on: 2026-01-01}]}",
        "medicines: {taken: [{name: Absorica, started_on: 2026-02-01, stopped_on: 2026-01-01}]}",
        "goals: [{words: lips, codes: [fuller_lip]}]",
        "laboratory: {platelets: {value: 3}}",
        "laboratory: {platelets_per_ul: {value: -3}}",
        "away: [{first: 2026-02-02, last: 2026-02-01}]",
        "budget: {amount: -1, currency: USD}",
        "records: [{kind: lesion_examined, by: '', on: 2026-01-01, outcome: cleared}]",
        "records: [{kind: lesion_examined, by: Dr. A, on: 2026-01-01, outcome: fine}]",
    ],
)
def test_what_is_mistyped_is_refused(text: str) -> None:
    with pytest.raises(DocumentInvalidError):
        profile(text)


@pytest.mark.parametrize(
    ("points", "kind"),
    [(0, 1), (6, 1), (7, 2), (13, 2), (14, 3), (20, 3), (21, 4), (27, 4), (28, 5), (34, 5), (35, 6), (40, 6)],
)
def test_phototype_of_points(points: int, kind: int) -> None:
    assert score_phototype(points) == kind


def test_answers_give_the_phototype_and_stay_with_it() -> None:
    answered = Phototype.model_validate({"answers": dict.fromkeys(QUESTIONS, 2)})
    assert (answered.type, answered.table) == (3, "ten items, 6/13/20/27/34")
    assert sum(answered.answers.values()) == 20


@pytest.mark.parametrize(
    "value", [{"answers": dict.fromkeys(QUESTIONS[:9], 2)}, {"answers": dict.fromkeys(QUESTIONS, 2), "type": 5}]
)
def test_answers_that_are_short_or_do_not_fit_are_refused(value: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="answer"):
        Phototype.model_validate(value)


@pytest.mark.parametrize(
    ("items", "answer"),
    [
        ({"concerned": False}, Answer.NO),
        ({"concerned": True, "preoccupied": False}, Answer.NO),
        ({"concerned": True, "preoccupied": True, "distress": 3}, Answer.YES),
        ({"concerned": True, "preoccupied": True, "avoids_things": True}, Answer.YES),
        ({"concerned": True, "preoccupied": True, "distress": 2}, Answer.UNKNOWN),
        ({"concerned": True, "distress": 5}, Answer.UNKNOWN),
        ({}, Answer.UNKNOWN),
        (
            dict(concerned=True, preoccupied=True, avoids_things=False, **dict.fromkeys(DEGREES, 2)),
            Answer.NO,
        ),
    ],
)
def test_the_screen_is_unknown_while_what_is_missing_could_decide_it(items: dict[str, object], answer: Answer) -> None:
    assert DysmorphiaScreen.model_validate(items).positive is answer


def test_every_goal_names_concerns_of_the_registry() -> None:
    from planning.library.vocabulary import concern_names

    assert {concern for goal in goal_catalogue().values() for concern in goal.concerns} <= concern_names()


def test_the_sample_that_ships_is_a_profile_with_every_field() -> None:
    text = (files("planning") / "profile" / "sample" / "profile.yaml").read_text()
    sample = parse(Profile, read_yaml(text, "profile.yaml"))
    assert sample.model_fields_set == set(Profile.model_fields)
    assert sample.phototype.type == 4
    open_ = [code for code in health_catalogue() if sample.fact(code).answer is Answer.UNKNOWN]
    assert open_ == ["salicylate_allergy"]
