"""The color of the light, on eye whites of known color."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from vision.capture import color
from vision.capture.eye_white import eye_white
from vision.capture.shot import Shot
from vision.photo import Photo


def with_white(shot: Shot, *white: float) -> Shot:
    return replace(shot, eye_white=np.array(white, np.float32))


def test_gray_is_neither_warm_nor_green(shot: Shot) -> None:
    gray = with_white(shot, 0.3, 0.3, 0.3)
    assert (color.warmth_ev(gray), color.greenness_ev(gray)) == (0, 0)


def test_twice_the_red_is_a_stop_of_warmth(shot: Shot) -> None:
    assert color.warmth_ev(with_white(shot, 0.4, 0.3, 0.2)) == pytest.approx(1)


def test_half_the_green_is_two_stops_of_magenta(shot: Shot) -> None:
    assert color.greenness_ev(with_white(shot, 0.4, 0.2, 0.4)) == pytest.approx(-2)


@pytest.mark.parametrize("measure", [color.warmth_ev, color.greenness_ev])
def test_without_an_eye_white_there_is_no_judgment(shot: Shot, measure: object) -> None:
    assert callable(measure)
    assert measure(replace(shot, eye_white=None)) is None


SKIN = np.array([[230, 120, 90]] * 10, np.uint8)
SCALE = 4  # the astronaut's eyes are too small to show their white; blown up they are painted anyway


@pytest.fixture
def painted(shot: Shot) -> Shot:
    """Eyes wide enough, in a photo of one color."""
    landmarks = shot.face.landmarks_px * SCALE
    for upper, lower in ((159, 145), (386, 374)):
        landmarks[upper, 1] -= 10
        landmarks[lower, 1] += 10
    photo = Photo.from_array(np.full((512 * SCALE, 512 * SCALE, 3), (188, 137, 99), np.uint8))
    return replace(shot, photo=photo, face=replace(shot.face, landmarks_px=landmarks))


def test_the_eye_white_is_read_in_linear_light(painted: Shot) -> None:
    white = eye_white(painted.photo, painted.face, SKIN)
    assert white == pytest.approx([0.503, 0.250, 0.125], abs=0.002)


def test_narrow_eyes_are_not_read(painted: Shot) -> None:
    landmarks = painted.face.landmarks_px.copy()
    landmarks[[159, 386]] = landmarks[[145, 374]] - (0, 3, 0)
    assert eye_white(painted.photo, replace(painted.face, landmarks_px=landmarks), SKIN) is None


def test_small_eyes_are_not_read(painted: Shot) -> None:
    small = replace(painted.face, landmarks_px=painted.face.landmarks_px / 8)
    assert eye_white(painted.photo, small, SKIN) is None


def test_what_is_as_red_as_the_skin_is_a_lid(painted: Shot) -> None:
    same = np.array([[188, 137, 99]] * 10, np.uint8)
    assert eye_white(painted.photo, painted.face, same) is None
