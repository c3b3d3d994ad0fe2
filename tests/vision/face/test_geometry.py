"""Pose, mirror partners and crop regions, from numbers alone."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from models.canonical_face import CanonicalFace
from vision.face.mirror import mirror_permutation
from vision.face.pose import estimate_pose
from vision.face.region import Region

ANGLE_TOLERANCE_DEG = 0.01


def _turned_px(canonical: CanonicalFace, rotation: NDArray[np.float64]) -> NDArray[np.float32]:
    """The canonical face turned (x right, y up, z towards the camera) and put into a photo."""
    turned = canonical.vertices_cm @ rotation.T * 40 * (1, -1, -1) + (500, 400, 0)
    return turned.astype(np.float32)


def _about(axis: str, degrees: float) -> NDArray[np.float64]:
    cos, sin = np.cos(np.radians(degrees)), np.sin(np.radians(degrees))
    turns = {
        "x": [[1, 0, 0], [0, cos, -sin], [0, sin, cos]],
        "y": [[cos, 0, sin], [0, 1, 0], [-sin, 0, cos]],
        "z": [[cos, -sin, 0], [sin, cos, 0], [0, 0, 1]],
    }
    return np.array(turns[axis])


@pytest.mark.parametrize("degrees", [-40.0, -5.0, 0.0, 12.0, 60.0])
@pytest.mark.parametrize(
    ("axis", "sign", "angle"), [("y", 1, "yaw_deg"), ("x", -1, "pitch_deg"), ("z", -1, "roll_deg")]
)
def test_pose_is_what_the_mesh_was_turned_by(
    canonical: CanonicalFace, axis: str, sign: int, angle: str, degrees: float
) -> None:
    pose = estimate_pose(_turned_px(canonical, _about(axis, sign * degrees)), canonical.vertices_cm)
    assert getattr(pose, angle) == pytest.approx(degrees, abs=ANGLE_TOLERANCE_DEG)


def test_pose_ignores_place_and_size(canonical: CanonicalFace) -> None:
    points = _turned_px(canonical, _about("y", 20.0))
    moved = points * np.float32(2.5) + np.array([-900, 40, 7], np.float32)
    assert estimate_pose(moved, canonical.vertices_cm).yaw_deg == pytest.approx(20.0, abs=ANGLE_TOLERANCE_DEG)


def test_positive_yaw_moves_the_nose_to_the_pictures_right(canonical: CanonicalFace) -> None:
    straight, turned = (_turned_px(canonical, _about("y", angle)) for angle in (0.0, 25.0))
    assert turned[1, 0] > straight[1, 0]
    assert estimate_pose(turned, canonical.vertices_cm).yaw_deg > 0


def test_mirror_partners_pair_up(canonical: CanonicalFace) -> None:
    partner = mirror_permutation(canonical.vertices_cm)
    assert np.array_equal(partner[partner], np.arange(478))


@pytest.mark.parametrize(("one", "other"), [(33, 263), (61, 291), (234, 454), (1, 1), (468, 473), (469, 476)])
def test_mirror_partners_are_the_known_ones(canonical: CanonicalFace, one: int, other: int) -> None:
    assert mirror_permutation(canonical.vertices_cm)[one] == other


def test_other_mesh_has_no_partners(canonical: CanonicalFace) -> None:
    lopsided = canonical.vertices_cm.copy()
    lopsided[33] += 1
    with pytest.raises(ValueError, match="not symmetric"):
        mirror_permutation(lopsided)


def test_region_carries_points_there_and_its_crop_shows_them() -> None:
    image = np.zeros((300, 400, 3), np.uint8)
    image[140:144, 230:234] = 255  # its middle is at x 232, y 142 in edge coordinates
    region = Region((220.0, 150.0), (120.0, 120.0), float(np.radians(25)))
    crop = region.crop(image, 240)[..., 0].astype(float)
    y, x = np.mgrid[0:240, 0:240] + 0.5
    seen = np.array([[(x * crop).sum(), (y * crop).sum(), 0]]) / crop.sum() / 240
    np.testing.assert_allclose(region.points_to_photo(seen.astype(np.float32))[0, :2], (232, 142), atol=0.05)


def test_region_outside_the_photo_is_black() -> None:
    region = Region((-500.0, -500.0), (100.0, 100.0), 0.0)
    assert not region.crop(np.full((50, 50, 3), 255, np.uint8), 64).any()
