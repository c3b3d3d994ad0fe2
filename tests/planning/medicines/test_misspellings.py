"""Real-life misspellings, written down before the matching was tuned: most are read, none as another medicine."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from planning.medicines import Dictionary, Medicine, Unrecognized

FOLDER = Path(__file__).parent
# Of the first list 123 of 127 are read, of the one kept aside 84 of 90; the others are left to a person.
LISTS = [("misspellings.yaml", 60, 0.95), ("misspellings_kept_aside.yaml", 60, 0.90)]


def spellings(name: str) -> dict[str, str]:
    written: dict[str, str] = yaml.safe_load((FOLDER / name).read_text())["misspelled"]
    return written


def same(dictionary: Dictionary, written: str, meant: str) -> bool:
    """Whether both are the same medicine, or both the same question about its form."""
    found, right = dictionary.find(written), dictionary.find(meant)
    if isinstance(found, Medicine) and isinstance(right, Medicine):
        return (found.ingredients, found.classes) == (right.ingredients, right.classes)
    if isinstance(found, Unrecognized) and isinstance(right, Unrecognized):
        return found.reason == right.reason == "route_needed" and found.suggestions == right.suggestions
    return False


@pytest.mark.parametrize(("name", "enough", "recall"), LISTS)
def test_most_misspellings_are_read(dictionary: Dictionary, name: str, enough: int, recall: float) -> None:
    written = spellings(name)
    read = [wrong for wrong, meant in written.items() if same(dictionary, wrong, meant)]
    assert len(written) >= enough
    assert len(read) / len(written) >= recall


@pytest.mark.parametrize("name", [name for name, _, _ in LISTS])
def test_no_misspelling_is_read_as_another_medicine(dictionary: Dictionary, name: str) -> None:
    other = {
        wrong: found.matched
        for wrong, meant in spellings(name).items()
        if isinstance(found := dictionary.find(wrong), Medicine) and not same(dictionary, wrong, meant)
    }
    assert other == {}


def test_what_is_not_read_of_the_first_list_is_suggested_first(dictionary: Dictionary) -> None:
    for wrong, meant in spellings("misspellings.yaml").items():
        found = dictionary.find(wrong)
        if isinstance(found, Unrecognized) and found.reason != "route_needed":
            assert meant == found.suggestions[0]
