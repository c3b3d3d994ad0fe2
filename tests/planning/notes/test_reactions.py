"""Reactions told with what gave them."""

from __future__ import annotations

from datetime import date

import pytest

from planning.notes import read_notes
from tests.planning.notes.scoring import told

DAY = date(2026, 9, 15)


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("EMLA made her break out in hives.", "health anesthetic_allergy yes"),
        ("Lido → welts at the dentist.", "health lidocaine_allergy yes"),
        ("Urticaria after Jeuveau.", "health botulinum_toxin_allergy yes"),
        ("Angioedema from baby aspirin.", "health salicylate_allergy yes"),
        ("Granuloma after Radiesse in 2024.", "treatment caha yes"),
        ("Xeomin 2024 - hives.", "treatment toxin yes"),
        ("Never had a reaction to numbing cream.", "health anesthetic_allergy no"),
        ("Tolerated lidocaine at her last visit.", "health lidocaine_allergy no"),
    ],
)
def test_a_reaction_answers_for_its_substance(text: str, fact: str) -> None:
    assert fact in [told(one) for one in read_notes(text, DAY).facts]


@pytest.mark.parametrize("text", ["Botox in May, no hives.", "Hives treated with prednisone, tretinoin nightly."])
def test_no_reaction_is_read_where_none_is_told(text: str) -> None:
    assert not [one for one in read_notes(text, DAY).facts if one.code.endswith("_allergy") and one.answer == "yes"]
