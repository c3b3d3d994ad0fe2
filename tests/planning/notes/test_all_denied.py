"""One denial for all that was named before it."""

from __future__ import annotations

from datetime import date

import pytest

from planning.notes import read_notes
from tests.planning.notes.scoring import told

DAY = date(2026, 11, 5)


def _read(text: str) -> list[str]:
    return [told(fact) for fact in read_notes(text, DAY).facts]


@pytest.mark.parametrize(
    "text",
    [
        "Contraindications reviewed: pregnancy, keloids. Client denies all.",
        "Reviewed contraindications including pregnancy, keloids - none apply.",
    ],
)
def test_all_that_was_gone_through_is_denied(text: str) -> None:
    assert _read(text) == ["health pregnancy no", "health keloid no"]


def test_but_not_what_is_taken_out() -> None:
    read = _read("Contraindications reviewed: pregnancy, keloids. Denies all except keloids.")
    assert "health keloid no" not in read


def test_a_ground_behind_a_dash_is_a_fact() -> None:
    assert "health active_implant yes" in _read("Avoid RF - pacemaker.")


def test_how_long_it_was_taken_is_not_how_long_ago() -> None:
    (fact,) = read_notes("Accutane as a teenager x 6 months.", DAY).facts
    assert fact.stopped is None
    (fact,) = read_notes("Off doxy x 2 weeks.", DAY).facts
    assert fact.stopped is not None
