"""A cold sore that is there now, and those of before."""

from __future__ import annotations

from datetime import date

import pytest

from planning.notes import read_notes
from tests.planning.notes.scoring import told

DAY = date(2026, 9, 15)
NOW, BEFORE = "health active_herpes yes", "health herpes_history yes"


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("Fever blister x 3 days.", [NOW]),
        ("HSV lesion on upper lip, weeping.", [NOW]),
        ("Fever blister x 3 years.", [BEFORE]),
        ("Gets cold sores each winter, none at present.", [BEFORE, "health active_herpes no"]),
        ("Lip tingling, a cold sore is starting.", [NOW]),
        ("She's got an HSV outbreak on her chin.", [NOW]),
        ("Hx of fever blisters, last in 2024.", [BEFORE]),
    ],
)
def test_today_and_before_are_two_questions(text: str, facts: list[str]) -> None:
    assert sorted(told(one) for one in read_notes(text, DAY).facts) == sorted(facts)
