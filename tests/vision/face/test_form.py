"""Landmarks in millimeters, pose taken out."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from models.canonical_face import CanonicalFace
from vision.face import Face, read_form


def turn_of(yaw_deg: float, pitch_deg: float, roll_deg: float) -> NDArray[np.float64]:
    yaw, pitch, roll = np.radians([yaw_deg, pitch_deg, roll_deg])
    about_y = np.array([[np.cos(yaw), 0, -np.sin(yaw)], [0, 1, 0], [np.sin(yaw), 0, np.cos(yaw)]])
    about_x = np.array([[1, 0, 0], [0, np.cos(pitch), -np.sin(pitch)], [0, np.sin(pitch), np.cos(pitch)]])
    about_z = np.array([[np.cos(roll), -np.sin(roll), 0], [np.sin(roll), np.cos(roll), 0], [0, 0, 1]])
    return about_z @ about_x @ about_y


@pytest.mark.parametrize("angles", [(20, 0, 0), (0, 15, 0), (0, 0, 30), (-12, 8, -20)])
def test_a_turned_head_has_the_same_form(
    angles: tuple[float, float, float], astronaut_face: Face, canonical: CanonicalFace
) -> None:
    landmarks = astronaut_face.landmarks_px.astype(np.float64)
    turned = ((landmarks - landmarks.mean(0)) @ turn_of(*angles).T + landmarks.mean(0)).astype(np.float32)
    straight = read_form(astronaut_face, canonical.vertices_cm)
    again = read_form(replace(astronaut_face, landmarks_px=turned), canonical.vertices_cm)
    # The iris as a ruler shrinks with the turn; the form itself does not change.
    scale = straight.mm_per_px / again.mm_per_px
    np.testing.assert_allclose(again.points_mm * scale, straight.points_mm, atol=0.02)


def test_the_frame_is_upright_between_the_irises(astronaut_face: Face, canonical: CanonicalFace) -> None:
    points = read_form(astronaut_face, canonical.vertices_cm).points_mm
    np.testing.assert_allclose(points[[468, 473]].mean(0), 0, atol=1e-6)
    assert points[473, 0] > 25 > -25 > points[468, 0]  # the client's left eye to the right
    assert points[152, 1] > 50 and points[10, 1] < -20  # chin below, forehead above
    assert points[1, 2] < points[152, 2] and points[1, 2] < -5  # the nose towards the camera


def test_spread_is_in_millimeters(astronaut_face: Face, canonical: CanonicalFace) -> None:
    form = read_form(astronaut_face, canonical.vertices_cm)
    np.testing.assert_allclose(form.spread_mm, astronaut_face.spread_px * astronaut_face.mm_per_px, rtol=1e-6)
