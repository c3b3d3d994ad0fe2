"""Size, pose and frame, on a face whose landmarks are moved by known amounts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from vision.capture import geometry
from vision.capture.shot import INTERPUPILLARY_MM, Shot


def test_size_of_the_astronaut(shot: Shot) -> None:
    assert geometry.interpupillary_px(shot) == pytest.approx(43, abs=2)


def test_turning_the_head_does_not_make_it_smaller(shot: Shot) -> None:
    yaw = np.radians(40)
    turn = np.array([[np.cos(yaw), 0, np.sin(yaw)], [0, 1, 0], [-np.sin(yaw), 0, np.cos(yaw)]], np.float32)
    turned = replace(shot, face=replace(shot.face, landmarks_px=shot.face.landmarks_px @ turn))
    assert geometry.interpupillary_px(turned) == pytest.approx(geometry.interpupillary_px(shot), rel=1e-4)


@pytest.mark.parametrize("angle", ["yaw_deg", "pitch_deg", "roll_deg"])
def test_angles_are_those_of_the_pose(posed: Callable[..., Shot], angle: str) -> None:
    assert getattr(geometry, angle)(posed(**{angle: 12.5})) == 12.5


def test_a_face_inside_the_frame_lacks_nothing(shot: Shot) -> None:
    assert geometry.out_of_frame_mm(shot) == 0


@pytest.mark.parametrize(("axis", "edge"), [(0, "left"), (0, "right"), (1, "top"), (1, "bottom")])
def test_what_lies_beyond_an_edge_is_measured_in_mm(shot: Shot, axis: int, edge: str) -> None:
    vertices = shot.chart.placement.vertices_px.copy()
    needed = vertices[:481, axis]
    beyond_px = 10 * shot.interpupillary_px / INTERPUPILLARY_MM  # 10 mm
    size = (shot.photo.width, shot.photo.height)[axis]
    shift = -needed.min() - beyond_px if edge in ("left", "top") else size - needed.max() + beyond_px
    vertices[:, axis] += shift
    chart = replace(shot.chart, placement=replace(shot.chart.placement, vertices_px=vertices))
    assert geometry.out_of_frame_mm(replace(shot, chart=chart)) == pytest.approx(10, abs=0.01)
