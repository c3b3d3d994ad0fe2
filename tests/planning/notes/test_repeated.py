"""What a note says twice, and what it only talks about."""

from __future__ import annotations

from datetime import date

import pytest

from planning.notes import read_notes
from tests.planning.notes.scoring import told

DAY = date(2026, 11, 5)


def _read(text: str) -> list[str]:
    return [told(fact) for fact in read_notes(text, DAY).facts]


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("Botox in March 2025. Botox went well.", ["treatment toxin yes"]),
        ("On doxycycline. Doxycycline 100 mg daily since May.", ["medicine doxycycline yes taking"]),
        ("Filler in 2022. Filler in 2024.", ["treatment filler yes", "treatment filler yes"]),
    ],
)
def test_the_same_told_again_is_one_fact_unless_its_day_is_another(text: str, facts: list[str]) -> None:
    assert _read(text) == facts


def test_the_telling_with_a_day_stands() -> None:
    (fact,) = read_notes("She has had filler before. Filler was in May 2024.", DAY).facts
    assert fact.on is not None


@pytest.mark.parametrize(
    "text",
    [
        "We talked about filler for the cheeks.",
        "IPL only if her skin is not tan.",
        "Filler could be done later.",
        "Mentioned microneedling as an alternative.",
        "If tanned, no IPL.",
    ],
)
def test_what_was_only_talked_about_was_not_given(text: str) -> None:
    assert not [fact for fact in _read(text) if fact.startswith("treatment") and "~" not in fact]


def test_what_the_client_had_is_told_in_a_talk_too() -> None:
    assert _read("Mentioned she had microneedling in May.") == ["treatment microneedling yes"]


@pytest.mark.parametrize("text", ["Not taking any more Accutane.", "No more Accutane.", "Not on Accutane any more."])
def test_no_more_of_a_medicine_is_a_medicine_that_was_stopped(text: str) -> None:
    assert _read(text) == ["medicine isotretinoin yes stopped"]


@pytest.mark.parametrize(
    "text", ["Epilepsy, has not had a seizure since.", "No seizures since 2019.", "Hx of epilepsy, none in 10 years."]
)
def test_that_it_did_not_come_again_takes_nothing_back(text: str) -> None:
    assert _read(text) == ["health epilepsy yes"]


def test_a_no_that_speaks_of_today_leaves_the_history() -> None:
    read = _read("No cold sores, but gets them yearly, none today.")
    assert read == ["health herpes_history yes", "health active_herpes no"]


def test_a_yes_that_names_one_and_denies_the_other_answers_both() -> None:
    assert _read("Keloids or HSV? Yes, HSV but no keloids") == ["health herpes_history yes", "health keloid no"]


@pytest.mark.parametrize(("wish", "goals"), [("Wants it gone.", ["goal fewer_spots"]), ("Does not bother her.", [])])
def test_a_wish_about_it_is_the_goal_that_the_sentence_before_names(wish: str, goals: list[str]) -> None:
    assert _read(f"Brown spot on cheek. {wish}") == goals
