"""What projection.json says of warnings."""

from __future__ import annotations

from typing import get_args

from serving.projections.document import WARNINGS
from simulation.safeguards.safeguards import Caution


def test_every_warning_has_its_words() -> None:
    assert set(WARNINGS) == {*get_args(Caution), "capture_warned"}
    assert all(words.endswith(".") for words in WARNINGS.values())
