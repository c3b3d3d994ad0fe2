"""Sentences of the pictures."""

from __future__ import annotations

from vision.findings import Finding
from vision.pictures.words import severity_words


def test_a_severity_without_a_measured_interval_says_so() -> None:
    finding = Finding("forehead", "some_concern", assessable=True, severity=46.0, grade=2, quantity=1.0, unit="mm")
    assert severity_words(finding) == "moderate 46 (interval unknown)"
