"""Real-life misspellings, written down before the matching was tuned: most are read, none as another medicine."""

from __future__ import annotations

from pathlib import Path

import yaml

from planning.medicines import Dictionary, Medicine, Unrecognized

MISSPELLED: dict[str, str] = yaml.safe_load((Path(__file__).parent / "misspellings.yaml").read_text())["misspelled"]
RECALL = 0.95  # seen: 123 of 127; the other four are left to a person, with the right name as first suggestion


def same(dictionary: Dictionary, written: str, meant: str) -> bool:
    """Whether both are the same medicine, or both the same question about its form."""
    found, right = dictionary.find(written), dictionary.find(meant)
    if isinstance(found, Medicine) and isinstance(right, Medicine):
        return (found.ingredients, found.classes) == (right.ingredients, right.classes)
    if isinstance(found, Unrecognized) and isinstance(right, Unrecognized):
        return found.reason == right.reason == "route_needed" and found.suggestions == right.suggestions
    return False


def test_enough_misspellings_are_written_down() -> None:
    assert len(MISSPELLED) >= 60


def test_most_misspellings_are_read(dictionary: Dictionary) -> None:
    read = [written for written, meant in MISSPELLED.items() if same(dictionary, written, meant)]
    assert len(read) / len(MISSPELLED) >= RECALL


def test_no_misspelling_is_read_as_another_medicine(dictionary: Dictionary) -> None:
    other = {
        written: found.matched
        for written, meant in MISSPELLED.items()
        if isinstance(found := dictionary.find(written), Medicine) and not same(dictionary, written, meant)
    }
    assert other == {}


def test_what_is_not_read_is_suggested_first(dictionary: Dictionary) -> None:
    for written, meant in MISSPELLED.items():
        found = dictionary.find(written)
        if isinstance(found, Unrecognized) and found.reason != "route_needed":
            assert meant == found.suggestions[0]
