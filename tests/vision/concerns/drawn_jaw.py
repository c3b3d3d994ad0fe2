"""A jaw drawn before a darker neck, with the landmarks of a real face: its edge lies where we put it."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np
from numpy.typing import NDArray

from vision.concerns import Sight
from vision.photo import Photo

# Landmark numbers of the jaw, from the client's left ear over the chin to the right one.
JAW = (454, 323, 361, 288, 397, 365, 379, 378, 400, 377, 152, 148, 176, 149, 150, 136, 172, 58, 132, 93, 234)
PREJOWL = {"left": 379, "right": 150}
FOREHEAD = 10
_LOBE_MM = 8.0  # standard deviation along the edge
_FINE = 40  # points a side of the drawn outline


def drawn_jaw(
    sight: Sight, lobe_mm: float = 0.0, side: str = "left", neck: float = 0.7, light: float = 1.0, noise: float = 1.0
) -> Sight:
    """The same face at rest before a neck that shows so much of its light, with a lobe of the edge."""
    outline = _outline_px(sight, lobe_mm, side)
    inside = np.zeros(sight.photo.size_hw, np.uint8)
    cv2.fillPoly(inside, [np.round(outline * 16).astype(np.int32)], 1, cv2.LINE_AA, 4)
    gray = 170 * light * np.where(inside > 0, 1.0, neck ** (1 / 2.2))
    gray = cv2.GaussianBlur(gray, (0, 0), 0.7)
    grain = np.random.default_rng(3).normal(0, noise, gray.shape)
    pixels = np.clip(np.round(gray + grain), 0, 255).astype(np.uint8)
    face = replace(sight.face, blendshapes=dict.fromkeys(sight.face.blendshapes, 0.0))
    return replace(sight, photo=Photo.from_array(np.repeat(pixels[..., None], 3, axis=2)), face=face)


def _outline_px(sight: Sight, lobe_mm: float, side: str) -> NDArray[np.float64]:
    points = np.asarray(sight.face.landmarks_px[:, :2], np.float64)
    jaw = points[list(JAW)]
    at = np.linspace(0, len(JAW) - 1, _FINE * len(JAW))
    fine = np.column_stack([np.interp(at, np.arange(len(JAW)), jaw[:, axis]) for axis in (0, 1)])
    middle = points[[FOREHEAD, 152]].mean(0)
    out = (fine - middle) / np.linalg.norm(fine - middle, axis=1)[:, None]
    away_mm = np.linalg.norm(fine - points[PREJOWL[side]], axis=1) * sight.face.mm_per_px
    lobe = lobe_mm / sight.face.mm_per_px * np.exp(-((away_mm / _LOBE_MM) ** 2) / 2)
    return np.asarray(np.vstack([fine + out * lobe[:, None], points[FOREHEAD]]))
