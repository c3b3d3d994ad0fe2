"""The face's landmarks in millimeters with the pose taken out: what shapes are measured on."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from vision.face.face import LEFT_IRIS_CENTER, RIGHT_IRIS_CENTER, Face
from vision.face.pose import estimate_rotation


@dataclass(frozen=True, slots=True, eq=False)
class Form:
    """One face as it would stand squarely before the camera.

    Frame: origin midway between the iris centers, x to the picture's right (the client's left), y down, z away from
    the camera. Depth is the network's guess from one picture: what turns it into the plane (sizes along z, and x and y
    of a strongly turned head) deserves less trust than what lies in the plane.

    Attributes:
        points_mm: (478, 3) float64, refined landmarks.
        spread_mm: (478,) float64, standard deviation over the crops that were averaged.
        rotation: (3, 3) float64, takes this frame to the photo's (x right, y down, z away).
        mm_per_px: the ruler that was used.
    """

    points_mm: NDArray[np.float64]
    spread_mm: NDArray[np.float64]
    rotation: NDArray[np.float64]
    mm_per_px: float


_FLIP = np.diag([1.0, -1.0, -1.0])  # the canonical mesh has y up and z towards the camera


def read_form(face: Face, canonical_cm: NDArray[np.float32]) -> Form:
    """Turns the landmarks back by the pose and scales them by the iris."""
    rotation = _FLIP @ estimate_rotation(face.landmarks_px, canonical_cm) @ _FLIP
    points = face.landmarks_px.astype(np.float64) @ rotation  # the transpose of a rotation undoes it
    points -= points[[RIGHT_IRIS_CENTER, LEFT_IRIS_CENTER]].mean(0)
    return Form(points * face.mm_per_px, face.spread_px.astype(np.float64) * face.mm_per_px, rotation, face.mm_per_px)
