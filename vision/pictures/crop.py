"""The part of the photo that a picture shows: the head, at a size made for a screen."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from vision.chart import Placement

MIN_HEIGHT, MAX_HEIGHT = 1000, 1600
_MAX_ENLARGEMENT = 2.0  # beyond it a photo only looks blurred
# Room around the mesh (hairline to under the chin), in heights of the mesh: hair above, ears beside.
_ABOVE, _BESIDE, _BELOW = 0.20, 0.20, 0.10
_MAX_GROWTH = 2.0  # of that height, for heads so small that the picture would be low
_ASPECT = 0.82  # width to height, of crops that grew


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """A crop of the photo and its enlargement.

    Attributes:
        left, top, right, bottom: whole photo pixels.
        size_hw: of the cut picture.
        head_px: height of the mesh in the cut picture; what is drawn on the face scales with it.
    """

    left: int
    top: int
    right: int
    bottom: int
    size_hw: tuple[int, int]
    head_px: float

    @property
    def scale(self) -> NDArray[np.float64]:
        """(2,) picture pixels per photo pixel, x and y; they differ by rounding only."""
        height, width = self.size_hw
        return np.array([width / (self.right - self.left), height / (self.bottom - self.top)])

    def place(self, points_px: NDArray[np.floating]) -> NDArray[np.float64]:
        """Photo pixels to picture pixels, (K, 2) or (K, 3) edge coordinates; depth scales like x."""
        placed = np.array(points_px, np.float64)
        placed[:, :2] = (placed[:, :2] - (self.left, self.top)) * self.scale
        placed[:, 2:] *= self.scale[0]
        return placed

    def cut(self, image_rgb: NDArray[np.uint8]) -> NDArray[np.uint8]:
        """The picture, (h, w, 3) uint8; exactly the photo's pixels when nothing is resized."""
        window = image_rgb[self.top : self.bottom, self.left : self.right]
        height, width = self.size_hw
        if window.shape[:2] == self.size_hw:
            return window.copy()
        way = cv2.INTER_AREA if height < window.shape[0] else cv2.INTER_CUBIC
        return np.asarray(cv2.resize(window, (width, height), interpolation=way), np.uint8)


def head_frame(placement: Placement, photo_size_hw: tuple[int, int]) -> Frame:
    """The head with some room around it, as far as the photo goes; more room around a small head."""
    vertices = placement.vertices_px[:, :2]
    low, high = vertices.min(0), vertices.max(0)
    tall = high[1] - low[1]
    low, high = low - tall * np.array([_BESIDE, _ABOVE]), high + tall * np.array([_BESIDE, _BELOW])
    height, width = photo_size_hw
    least = min(MIN_HEIGHT / _MAX_ENLARGEMENT, _MAX_GROWTH * float(high[1] - low[1]))
    left, right = _span(low[0], high[0], least * _ASPECT, width)
    top, bottom = _span(low[1], high[1], least, height)
    scale = _enlargement(bottom - top)
    size_hw = max(round((bottom - top) * scale), 1), max(round((right - left) * scale), 1)
    return Frame(left, top, right, bottom, size_hw, float(tall * scale))


def _span(low: float, high: float, least: float, limit: int) -> tuple[int, int]:
    """Whole pixels from low to high within 0 and the limit, widened to `least` where there is room."""
    if high - low < least:
        low, high = (low + high - least) / 2, (low + high + least) / 2
        shift = max(-low, 0.0) + min(limit - high, 0.0)
        low, high = low + shift, high + shift
    start = int(np.clip(np.floor(low), 0, limit - 1))
    return start, int(np.clip(np.ceil(high), start + 1, limit))


def _enlargement(height: int) -> float:
    if height > MAX_HEIGHT:
        return MAX_HEIGHT / height
    return min(max(MIN_HEIGHT / height, 1.0), _MAX_ENLARGEMENT)
