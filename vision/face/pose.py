"""Head rotation from landmarks: how the canonical face must be turned to lie on them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Pose:
    """Rotation of the head against the camera, degrees.

    Attributes:
        yaw_deg: positive when the client turns to the client's left (nose towards the right of the picture).
        pitch_deg: positive when the chin comes up.
        roll_deg: positive when the head leans to the client's left shoulder (clockwise in the picture).
    """

    yaw_deg: float
    pitch_deg: float
    roll_deg: float


def estimate_rotation(landmarks_px: NDArray[np.float32], canonical_cm: NDArray[np.float32]) -> NDArray[np.float64]:
    """Fits a similarity transform (Umeyama 1991, IEEE PAMI 13:376) of the canonical mesh to the landmarks.

    Args:
        landmarks_px: (≥468, 3) float32, x right, y down, z away from the camera, all in pixels.
        canonical_cm: (468, 3) float32, x right in the picture, y up, z towards the camera.

    Returns:
        (3, 3) rotation that takes the canonical frame (y up, z towards the camera) to the face's.
    """
    observed = landmarks_px[: len(canonical_cm)].astype(np.float64) * (1, -1, -1)
    observed -= observed.mean(0)
    canonical = canonical_cm - canonical_cm.mean(0, dtype=np.float64)
    u, _, vt = np.linalg.svd(observed.T @ canonical)
    return np.asarray(u @ np.diag([1.0, 1.0, np.sign(np.linalg.det(u @ vt))]) @ vt)


def estimate_pose(landmarks_px: NDArray[np.float32], canonical_cm: NDArray[np.float32]) -> Pose:
    """The angles of `estimate_rotation`, same arguments."""
    rotation = estimate_rotation(landmarks_px, canonical_cm)
    forward, across = rotation[:, 2], rotation[:, 0]
    return Pose(
        yaw_deg=float(np.degrees(np.arctan2(forward[0], forward[2]))),
        pitch_deg=float(np.degrees(np.arcsin(np.clip(forward[1], -1, 1)))),
        roll_deg=float(np.degrees(np.arctan2(-across[1], across[0]))),
    )
