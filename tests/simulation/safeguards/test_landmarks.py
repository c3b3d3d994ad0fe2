"""An eye that was moved by a projection of the chin is noticed; the same pixels move nothing."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from simulation.safeguards import ProjectionUnsafeError
from simulation.safeguards.landmarks import LIMIT_MM, check_landmarks
from simulation.safeguards.places import elsewhere, with_neighbors
from vision.analysis.laid import Laid
from vision.face import FaceFinder
from vision.face.face import LEFT_IRIS_CENTER
from vision.zones import ZoneAtlas


def _eye_moved(laid: Laid, by_mm: float) -> NDArray[np.uint8]:
    """The client's left eye higher, as a smooth warp of 12 mm around it."""
    image, mm = laid.sight.photo.image_rgb, laid.chart.photo_mm_per_px
    x, y = np.meshgrid(*(np.arange(side, dtype=np.float32) for side in image.shape[1::-1]))
    center = laid.sight.face.landmarks_px[LEFT_IRIS_CENTER, :2]
    near = np.exp(-((x - center[0]) ** 2 + (y - center[1]) ** 2) / (2 * (12 / mm) ** 2), dtype=np.float32)
    return np.asarray(cv2.remap(image, x, y + near * np.float32(by_mm / mm), cv2.INTER_CUBIC), np.uint8)


def test_the_same_pixels_move_nothing(astronaut_laid: Laid, finder: FaceFinder) -> None:
    again = finder.find_again(astronaut_laid.sight.photo.image_rgb, astronaut_laid.sight.face)
    found = check_landmarks(astronaut_laid, again, ["chin"])
    assert found.largest_mm < 0.01
    assert found.count > 300


@pytest.mark.parametrize("shapes_move", [False, True])
def test_a_moved_eye_is_unsafe_where_the_chin_is_treated(
    shapes_move: bool, astronaut_laid: Laid, finder: FaceFinder
) -> None:
    nowhere_near = np.zeros(astronaut_laid.sight.photo.size_hw, bool) if shapes_move else None
    again = finder.find_again(_eye_moved(astronaut_laid, 3.0), astronaut_laid.sight.face)
    with pytest.raises(ProjectionUnsafeError) as caught:
        check_landmarks(astronaut_laid, again, ["chin"], nowhere_near)
    assert caught.value.details["safeguard"] == "landmarks_elsewhere"
    assert caught.value.details["limit"] == LIMIT_MM


def test_what_is_moved_on_purpose_is_not_elsewhere(astronaut_laid: Laid) -> None:
    points = astronaut_laid.sight.face.landmarks_px[:, :2]
    everywhere = np.ones(astronaut_laid.sight.photo.size_hw, bool)
    assert elsewhere(astronaut_laid, ["chin"], points).any()
    assert not elsewhere(astronaut_laid, ["chin"], points, everywhere).any()


def test_landmarks_of_a_treated_zone_are_not_elsewhere(astronaut_laid: Laid) -> None:
    points = astronaut_laid.sight.face.landmarks_px[:, :2]
    tip_of_nose, middle_of_chin = 1, 199
    away = elsewhere(astronaut_laid, ["chin"], points)
    assert away[tip_of_nose]
    assert not away[middle_of_chin]


def test_neighbors_touch(atlas: ZoneAtlas) -> None:
    near = with_neighbors(["glabella"], atlas)
    assert near == {"glabella", "forehead", "nose"}


def test_neighbors_of_a_side_mirror_those_of_the_other(atlas: ZoneAtlas) -> None:
    right, left = (with_neighbors([f"malar_cheek_{side}"], atlas) for side in ("right", "left"))
    assert left == {name.replace("right", "LEFT").replace("left", "right").replace("LEFT", "left") for name in right}
