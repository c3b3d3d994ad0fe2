"""Sheen: light added to dull skin, laid on the chart of the public-domain portrait."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from numpy.typing import NDArray

from models.canonical_face import CanonicalFace
from vision.chart import ChartMaker
from vision.concerns import CONCERNS, Reading, Reason, Sight
from vision.face import Face, read_form
from vision.photo import Photo
from vision.skin import read_skin
from vision.zones import ZoneAtlas

(OILINESS,) = (concern for concern in CONCERNS if concern.name == "oiliness")
ZONE = "malar_cheek_right"
PEAK = 0.2  # of full scale
SKIN = (0.5, 0.33, 0.25)  # linear
LOBE_MM = 4.0  # standard deviation
DARKER = 0.3
ALIKE = (0.8, 1.6)  # the threshold follows the skin; relative to the skin it would be 1 / DARKER
NOTHING = 2.0  # points
Layer = NDArray[np.float32]


@pytest.fixture(scope="module")
def sight(
    astronaut: Photo, astronaut_face: Face, chart_maker: ChartMaker, atlas: ZoneAtlas, canonical: CanonicalFace
) -> Sight:
    chart = chart_maker.unwrap(astronaut, astronaut_face)
    form = read_form(astronaut_face, canonical.vertices_cm)
    dull = replace(chart, linear_rgb=np.full_like(chart.linear_rgb, 1) * np.float32(SKIN))
    return Sight(astronaut, astronaut_face, form, dull, read_skin(chart, atlas))


@pytest.fixture(scope="module")
def lobe(sight: Sight, atlas: ZoneAtlas) -> Layer:
    """(N, N), height 1, in the middle of the zone."""
    mask = atlas.masks[ZONE]
    row, column = (np.mean((part.start, part.stop)) for part in (mask.rows, mask.columns))
    y, x = np.mgrid[: atlas.size, : atlas.size] * sight.chart.mm_per_px
    away = np.hypot(y - row * sight.chart.mm_per_px, x - column * sight.chart.mm_per_px)
    return np.asarray(np.exp(-((away / LOBE_MM) ** 2) / 2), np.float32)


@pytest.fixture(scope="module")
def answer(atlas: ZoneAtlas) -> Callable[[Sight], Reading | Reason]:
    return lambda seen: OILINESS.read(seen, [pair for pair in atlas.by_kind(["malar_cheek"]) if pair[0].name == ZONE])[
        ZONE
    ]


@pytest.fixture(scope="module")
def points(answer: Callable[[Sight], Reading | Reason]) -> Callable[[Sight], float]:
    """On a scale without ends."""

    def read(seen: Sight) -> float:
        reading = answer(seen)
        assert isinstance(reading, Reading)
        low, high = OILINESS.anchors
        return 100 * (reading.quantity - low) / (high - low)

    return read


def lit(sight: Sight, rgb: Layer) -> Sight:
    return replace(sight, chart=replace(sight.chart, linear_rgb=rgb.astype(np.float32)))


def test_it_rises_with_the_light_that_is_added(sight: Sight, lobe: Layer, points: Callable[[Sight], float]) -> None:
    found = [points(lit(sight, sight.chart.linear_rgb + dose * PEAK * lobe[..., None])) for dose in (0, 0.4, 0.7, 1)]
    assert all(after > before + 2 for before, after in pairwise(found))
    assert found[-1] - found[0] >= 30


def test_shade_and_form_add_nothing(sight: Sight, lobe: Layer, points: Callable[[Sight], float]) -> None:
    brighter = lit(sight, sight.chart.linear_rgb * (1 + 0.4 * lobe[..., None]))
    assert points(brighter) - points(sight) == pytest.approx(0, abs=NOTHING)


def test_a_flush_adds_nothing(sight: Sight, lobe: Layer, points: Callable[[Sight], float]) -> None:
    redder = lit(sight, sight.chart.linear_rgb * np.exp(-0.3 * lobe[..., None] * np.float32([0.2, 1.0, 0.8])))
    assert points(redder) - points(sight) == pytest.approx(0, abs=NOTHING)


def test_equal_light_counts_alike_on_darker_skin(sight: Sight, lobe: Layer, points: Callable[[Sight], float]) -> None:
    gains = []
    for skin in (sight.chart.linear_rgb, DARKER * sight.chart.linear_rgb):
        gains.append(points(lit(sight, skin + PEAK * lobe[..., None])) - points(lit(sight, skin)))
    assert ALIKE[0] <= gains[1] / gains[0] <= ALIKE[1]


def test_a_highlight_that_the_skin_mask_leaves_out_counts(
    sight: Sight, lobe: Layer, points: Callable[[Sight], float]
) -> None:
    shining = lit(sight, sight.chart.linear_rgb + PEAK * lobe[..., None])
    masked = replace(shining, skin=replace(sight.skin, mask=sight.skin.mask & (lobe < 0.5)))
    assert points(masked) >= 0.8 * points(shining)


def test_under_hair_it_is_covered(sight: Sight, answer: Callable[[Sight], Reading | Reason]) -> None:
    nothing = replace(sight, skin=replace(sight.skin, mask=np.zeros_like(sight.skin.mask)))
    assert answer(nothing) is Reason.COVERED


def test_the_evidence_is_where_the_light_is(
    sight: Sight, lobe: Layer, atlas: ZoneAtlas, answer: Callable[[Sight], Reading | Reason]
) -> None:
    reading = answer(lit(sight, sight.chart.linear_rgb + PEAK * lobe[..., None]))
    assert isinstance(reading, Reading)
    mask = atlas.masks[ZONE]
    near = lobe[mask.rows, mask.columns] > 0.5
    assert reading.evidence[near & mask.inside].mean() > 5 * reading.evidence[~near & mask.inside].mean()
    assert reading.details["shiny_area_percent"] > 5
