"""Blur, on drawn edges of known blur where the eyes are."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from vision.capture import sharpness
from vision.capture.shot import Shot
from vision.photo import Photo

SCALE = 5  # 215 px between the pupils, as in a studio portrait
SIDE = 512 * SCALE


@pytest.fixture(scope="module")
def disks() -> NDArray[np.uint8]:
    """Dark disks on light skin: edges in every direction."""
    picture = np.full((SIDE, SIDE, 3), 190, np.uint8)
    generator = np.random.default_rng(7)
    for x, y in generator.integers(0, SIDE, (6000, 2)):
        cv2.circle(picture, (int(x), int(y)), 14, (60, 60, 60), -1)
    return picture


@pytest.fixture
def looking_at(shot: Shot) -> Callable[[NDArray[np.uint8]], Shot]:
    def look(picture: NDArray[np.uint8]) -> Shot:
        face = replace(shot.face, landmarks_px=shot.face.landmarks_px * SCALE)
        return replace(shot, photo=Photo.from_array(picture), face=face)

    return look


@pytest.mark.parametrize("sigma", [2.0, 3.0, 4.0])
def test_a_known_blur_is_recovered(
    disks: NDArray[np.uint8], looking_at: Callable[[NDArray[np.uint8]], Shot], sigma: float
) -> None:
    blurred = looking_at(cv2.GaussianBlur(disks, (0, 0), sigma))
    expected = np.sqrt(sigma**2 - 1) * blurred.mm_per_px
    assert sharpness.blur_mm(blurred) == pytest.approx(expected, rel=0.15)


def test_sharp_edges_have_none(disks: NDArray[np.uint8], looking_at: Callable[[NDArray[np.uint8]], Shot]) -> None:
    assert sharpness.blur_mm(looking_at(disks)) == 0


@pytest.mark.parametrize("direction", ["across", "down", "diagonal"])
def test_shake_in_any_direction_counts(
    disks: NDArray[np.uint8], looking_at: Callable[[NDArray[np.uint8]], Shot], direction: str
) -> None:
    kernel = {"across": np.eye(1), "down": np.eye(1), "diagonal": np.eye(11) / 11}[direction]
    if direction != "diagonal":
        kernel = np.full((1, 11) if direction == "across" else (11, 1), 1 / 11)
    blur = sharpness.blur_mm(looking_at(cv2.filter2D(disks, -1, kernel)))
    assert blur is not None
    assert blur > 0.4


@pytest.mark.parametrize("contrast", [0.2, 0.5])
def test_contrast_does_not_matter(
    disks: NDArray[np.uint8], looking_at: Callable[[NDArray[np.uint8]], Shot], contrast: float
) -> None:
    full = cv2.GaussianBlur(disks, (0, 0), 3)
    # A fifth of the contrast leaves 26 code values: rounding alone moves the answer by 5 %.
    pale = (full * contrast).astype(np.uint8)
    assert sharpness.blur_mm(looking_at(pale)) == pytest.approx(sharpness.blur_mm(looking_at(full)), rel=0.08)


def test_tiny_eyes_are_not_judged(shot: Shot) -> None:
    tiny = replace(shot, face=replace(shot.face, landmarks_px=shot.face.landmarks_px / 4))
    assert sharpness.blur_mm(tiny) is None
