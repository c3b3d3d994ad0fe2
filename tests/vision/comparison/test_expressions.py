"""Neutral against smiling: of what an expression moves no size is told, whether or not the smile was declared."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.conftest import Portraits
from vision.analysis import Analysis, Analyzer, Declaration
from vision.comparison import Conditions, Label, depends_on_expression
from vision.comparison.change import least_of
from vision.comparison.conditions import judge_conditions
from vision.comparison.matching import match_light
from vision.comparison.registration import register
from vision.concerns import CONCERNS
from vision.face import Face, FaceFinder
from vision.skin import read_skin

Pair = tuple[Analysis, Analysis]


@pytest.fixture(scope="module")
def pairs(portraits: Portraits, portrait_faces: dict[str, Face], finder: FaceFinder, analyzer: Analyzer) -> list[Pair]:
    """Everybody of London, neutral and smiling, measured for nothing but the way they were taken."""
    looking = analyzer.narrowed([])
    smiles = [portraits.photo(person, "smiling") for person in portraits.ids]
    found = []
    for person, photo, face in zip(portraits.ids, smiles, finder.find(smiles), strict=True):
        assert isinstance(face, Face)
        neutral = looking.measure(portraits.photo(person), portrait_faces[person])
        found.append((neutral, looking.measure(photo, face, Declaration(expression="smile"))))
    return found


def conditions(pair: Pair, analyzer: Analyzer) -> Conditions:
    skins = [read_skin(analysis.chart, analyzer.atlas).mask for analysis in pair]
    light = match_light(pair[0].chart, pair[1].chart, *skins)
    registration = register(pair[0].chart, pair[1].chart, skins[0] & skins[1])
    return judge_conditions(*pair, light, registration, analyzer.atlas)


def sizes_told(found: Conditions) -> set[str]:
    """Concerns that an expression moves and that would be comparable."""
    return {
        concern.name
        for concern in CONCERNS
        if depends_on_expression(concern)
        and least_of([caveat.label for caveat in found.holding_for(concern)]) == Label.COMPARABLE
    }


def test_there_are_concerns_that_an_expression_moves() -> None:
    assert {"crows_feet", "nasolabial_folds"} <= {c.name for c in CONCERNS if depends_on_expression(c)}


def test_a_declared_smile_always_counts(pairs: list[Pair], analyzer: Analyzer) -> None:
    assert len(pairs) >= 30
    assert [sizes_told(conditions(pair, analyzer)) for pair in pairs] == [set()] * len(pairs)


def test_a_smile_that_was_not_declared_is_seen(pairs: list[Pair], analyzer: Analyzer) -> None:
    silent = [(n, replace(s, capture=replace(s.capture, declaration=Declaration()))) for n, s in pairs]
    assert [sizes_told(conditions(pair, analyzer)) for pair in silent] == [set()] * len(pairs)
