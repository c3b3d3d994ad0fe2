"""Sentences of the pictures."""

from __future__ import annotations

from typing import get_args

import pytest

from vision.capture import Declaration, Expression, View
from vision.findings import Finding
from vision.pictures.words import severity_words, taken_words


def test_a_severity_without_a_measured_interval_says_so() -> None:
    finding = Finding("forehead", "some_concern", assessable=True, severity=46.0, grade=2, quantity=1.0, unit="mm")
    assert severity_words(finding) == "moderate 46 (interval unknown)"


@pytest.mark.parametrize("view", get_args(View))
@pytest.mark.parametrize("expression", get_args(Expression))
def test_every_declaration_has_words(view: View, expression: Expression) -> None:
    assert "_" not in taken_words(Declaration(view, expression))


def test_a_picture_of_a_smile_says_so() -> None:
    assert taken_words(Declaration("front", "smile")) == "front, smiling"
