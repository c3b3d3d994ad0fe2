"""Where a face is looked at first: eyes, nose and mouth, which repeated words of a label leave free if they can."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from vision.face import Face

# Landmarks around each, of MediaPipe's mesh: a brow with its eye, the nose, the lips.
_AROUND = (
    (70, 63, 105, 66, 107, 133, 153, 145, 163, 33),
    (300, 293, 334, 296, 336, 362, 380, 374, 390, 263),
    (6, 48, 278, 64, 294, 2),
    (61, 40, 37, 0, 267, 270, 291, 321, 314, 17, 84, 91),
)
_MARGIN_MM = 4.0


def features(face: Face, size_hw: tuple[int, int]) -> NDArray[np.bool_]:
    """(H, W) bool."""
    drawn = np.zeros(size_hw, np.uint8)
    for numbers in _AROUND:
        corners = np.round(face.landmarks_px[list(numbers), :2]).astype(np.int32)
        cv2.fillConvexPoly(drawn, cv2.convexHull(corners), 1)
    side = 2 * max(round(_MARGIN_MM / face.mm_per_px), 1) + 1
    return np.asarray(cv2.dilate(drawn, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (side, side))), bool)
