"""A fold so deep that its core is too dark to pass as skin is a deep fold, not a gap in the skin and not "none"."""

from __future__ import annotations

import pytest

from tests.vision.concerns.canvas import Canvas
from vision.concerns import Reason
from vision.concerns.nasolabial_folds import NASOLABIAL_FOLDS

FOLD = "nasolabial_fold_right"
WIDE_MM = 2.2  # standard deviation; about 5 mm across at half its depth


@pytest.fixture
def deep(light_skin: Canvas) -> Canvas:
    return light_skin.groove(FOLD, 0.85, direction_deg=112, sigma_mm=WIDE_MM)


def test_the_deep_core_does_not_pass_as_skin(deep: Canvas) -> None:
    """Else this file tests nothing."""
    mask = deep.atlas.masks[FOLD]
    assert mask.take(deep.skin().mask).mean() < 0.9


def test_a_deeper_fold_never_reads_milder(light_skin: Canvas, deep: Canvas) -> None:
    shallow = light_skin.groove(FOLD, 0.3, direction_deg=112, sigma_mm=WIDE_MM)
    assert deep.quantities(NASOLABIAL_FOLDS)[FOLD] > shallow.quantities(NASOLABIAL_FOLDS)[FOLD]


def test_a_zone_under_a_beard_is_covered_all_the_same(light_skin: Canvas) -> None:
    assert light_skin.hair(FOLD).answers(NASOLABIAL_FOLDS)[FOLD] is Reason.COVERED
