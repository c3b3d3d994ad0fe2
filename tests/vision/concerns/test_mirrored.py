"""Two spots drawn on an even face: how far one lies from the other's mirror image."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from vision.concerns import Sight
from vision.concerns.eye_strip import marked_px, upright
from vision.concerns.mirrored import Mirrored
from vision.photo import Photo

PAIR = (61, 291)
CORNERS = Mirrored(PAIR, (7.0, 6.0), (7.0, 5.0))
OUTWARD = np.array([2.0, 1.0])  # of either spot from the network's point, mm
SPOT_MM = 1.5
Moved = tuple[float, float]


def drawn(sight: Sight, moved_mm: Moved, drawn_sides: tuple[bool, bool] = (True, True)) -> Sight:
    """Even skin with a spot on each side, the client's left one moved to the left and down."""
    places = marked_px(sight, PAIR)
    offsets = np.array([OUTWARD * (-1, 1), OUTWARD + moved_mm])
    spots = places + offsets @ upright(sight, "left")[0] / sight.face.mm_per_px
    height, width = sight.photo.image_rgb.shape[:2]
    y, x = np.mgrid[:height, :width] + 0.5
    level = np.full((height, width), 170.0)
    for (spot_x, spot_y), shown in zip(spots, drawn_sides, strict=True):
        away_mm = np.hypot(x - spot_x, y - spot_y) * sight.face.mm_per_px
        level -= shown * 80 * np.exp(-((away_mm / SPOT_MM) ** 2))
    pixels: NDArray[np.uint8] = np.repeat(np.round(level)[..., None], 3, axis=2).astype(np.uint8)
    return replace(sight, photo=Photo.from_array(pixels))


@pytest.mark.parametrize("moved_mm", [(0.0, 0.0), (2.0, 0.0), (-3.0, 0.0), (0.0, 2.5), (1.5, -2.0)])
def test_what_parts_the_sides_is_found_and_shared(moved_mm: Moved, straight: Sight) -> None:
    match = CORNERS.match(drawn(straight, moved_mm))
    axes, _ = upright(straight, "left")
    right, left = (match.points_px - marked_px(straight, PAIR)) @ axes.T * straight.face.mm_per_px
    assert left * 2 == pytest.approx(np.array(moved_mm), abs=0.1)
    assert right * 2 == pytest.approx(np.array(moved_mm) * (1, -1), abs=0.1)
    assert match.likeness > 0.9


def test_an_even_face_has_nothing_to_compare(straight: Sight) -> None:
    assert CORNERS.match(drawn(straight, (0.0, 0.0), (False, False))).likeness == 0.0


def test_a_spot_on_one_side_has_no_like(straight: Sight) -> None:
    assert CORNERS.match(drawn(straight, (0.0, 0.0), (True, False))).likeness < 0.5
