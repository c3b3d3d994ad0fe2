"""Redness of patches of known erythema index."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from tests.vision.concerns.canvas import Canvas
from vision.concerns import Reason
from vision.concerns.brown_spots import BROWN_SPOTS
from vision.concerns.redness import REDNESS

ZONE = "mid_cheek_left"
EXACT_EI = 0.01


@pytest.mark.parametrize("ei", [2.0, 4.0, 8.0, 12.0])
def test_a_red_patch_reads_as_the_index_it_was_given(ei: float, skin_of_any_tone: Canvas) -> None:
    assert skin_of_any_tone.red_patch(ZONE, ei).quantities(REDNESS)[ZONE] == pytest.approx(ei, abs=EXACT_EI)


def test_a_red_patch_leaves_every_other_zone_alone(light_skin: Canvas) -> None:
    others = {zone: q for zone, q in light_skin.red_patch(ZONE, 8).quantities(REDNESS).items() if zone != ZONE}
    assert max(others.values()) <= EXACT_EI


def test_red_is_not_brown(skin_of_any_tone: Canvas) -> None:
    before, after = (s.quantities(BROWN_SPOTS) for s in (skin_of_any_tone, skin_of_any_tone.red_patch(ZONE, 8)))
    assert after[ZONE] == pytest.approx(before[ZONE], abs=1e-4)


def test_brown_is_not_red(light_skin: Canvas) -> None:
    assert light_skin.spots(ZONE, 16).quantities(REDNESS)[ZONE] <= EXACT_EI


def test_light_that_falls_off_is_not_redness(light_skin: Canvas) -> None:
    shaded = light_skin.red_patch(ZONE, 6).shaded(stops=1)
    assert shaded.quantities(REDNESS)[ZONE] == pytest.approx(6, abs=EXACT_EI)


@pytest.mark.parametrize("gains", [(1.06, 1.0, 0.94), (0.94, 1.0, 1.06), (0.8, 0.8, 0.8)])
def test_color_and_strength_of_the_light_cancel(gains: tuple[float, float, float], light_skin: Canvas) -> None:
    patch = light_skin.red_patch(ZONE, 6)
    lit = replace(patch, linear_rgb=patch.linear_rgb * np.float32(gains))
    assert lit.quantities(REDNESS)[ZONE] == pytest.approx(6, abs=EXACT_EI)


def test_paler_than_the_calm_skin_is_zero_not_negative(light_skin: Canvas) -> None:
    assert light_skin.red_patch(ZONE, -4).quantities(REDNESS)[ZONE] == 0


def test_without_calm_skin_to_compare_with_every_zone_says_so(light_skin: Canvas) -> None:
    covered = light_skin.hair("forehead").hair("temple_left").hair("temple_right")
    assert set(covered.answers(REDNESS).values()) == {Reason.REFERENCE}
