"""Is the face doing what the upload says it does? Eyes, mouth and brows."""

from __future__ import annotations

import numpy as np

from vision.capture.eyes import shown_eyes
from vision.capture.shot import Shot
from vision.face.face import LEFT_IRIS_CENTER, RIGHT_IRIS_CENTER

_INNER_LIPS = (13, 14)
_MOUTH_CORNERS = (61, 291)


def smile(shot: Shot) -> float:
    """Mean of the two smile coefficients, 0 to 1."""
    return _mean(shot, "mouthSmileLeft", "mouthSmileRight")


def frown(shot: Shot) -> float:
    """Mean of the two brow-down coefficients, 0 to 1. Low brows raise them too: to 0.44 at rest."""
    return _mean(shot, "browDownLeft", "browDownRight")


def brows_up(shot: Shot) -> float:
    """Mean of the two outer brow coefficients, 0 to 1. High brows raise them too: to 0.85 at rest."""
    return _mean(shot, "browOuterUpLeft", "browOuterUpRight")


def eye_opening(shot: Shot) -> float:
    """Height of an eye's opening over its length, of the narrower eye."""
    return min(shot.distance_px(*eye.lids) / shot.distance_px(*eye.corners) for eye in shown_eyes(shot.face))


def corner_lift_mm(shot: Shot) -> float:
    """How far the corners of the mouth stand above its middle, along the face's upright, mm; finds closed smiles."""
    points = shot.face.landmarks_px[:, :2]
    across = points[LEFT_IRIS_CENTER] - points[RIGHT_IRIS_CENTER]
    down = np.array([-across[1], across[0]]) / np.linalg.norm(across)
    lift = points[list(_INNER_LIPS)].mean(0) - points[list(_MOUTH_CORNERS)].mean(0)
    return float(lift @ down) * shot.mm_per_px


def lip_gap_mm(shot: Shot) -> float:
    """Distance between the lips at the midline, mm."""
    return shot.distance_px(*_INNER_LIPS) * shot.mm_per_px


def _mean(shot: Shot, *names: str) -> float:
    return sum(shot.face.blendshapes[name] for name in names) / len(names)
