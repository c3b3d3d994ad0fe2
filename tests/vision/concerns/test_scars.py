"""Dents in light from above: what is told from them, and what is not."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from tests.vision.concerns.canvas import HEMOGLOBIN, MELANIN, SHADE, Canvas
from tests.vision.concerns.on_skin import CONCERNS
from tests.vision.concerns.plants import DENT, DENT_MM
from tests.vision.concerns.sitter import Sitter
from vision.concerns import Reading

(SCARS,) = (concern for concern in CONCERNS if concern.name == "scars")
ZONE = "mid_cheek_left"
SPARE = 0.1  # of what dents of the same contrast add
NUMBER = 0.35  # relative: the zone's border cuts some


@pytest.fixture
def skin(even_sitter: Sitter) -> Canvas:
    return even_sitter.fine


def added(skin: Canvas, painted: Canvas) -> float:
    return painted.quantities(SCARS)[ZONE] - skin.quantities(SCARS)[ZONE]


def test_even_skin_has_none(skin: Canvas) -> None:
    assert skin.quantities(SCARS)[ZONE] == pytest.approx(0, abs=1e-3)


def test_a_bump_takes_away_what_a_dent_adds(skin: Canvas) -> None:
    assert added(skin, skin.dents(ZONE, -DENT, DENT_MM)) < 0 < added(skin, skin.dents(ZONE, DENT, DENT_MM))


@pytest.mark.parametrize("color", [MELANIN, HEMOGLOBIN, SHADE], ids=["brown", "red", "gray"])
def test_an_evenly_dark_spot_is_no_dent(skin: Canvas, color: tuple[float, float, float]) -> None:
    spots = skin.spots(ZONE, DENT, DENT_MM, color)
    assert abs(added(skin, spots)) <= SPARE * added(skin, skin.dents(ZONE, DENT, DENT_MM))


@pytest.mark.parametrize("direction_deg", [0, 45, 90])
def test_a_line_is_no_dent(skin: Canvas, direction_deg: float) -> None:
    line = skin.lines(ZONE, DENT, direction_deg, (-5, 0, 5), 25)
    assert abs(added(skin, line)) <= SPARE * added(skin, skin.dents(ZONE, DENT, DENT_MM))


def test_dents_are_counted(skin: Canvas) -> None:
    dented = skin.dents(ZONE, 3 * DENT, DENT_MM)
    reading = dented.answers(SCARS)[ZONE]
    assert isinstance(reading, Reading)
    mask = dented.atlas.masks[ZONE]
    planted = mask.inside.sum() * dented.mm_per_px**2 / (3 * DENT_MM) ** 2
    assert reading.details["count"] == pytest.approx(planted, rel=NUMBER)


@pytest.mark.parametrize("turn", [lambda canvas: canvas, lambda canvas: canvas.exposed(-0.5)], ids=["as is", "darker"])
def test_exposure_does_not_matter(skin: Canvas, turn: Callable[[Canvas], Canvas]) -> None:
    dented = skin.dents(ZONE, DENT, DENT_MM)
    assert added(turn(skin), turn(dented)) == pytest.approx(added(skin, dented), rel=0.02)
    assert np.isfinite(added(skin, dented))
