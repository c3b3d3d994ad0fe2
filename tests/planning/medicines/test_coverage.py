"""What the dictionary knows: enough names, every class, and each pair of the reference table."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from planning.medicines import Dictionary, Medicine

LISTED: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "listed.yaml").read_text())["listed"]
CASES = [(name, row) for row in LISTED for name in row["names"]]
CLASSES = {
    *("isotretinoin", "oral_retinoid", "topical_retinoid", "anticoagulant", "antiplatelet", "nsaid", "hydroquinone"),
    *("bruising_supplement", "photodynamic_drug", "photosensitizer", "gold", "silver", "neuromuscular_drug", "glp1"),
    *("anticholinergic", "muscle_relaxant", "immunosuppressant", "systemic_corticosteroid", "local_corticosteroid"),
    *("estrogen", "antiviral_hsv"),
}


def medicines(dictionary: Dictionary) -> list[Medicine]:
    return [found for name in dictionary.names if isinstance(found := dictionary.find(name), Medicine)]


def test_there_are_many_names(dictionary: Dictionary) -> None:
    assert len(dictionary.names) >= 1700


def test_many_frequent_medicines_are_known_to_have_no_class(dictionary: Dictionary) -> None:
    ingredients = {found.ingredients for found in medicines(dictionary) if not found.classes}
    assert len(ingredients) >= 220


def test_every_class_has_members(dictionary: Dictionary) -> None:
    assert set(dictionary.classes) == CLASSES
    assert {code for found in medicines(dictionary) for code in found.classes} == CLASSES


@pytest.mark.parametrize(("name", "row"), CASES, ids=[name for name, _ in CASES])
def test_a_pair_of_the_reference_table_is_known(dictionary: Dictionary, name: str, row: dict[str, Any]) -> None:
    found = dictionary.find(name)
    assert isinstance(found, Medicine) and found.exact and found.similarity == 1
    assert found.ingredients == tuple(row["ingredients"])
    assert found.classes == set(row["classes"])


def test_each_class_of_a_medicine_says_why(dictionary: Dictionary) -> None:
    for found in medicines(dictionary):
        why = dictionary.memberships(found)
        assert {membership.code for membership in why} == found.classes
        assert all(membership.source and membership.strength for membership in why)


def test_aspirin_is_never_taken_for_an_nsaid_that_may_be_stopped(dictionary: Dictionary) -> None:
    aspirins = [found for found in medicines(dictionary) if "aspirin" in found.ingredients]
    assert len(aspirins) >= 10
    assert all("antiplatelet" in found.classes and "nsaid" not in found.classes for found in aspirins)
