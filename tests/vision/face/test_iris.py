"""The limbus of a drawn eye is found where it was drawn, whatever the contrast."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from vision.face.iris import fit_iris

RADIUS_TOLERANCE = 0.03  # share of the radius
HEAVY_LID_TOLERANCE = 0.045  # where a lid hides a part of the arcs that are looked at; measured 0.036
CENTER_TOLERANCE = 0.05  # share of the radius
_DRAWN_AT = 8  # times finer than the picture, for smooth edges
_SKIN, _SCLERA, _IRIS, _PUPIL = (205, 160, 140), (225, 222, 220), (90, 70, 50), (15, 12, 12)


def draw_eye(
    center: tuple[float, float], radius: float, roll_deg: float = 0.0, lid: float = 0.0, size: int = 260
) -> NDArray[np.uint8]:
    """An eye: sclera, iris, pupil; `lid` of the iris' height is covered from above. Edge coordinates."""
    eye = np.full((size * _DRAWN_AT, size * _DRAWN_AT, 3), _SKIN, np.uint8)

    def fixed(values: object) -> list[int]:
        return [round(v) for v in np.asarray(values) * _DRAWN_AT * 16]

    middle = tuple(fixed(np.array(center) - 0.5 / _DRAWN_AT))
    cv2.ellipse(eye, middle, tuple(fixed((2.3 * radius, 1.5 * radius))), roll_deg, 0, 360, _SCLERA, -1, 16, 4)
    cv2.circle(eye, middle, fixed([radius])[0], _IRIS, -1, 16, 4)
    cv2.circle(eye, middle, fixed([radius * 0.35])[0], _PUPIL, -1, 16, 4)
    if lid:
        _draw_lid(eye, center, radius, roll_deg, lid)
    small = cv2.resize(eye, (size, size), interpolation=cv2.INTER_AREA)
    return np.asarray(cv2.GaussianBlur(small, (0, 0), 0.7), np.uint8)


def _draw_lid(eye: NDArray[np.uint8], center: tuple[float, float], radius: float, roll_deg: float, lid: float) -> None:
    cos, sin = np.cos(np.radians(roll_deg)), np.sin(np.radians(roll_deg))
    edge = -radius + 2 * radius * lid
    corners = np.array([[-3, -3], [3, -3], [3, edge / radius], [-3, edge / radius]]) * radius
    turned = corners @ np.array([[cos, sin], [-sin, cos]]) + center
    cv2.fillPoly(eye, [np.round((turned * _DRAWN_AT - 0.5) * 16).astype(np.int32)], _SKIN, 16, 4)


@pytest.mark.parametrize("radius", [6.0, 9.5, 14.0, 20.0, 33.0])
@pytest.mark.parametrize("guess", [0.94, 1.0, 1.08])
def test_radius_is_recovered(radius: float, guess: float) -> None:
    image = draw_eye((130.3, 128.6), radius)
    found = fit_iris(image, np.array([130.3, 128.6]), radius * guess, 0.0)
    assert found is not None
    assert found.radius_px == pytest.approx(radius, rel=RADIUS_TOLERANCE)


@pytest.mark.parametrize("offset", [(0.0, 0.0), (0.2, -0.15), (-0.25, 0.1)])
def test_center_is_recovered_from_a_guess_beside_it(offset: tuple[float, float]) -> None:
    center, radius = np.array([131.4, 127.2]), 16.0
    found = fit_iris(draw_eye(tuple(center), radius), center + np.array(offset) * radius, radius, 0.0)
    assert found is not None
    assert np.hypot(*(found.center_px - center)) <= CENTER_TOLERANCE * radius


@pytest.mark.parametrize("roll_deg", [-20.0, 0.0, 15.0])
@pytest.mark.parametrize(("lid", "tolerance"), [(0.2, RADIUS_TOLERANCE), (1 / 3, HEAVY_LID_TOLERANCE)])
def test_upper_lid_hardly_changes_the_radius(roll_deg: float, lid: float, tolerance: float) -> None:
    center, radius = (129.0, 131.0), 17.0
    image = draw_eye(center, radius, roll_deg, lid)
    found = fit_iris(image, np.array(center), radius * 1.06, float(np.radians(roll_deg)))
    assert found is not None
    assert found.radius_px == pytest.approx(radius, rel=tolerance)


@pytest.mark.parametrize("contrast", [0.1, 0.3, 1.0])
def test_contrast_does_not_change_the_radius(contrast: float) -> None:
    image = (128 + (draw_eye((130.0, 130.0), 17.0).astype(float) - 128) * contrast).astype(np.uint8)
    found = fit_iris(image, np.array([130.0, 130.0]), 17.0, 0.0)
    assert found is not None
    assert found.radius_px == pytest.approx(17.0, rel=RADIUS_TOLERANCE)


def test_closed_eye_has_no_iris() -> None:
    image = draw_eye((130.0, 130.0), 16.0, lid=1.3)
    assert fit_iris(image, np.array([130.0, 130.0]), 16.0, 0.0) is None


def test_iris_below_three_pixels_is_not_guessed() -> None:
    assert fit_iris(draw_eye((130.0, 130.0), 2.5), np.array([130.0, 130.0]), 2.5, 0.0) is None


@pytest.mark.parametrize("center", [(-300.0, -300.0), (2000.0, 50.0), (130.0, 259.9)])
def test_eye_outside_the_photo_is_no_crash(center: tuple[float, float]) -> None:
    assert fit_iris(np.full((260, 260, 3), 120, np.uint8), np.array(center), 15.0, 0.0) is None
