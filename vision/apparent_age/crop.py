"""The upright picture of a face that the age network reads: five landmarks laid onto five fixed points."""

from __future__ import annotations

import json
from importlib.resources import files
from math import ceil

import cv2
import numpy as np
from numpy.typing import NDArray

from models.apparent_age import INPUT_SIZE
from vision.face import Face
from vision.photo import Photo

_LAYOUT = json.loads((files("vision.apparent_age") / "data" / "crop.json").read_text())
_LANDMARKS = list(_LAYOUT["landmarks"])
_PARTNERS = [2, 3, 0, 1, 4]  # the same point on the other side
_MIRROR = np.array([-1.0, 1.0])
_BORDER: float = _LAYOUT["border"]
_PLACES = (np.array(_LAYOUT["points"]) + _BORDER) / (1 + 2 * _BORDER) * INPUT_SIZE


def crop_face(photo: Photo, face: Face, *, mirrored: bool = False) -> NDArray[np.float32]:
    """(64, 64, 3) float32 RGB in 0 to 1, black outside the photo; `mirrored` as if the photo were.

    Sampled several times finer and averaged, so that the pores of a large photo do not alias into wrinkles.
    """
    to_crop = _to_crop(face.landmarks_px[_LANDMARKS, :2].astype(np.float64), mirrored)
    finer = max(1, ceil(1 / np.hypot(to_crop[0, 0], to_crop[1, 0])))
    matrix = to_crop * finer
    matrix[:, 2] += matrix[:, :2] @ [0.5, 0.5] - 0.5  # pixel centers stand at +0.5
    side = INPUT_SIZE * finer
    fine = cv2.warpAffine(photo.image_rgb, matrix, (side, side), flags=cv2.INTER_LINEAR)
    small = cv2.resize(fine, (INPUT_SIZE, INPUT_SIZE), interpolation=cv2.INTER_AREA)
    return np.asarray(small, np.float32) / np.float32(255)


def _to_crop(points_px: NDArray[np.float64], mirrored: bool) -> NDArray[np.float64]:
    """2×3 from photo pixels to the crop's."""
    if not mirrored:
        return _similarity(points_px, _PLACES)
    matrix = _similarity(points_px[_PARTNERS] * _MIRROR, _PLACES)
    return np.column_stack([matrix[:, :2] * _MIRROR, matrix[:, 2]])


def _similarity(source: NDArray[np.float64], target: NDArray[np.float64]) -> NDArray[np.float64]:
    """2×3: the turn, scale and shift that brings (K, 2) points closest to others, least squares (Umeyama 1991)."""
    a, b = source - source.mean(0), target - target.mean(0)
    spread = np.sum(a**2)
    cos = np.sum(a * b) / spread
    sin = np.sum(a[:, 0] * b[:, 1] - a[:, 1] * b[:, 0]) / spread
    linear = np.array([[cos, -sin], [sin, cos]])
    return np.column_stack([linear, target.mean(0) - linear @ source.mean(0)])
