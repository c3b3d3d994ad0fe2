"""What each layer takes from skin that was painted by hand: its own marks, along its own color, and no more."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from simulation.canvas import Canvas, Patch
from simulation.effects import Layer
from simulation.layers import UNITS
from tests.simulation.marks import marked
from tests.simulation.painted import Painted, Painter
from tests.vision.concerns import canvas as skin
from tests.vision.concerns.canvas import DARK, LIGHT
from vision.concerns import CONCERNS, Concern
from vision.skin.layers import HEMOGLOBIN_RGB, MELANIN_RGB

ZONE = "mid_cheek_left"
_CONCERNS = {concern.name: concern for concern in CONCERNS}
EQUAL = (0.75, 1.33)
Take = Callable[[Layer, Sequence[str], Painted, str], NDArray[np.float32]]


@pytest.fixture(scope="module")
def bare(painter: Painter) -> Painted:
    return painter.paint(lambda canvas: canvas)


@pytest.fixture(scope="module")
def spotted(painter: Painter) -> Callable[[tuple[float, float, float]], Painted]:
    """Skin of some tone with brown spots."""
    return cache(lambda tone: painter.paint(marked("brown_spots"), tone))


def _patch(painted: Painted, zone: str = ZONE) -> Patch:
    return Canvas(painted.analyzer.geometry, painted.laid).patch(zone)


def _taken(layer: Layer, names: Sequence[str], painted: Painted, zone: str = ZONE) -> NDArray[np.float32]:
    """(K, 3) what a full change takes, over the zone's pixels that take it whole."""
    patch = _patch(painted, zone)
    concerns: list[Concern] = [_CONCERNS[name] for name in names]
    unit = UNITS[layer](patch, concerns, painted.laid.skin.calm_hemoglobin)
    return np.asarray((unit * patch.weight[..., None])[patch.weight > 0.5])


@pytest.mark.parametrize(
    ("layer", "concern", "color"),
    [
        ("melanin", "brown_spots", MELANIN_RGB),
        ("melanin", "diffuse_pigmentation", MELANIN_RGB),
        ("melanin", "uneven_tone", MELANIN_RGB),
        ("hemoglobin", "redness", HEMOGLOBIN_RGB),
        ("hemoglobin", "visible_vessels", HEMOGLOBIN_RGB),
        ("hemoglobin", "blemishes", HEMOGLOBIN_RGB),
    ],
)
def test_pigments_go_along_their_own_color(
    layer: Layer, concern: str, color: tuple[float, float, float], painter: Painter
) -> None:
    painted = painter.paint(lambda canvas: canvas.spots(ZONE, 12, color=color).lines(ZONE, 12, 60, color=color))
    taken = _taken(layer, [concern], painted)
    amount = taken.max(-1)
    strong = amount > 0.5 * amount.max()
    assert amount.max() > 1
    assert np.allclose(taken[strong] / amount[strong, None], np.array(color) / max(color), atol=1e-3)
    assert taken.min() >= 0


def test_spots_on_dark_skin_lose_as_much_light(spotted: Callable[[tuple[float, float, float]], Painted]) -> None:
    light, dark = (_taken("melanin", ["brown_spots"], spotted(tone)).mean() for tone in (LIGHT, DARK))
    assert EQUAL[0] <= dark / light <= EQUAL[1]


def test_spots_are_no_blood(spotted: Callable[[tuple[float, float, float]], Painted]) -> None:
    brown = _taken("melanin", ["brown_spots"], spotted(LIGHT)).mean()
    red = _taken("hemoglobin", ["blemishes"], spotted(LIGHT)).mean()
    assert red < 0.15 * brown


def test_smooth_skin_has_no_spots(bare: Painted) -> None:
    assert _taken("melanin", ["brown_spots"], bare).mean() < 0.05


def test_calm_skin_has_no_redness(bare: Painted) -> None:
    assert _taken("hemoglobin", ["redness"], bare).mean() < 0.3


def test_no_color_is_taken_from_a_face_without_calm_skin(painter: Painter) -> None:
    """Nothing says how red it is."""
    painted = painter.paint(marked("redness"))
    unit = UNITS["hemoglobin"](_patch(painted), [_CONCERNS["redness"]], None)
    assert not unit.any()


@pytest.mark.parametrize("layer", ["static_lines", "shadow"])
def test_a_fold_is_taken_in_one_color(layer: Layer, painter: Painter) -> None:
    concern, zone = {
        "static_lines": ("nasolabial_folds", "nasolabial_fold_left"),
        "shadow": ("tear_trough", "tear_trough_left"),
    }[layer]
    painted = painter.paint(marked(concern))
    taken = _taken(layer, [concern], painted, zone)
    amount = taken.mean(-1)
    strong = amount > 0.5 * amount.max()
    ratio = taken[strong] / amount[strong, None]
    assert amount.max() > 1
    assert ratio.std(0).max() < 1e-3
    assert 0.75 < ratio.min() <= ratio.max() < 1.3


def test_a_trough_is_filled_and_nothing_beside_it_darkened(painter: Painter) -> None:
    painted = painter.paint(marked("tear_trough"))
    assert _taken("shadow", ["tear_trough"], painted, "tear_trough_right").min() >= 0


def test_the_hollow_of_the_cheek_is_broad(bare: Painted) -> None:
    """It is a form, not a mark: neighboring pixels lose the same."""
    patch = _patch(bare)
    unit = UNITS["shadow"](patch, [_CONCERNS["midface_volume"]], None)[..., 0]
    steps = np.abs(np.diff(unit, axis=1))[patch.weight[:, 1:] > 0.5]
    assert unit.max() > 1
    assert steps.max() < 0.05 * unit.max()


def test_texture_keeps_its_place(painter: Painter) -> None:
    painted = painter.paint(marked("texture"))
    patch = _patch(painted)
    unit = UNITS["texture"](patch, [_CONCERNS["texture"]], None)[..., 0]
    red = patch.absorbance[..., 0]
    relief = cv2.GaussianBlur(red, (0, 0), 1.5) - cv2.GaussianBlur(red, (0, 0), 4.0)
    inside = patch.weight > 0.5
    assert np.corrcoef(unit[inside], relief[inside])[0, 1] > 0.8


def test_pores_only_lose_their_dark(painter: Painter) -> None:
    painted = painter.paint(lambda canvas: canvas.pits(ZONE, 10))
    taken = _taken("pores", ["pores"], painted)
    assert taken.min() >= 0
    assert taken.max() > 0.5


def test_fine_dark_hairs_are_taken_and_skin_is_not(painter: Painter) -> None:
    hairy = painter.paint(lambda canvas: canvas.lines(ZONE, 30, 60, (-4, 0, 4), 20, 0.15, skin.SHADE))
    taken = _taken("hair", [], hairy).mean(-1)
    smooth = _taken("hair", [], painter.paint(lambda canvas: canvas)).mean(-1)
    assert taken.max() > 5
    assert smooth.max() < 1


def test_lines_of_no_line_concern_are_refused(bare: Painted) -> None:
    with pytest.raises(TypeError, match="redness"):
        UNITS["static_lines"](_patch(bare), [_CONCERNS["redness"]], None)
