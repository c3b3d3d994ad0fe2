"""A sample of the face's pixels as the photo holds them, for what is lost at the ends of the scale."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from vision.face import Face
from vision.photo import Photo

# Outline of the face, brow to chin, around the picture's clock.
# fmt: off
_OUTLINE = np.array([
    10, 338, 297, 332, 284, 251, 389, 356, 454, 323, 361, 288, 397, 365, 379, 378, 400, 377,
    152, 148, 176, 149, 150, 136, 172, 58, 132, 93, 234, 127, 162, 21, 54, 103, 67, 109,
])
# fmt: on
_ACROSS = 90  # every n-th pixel is read, so that a face is about this wide


def face_pixels(photo: Photo, face: Face) -> NDArray[np.uint8]:
    """(P, 3) uint8 sRGB, every n-th pixel inside the face's outline; P about 8,000, 0 if the photo holds none."""
    outline = face.landmarks_px[_OUTLINE, :2]
    step = max(int(np.ptp(outline[:, 0]) / _ACROSS), 1)
    left, top = np.maximum(outline.min(0), 0).astype(int)
    right, bottom = np.maximum(outline.max(0), 0).astype(int)
    cut = np.ascontiguousarray(photo.image_rgb[top:bottom:step, left:right:step])
    inside = np.zeros(cut.shape[:2], np.uint8)
    if inside.size:
        cv2.fillPoly(inside, [np.round((outline - (left, top)) / step).astype(np.int32)], 1)
    return np.asarray(cut[inside > 0])
