"""The eyes' landmarks, and which of the two a turned head shows."""

from __future__ import annotations

from dataclasses import dataclass

from vision.face import Face
from vision.face.face import LEFT_IRIS_CENTER, RIGHT_IRIS_CENTER

_FAR_EYE_YAW_DEG = 25.0  # beyond, the far eye is foreshortened or behind the nose, and its landmarks are a guess


@dataclass(frozen=True, slots=True)
class Eye:
    """Landmark numbers of one eye.

    Attributes:
        iris: center of the iris.
        corners: the two ends of the opening.
        lids: middle of the upper and of the lower lid's edge.
        outline: 16 points along the lids' edges; the 1st and the 9th are the corners.
    """

    iris: int
    corners: tuple[int, int]
    lids: tuple[int, int]
    outline: tuple[int, ...]


RIGHT = Eye(
    RIGHT_IRIS_CENTER,
    (33, 133),
    (159, 145),
    (33, 246, 161, 160, 159, 158, 157, 173, 133, 155, 154, 153, 145, 144, 163, 7),
)
LEFT = Eye(
    LEFT_IRIS_CENTER,
    (263, 362),
    (386, 374),
    (263, 466, 388, 387, 386, 385, 384, 398, 362, 382, 381, 380, 374, 373, 390, 249),
)


def shown_eyes(face: Face) -> tuple[Eye, ...]:
    """Both eyes, or the nearer one of a turned head."""
    if face.pose.yaw_deg > _FAR_EYE_YAW_DEG:
        return (RIGHT,)
    return (LEFT,) if face.pose.yaw_deg < -_FAR_EYE_YAW_DEG else (RIGHT, LEFT)
