"""Where a change may show: inside the zone's bare skin, fading to its border, not on gloss nor beyond a mask."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from simulation.canvas import Canvas, Patch
from tests.simulation.painted import Painted, Painter, moved

ZONES = ("forehead", "glabella", "crows_feet_left", "tear_trough_right", "mid_cheek_left", "chin", "upper_lip")


@pytest.fixture(scope="module")
def bare(painter: Painter) -> Painted:
    return painter.paint(lambda canvas: canvas)


def _canvas(painted: Painted, allowed: NDArray[np.bool_] | None = None) -> Canvas:
    return Canvas(painted.analyzer.geometry, painted.laid, allowed)


def _in_photo(painted: Painted, patch: Patch) -> NDArray[np.float32]:
    """(H, W) the weight at its place; for patches as fine as the photo."""
    whole = np.zeros(painted.image.shape[:2], np.float32)
    whole[patch.box] = patch.weight
    return whole


@pytest.mark.parametrize("zone", ZONES)
def test_the_weight_lies_inside_its_zone(zone: str, bare: Painted) -> None:
    weight = _in_photo(bare, _canvas(bare).patch(zone))
    assert weight.max() == pytest.approx(1, abs=0.02)
    assert weight[~bare.inside(zone, 0.6)].max() == 0


@pytest.mark.parametrize("zone", ZONES)
def test_the_weight_has_no_edge(zone: str, bare: Painted) -> None:
    """It grows over millimeters: over more of them in a wide zone."""
    weight = _in_photo(bare, _canvas(bare).patch(zone))
    steps = [np.abs(np.diff(weight, axis=axis)).max() for axis in (0, 1)]
    assert max(steps) < 0.45


def test_zones_that_meet_share_the_change(bare: Painted) -> None:
    """Their weights together are those of one zone, so that no seam shows between them."""
    canvas, both = _canvas(bare), frozenset({"malar_cheek_left", "mid_cheek_left"})
    together = sum(_in_photo(bare, canvas.patch(zone, both)) for zone in both)
    between = bare.inside("malar_cheek_left", 1.0) & bare.inside("mid_cheek_left", 1.0)
    assert between.any()
    assert np.median(together[between]) > 0.9
    assert together.max() <= 1.05


def test_a_painted_mask_bounds_the_weight(bare: Painted) -> None:
    allowed = np.zeros(bare.image.shape[:2], bool)
    assert not _canvas(bare, allowed).patch("forehead").weight.any()


def test_a_change_fades_to_the_border_of_what_was_painted_and_the_rest_of_the_zone_is_not_allowed(
    bare: Painted,
) -> None:
    allowed = np.zeros(bare.image.shape[:2], bool)
    middle = int(np.median(np.nonzero(bare.inside("forehead"))[1]))
    allowed[:, :middle] = True
    patch = _canvas(bare, allowed).patch("forehead")
    weight = _in_photo(bare, patch)
    assert 0.35 < patch.allowed < 0.55
    assert weight[:, middle:].max() == 0 and weight[:, middle - 3 : middle].max() < 0.25


def test_a_mask_that_is_painted_everywhere_is_none(bare: Painted) -> None:
    everywhere = _canvas(bare, np.ones(bare.image.shape[:2], bool)).patch("forehead")
    assert everywhere.allowed == 1.0
    assert (everywhere.weight == _canvas(bare).patch("forehead").weight).all()


def test_gloss_takes_no_change(painter: Painter, bare: Painted) -> None:
    image = bare.image.copy()
    rows, columns = np.nonzero(bare.inside("forehead"))
    spot = slice(int(rows.mean()) - 3, int(rows.mean()) + 3), slice(int(columns.mean()) - 3, int(columns.mean()) + 3)
    image[spot] = 250
    weight = _in_photo(bare, _canvas(painter.photo(image)).patch("forehead"))
    assert weight[spot].max() == 0


@pytest.mark.parametrize("direction_deg", [0.0, 90.0, 30.0])
def test_directions_of_the_chart_follow_the_face(direction_deg: float, bare: Painted) -> None:
    """The face looks straight ahead: what is level on the chart is about level in the photo."""
    patch = _canvas(bare).patch("glabella")
    away = (patch.direction_deg(direction_deg) - direction_deg + 90) % 180 - 90
    assert abs(away) < 12


def test_a_fine_photo_is_worked_out_on_fewer_pixels(painter: Painter, bare: Painted) -> None:
    large = np.ascontiguousarray(bare.image.repeat(3, axis=0).repeat(3, axis=1))
    fine = painter.photo(large, moved(painter.face, 3.0, (0.0, 0.0)))
    patch, coarse = _canvas(fine).patch("chin"), _canvas(bare).patch("chin")
    height, width = (part.stop - part.start for part in patch.box)
    assert patch.weight.shape[0] < height
    assert patch.mm_per_px * patch.weight.shape[1] == pytest.approx(fine.laid.chart.photo_mm_per_px * width, rel=0.02)
    assert patch.mm_per_px >= 0.13
    assert coarse.weight.shape == tuple(part.stop - part.start for part in coarse.box)
