"""What has no direction, no color and no end is no line, no spot and no vessel: relief, pores, the sensor's noise."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from tests.vision.concerns.canvas import SHADE, Canvas
from tests.vision.concerns.on_skin import CONCERNS
from tests.vision.concerns.sitter import Quantities, Sitter, points
from vision.concerns import Concern

RELIEF, PORES, NOISE = 2.0, 0.02, 0.01  # units; relative standard deviations
KINDS: dict[str, Callable[[Canvas, int], Canvas]] = {
    "relief": lambda canvas, seed: canvas.absorbing(RELIEF * canvas.relief(seed), SHADE),
    "pores": lambda canvas, seed: canvas.textured(PORES, canvas.scale.blur_mm, seed),
    "noise": lambda canvas, seed: canvas.noisy(NOISE, seed),
}
SEEDS = (21, 22, 23)
OTHERS = [concern for concern in CONCERNS if concern.name != "texture"]
POINTS = 5.0  # of severity, on average over zones and seeds
# Known failures, held to their size. The glabella takes off half only of what lies across, folds a quarter: measured
# 31, 19, 11 and (of the tear trough) 5 under pores, half of that or less under relief and noise.
ADDED_OF = {"glabellar_lines": 40.0, "marionette_lines": 25.0, "nasolabial_folds": 15.0, "tear_trough": 7.0}
TAKEN_OF = {"perioral_lines": 8.0}  # one small zone; measured 6


@pytest.fixture(scope="module", params=KINDS)
def roughened(request: pytest.FixtureRequest, even_sitter: Sitter) -> tuple[str, list[dict[str, Quantities]]]:
    """The quantities of every concern, once for each seed."""
    roughen = KINDS[request.param]
    return request.param, [
        even_sitter.painted(lambda canvas, seed=seed: roughen(canvas, seed)).quantities for seed in SEEDS
    ]


def mean_points(concern: Concern, bare: Quantities, found: list[dict[str, Quantities]]) -> float:
    return float(np.mean([list(points(concern, bare, each[concern.name]).values()) for each in found]))


@pytest.mark.parametrize("concern", OTHERS, ids=lambda concern: concern.name)
def test_rough_skin_adds_nearly_nothing(
    concern: Concern, roughened: tuple[str, list[dict[str, Quantities]]], even_sitter: Sitter
) -> None:
    added = mean_points(concern, even_sitter.quantities[concern.name], roughened[1])
    assert added <= ADDED_OF.get(concern.name, POINTS)


@pytest.mark.parametrize("concern", OTHERS, ids=lambda concern: concern.name)
def test_rough_skin_takes_nearly_nothing_away(
    concern: Concern, roughened: tuple[str, list[dict[str, Quantities]]], even_sitter: Sitter
) -> None:
    taken = -mean_points(concern, even_sitter.quantities[concern.name], roughened[1])
    assert taken <= TAKEN_OF.get(concern.name, POINTS)


def test_rough_skin_is_texture(roughened: tuple[str, list[dict[str, Quantities]]], even_sitter: Sitter) -> None:
    (texture,) = (concern for concern in CONCERNS if concern.name == "texture")
    assert mean_points(texture, even_sitter.quantities["texture"], roughened[1]) > 10
