"""Which substances of a sentence are named as an allergy."""

from __future__ import annotations

from datetime import date

import pytest

from planning.notes import read_notes
from tests.planning.notes.scoring import told

DAY = date(2026, 11, 5)


def _read(text: str) -> list[str]:
    return [told(fact) for fact in read_notes(text, DAY).facts]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Nickel, rash from her watch.", "metal_allergy"),
        ("No lidocaine please, she is allergic to it.", "lidocaine_allergy"),
        ("Avoid milk - hives.", "cow_milk_allergy"),
        ("Patch test ++ nickel sulfate.", "metal_allergy"),
        ("Never outgrew her milk allergy.", "cow_milk_allergy"),
        ("Sensitized to proteins of gram-positive bacteria.", "gram_positive_protein_allergy"),
    ],
)
def test_a_reaction_beside_a_substance_is_an_allergy(text: str, code: str) -> None:
    assert f"health {code} yes" in _read(text)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("No milk allergy.", "cow_milk_allergy"),
        ("No lido allergy", "lidocaine_allergy"),
        ("Metals: not allergic.", "metal_allergy"),
        ("Sculptra/Radiesse allergy: no", "biostimulator_allergy"),
        ("Drinks milk every day, no milk allergy.", "cow_milk_allergy"),
    ],
)
def test_an_allergy_that_is_denied_is_none(text: str, code: str) -> None:
    assert _read(text) == [f"health {code} no"]


@pytest.mark.parametrize("text", ["Lidocaine applied for 30 min, no reaction.", "Drinks milk.", "Wears a nickel ring."])
def test_a_substance_without_a_reaction_is_no_allergy(text: str) -> None:
    assert not [fact for fact in _read(text) if fact.endswith("allergy yes")]


def test_each_of_two_that_are_denied_is_denied() -> None:
    read = _read("No known hypersensitivity to botulinum toxin or to hyaluronic acid filler.")
    assert read == ["health botulinum_toxin_allergy no", "health hyaluronic_filler_allergy no"]
