"""Eyes, mouth and brows, on a face whose coefficients and landmarks are set."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from vision.capture import expression
from vision.capture.eyes import LEFT, RIGHT, shown_eyes
from vision.capture.shot import Shot


def with_blendshapes(shot: Shot, **values: float) -> Shot:
    return replace(shot, face=replace(shot.face, blendshapes={**shot.face.blendshapes, **values}))


def with_points(shot: Shot, points: dict[int, tuple[float, float]]) -> Shot:
    landmarks = shot.face.landmarks_px.copy()
    for number, xy in points.items():
        landmarks[number] = (*xy, 0)
    return replace(shot, face=replace(shot.face, landmarks_px=landmarks))


@pytest.mark.parametrize(
    ("measure", "left", "right"),
    [
        ("smile", "mouthSmileLeft", "mouthSmileRight"),
        ("frown", "browDownLeft", "browDownRight"),
        ("brows_up", "browOuterUpLeft", "browOuterUpRight"),
    ],
)
def test_coefficients_are_the_mean_of_both_sides(shot: Shot, measure: str, left: str, right: str) -> None:
    altered = with_blendshapes(shot, **{left: 0.2, right: 0.6})
    assert getattr(expression, measure)(altered) == pytest.approx(0.4)


def test_the_astronaut_smiles(shot: Shot) -> None:
    assert expression.smile(shot) > 0.5


def test_eye_opening_is_that_of_the_narrower_eye(shot: Shot) -> None:
    right = {33: (0.0, 0.0), 133: (20.0, 0.0), 159: (10.0, -4.0), 145: (10.0, 4.0)}
    left = {362: (40.0, 0.0), 263: (60.0, 0.0), 386: (50.0, -1.0), 374: (50.0, 1.0)}
    assert expression.eye_opening(with_points(shot, {**right, **left})) == pytest.approx(0.1)


def test_lip_gap_in_mm(shot: Shot) -> None:
    pupils = {468: (0.0, 0.0), 473: (126.0, 0.0)}  # 2 px per mm
    assert expression.lip_gap_mm(with_points(shot, {**pupils, 13: (60.0, 50.0), 14: (60.0, 60.0)})) == pytest.approx(5)


@pytest.mark.parametrize(("yaw", "eyes"), [(0, (RIGHT, LEFT)), (40, (RIGHT,)), (-40, (LEFT,))])
def test_a_turned_head_shows_its_nearer_eye(shot: Shot, yaw: float, eyes: tuple[object, ...]) -> None:
    assert shown_eyes(replace(shot.face, pose=replace(shot.face.pose, yaw_deg=yaw))) == eyes


def test_both_eyes_outlines_run_from_corner_to_corner(shot: Shot) -> None:
    for eye in (RIGHT, LEFT):
        assert (eye.outline[0], eye.outline[8]) == eye.corners
        middle = shot.face.landmarks_px[list(eye.outline), :2].mean(0)
        assert np.hypot(*(middle - shot.face.landmarks_px[eye.iris, :2])) < 4
