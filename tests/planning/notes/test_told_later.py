"""What a sentence says of one that stands before it, and answers that name what they mean."""

from __future__ import annotations

from datetime import date

import pytest

from planning.notes import read_notes
from tests.planning.notes.scoring import told

_ON = date(2026, 11, 16)


def _told(text: str) -> set[str]:
    return {told(fact) for fact in read_notes(text, _ON).facts}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Had Botox in May and got hives. Was told she is allergic to it.", "botulinum_toxin_allergy"),
        ("Juvederm in 2023, her lips swelled. Allergist said she is allergic to it.", "hyaluronic_filler_allergy"),
    ],
)
def test_an_allergy_to_what_the_sentence_before_names_is_read(text: str, code: str) -> None:
    assert f"health {code} yes" in _told(text)


@pytest.mark.parametrize("said", ["She is not allergic to it.", "Not sure if she is allergic to it."])
def test_a_denied_or_open_allergy_to_it_is_none(said: str) -> None:
    assert not any("allergy yes" in fact for fact in _told(f"Had Sculptra in 2022. {said}"))


@pytest.mark.parametrize(
    ("answer", "facts"),
    [
        ("Yes - nursing", {"health lactation yes"}),
        ("Yes, pregnant", {"health pregnancy yes"}),
        ("Yes", {"health lactation yes", "health pregnancy yes"}),
        ("No", {"health lactation no", "health pregnancy no"}),
    ],
)
def test_a_yes_that_names_one_of_two_answers_that_one(answer: str, facts: set[str]) -> None:
    assert _told(f"Are you pregnant or nursing? {answer}") == facts


def test_denials_of_today_say_nothing_of_before() -> None:
    assert _told("No cold sores, no open sores at this time.") == {"health active_herpes no", "health open_wound no"}
