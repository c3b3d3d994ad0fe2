"""A mouth drawn to the millimeter, and landmarks that miss it by as much as is wanted."""

from __future__ import annotations

from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from vision.concerns import Sight
from vision.concerns.lip_edges import _LOWER_BORDER, _LOWER_INNER, _UPPER_BORDER, _UPPER_INNER
from vision.photo import Photo

_MM_PER_PX = 0.25
_FINER = 4
_WIDE_MM, _HIGH_MM = 90.0, 110.0
_MIDDLE_MM = np.array([45.0, 75.0])
_IRIS_ROW_MM, _HALF_PUPILS_MM, _IRIS_MM = 12.0, 31.5, 11.7
_HALF_MOUTH_MM = 25.0
_IRISES = {468: (469, 471), 473: (474, 476)}  # center and sides; the client's right one first

Color = tuple[float, float, float]  # linear light


@dataclass(frozen=True, slots=True)
class DrawnMouth:
    """Attributes:
    upper_mm, lower_mm: heights of the vermilion at the middle.
    skin, lips: their colors.
    landmarks_off_mm: by how much the landmarks put both borders too far out.
    parted_mm: how far apart the landmarks put the lips.
    """

    upper_mm: float = 6.5
    lower_mm: float = 10.0
    skin: Color = (0.55, 0.33, 0.24)
    lips: Color = (0.42, 0.17, 0.15)
    landmarks_off_mm: float = 0.0
    parted_mm: float = 0.0

    def pixels(self) -> NDArray[np.uint8]:
        """(H, W, 3) uint8 sRGB, by a lens that softens by 0.2 mm, with grain."""
        step = _MM_PER_PX / _FINER
        x, y = np.meshgrid(np.arange(step / 2, _WIDE_MM, step), np.arange(step / 2, _HIGH_MM, step))
        x, y = x - _MIDDLE_MM[0], y - _MIDDLE_MM[1]
        inside = (y > -self.upper_mm * _arch(x)) & (y < self.lower_mm * _arch(x))
        light = np.where(inside[..., None], self.lips, self.skin)
        seam = np.exp(-0.5 * (y / 0.5) ** 2) * (np.abs(x) < _HALF_MOUTH_MM)
        light = cv2.GaussianBlur(light * (1 - 0.6 * seam[..., None]), (0, 0), 0.2 / step)
        small = cv2.resize(light, None, fx=1 / _FINER, fy=1 / _FINER, interpolation=cv2.INTER_AREA)
        grain = np.random.default_rng(3).normal(0, 2, small.shape)
        return np.clip(np.round(255 * small ** (1 / 2.2) + grain), 0, 255).astype(np.uint8)

    def seen(self, sight: Sight) -> Sight:
        """The mouth in the place of another photo's, at rest."""
        face = replace(
            sight.face, landmarks_px=self._landmarks_px(), blendshapes=dict.fromkeys(sight.face.blendshapes, 0.0)
        )
        return replace(sight, photo=Photo.from_array(self.pixels()), face=face)

    def _landmarks_px(self) -> NDArray[np.float32]:
        points = np.zeros((478, 3), np.float32)
        for (center, sides), side in zip(_IRISES.items(), (-1, 1), strict=True):
            points[center, :2] = _MIDDLE_MM[0] + side * _HALF_PUPILS_MM, _IRIS_ROW_MM
            for landmark, end in zip(sides, (-1, 1), strict=True):
                points[landmark, :2] = points[center, :2] + (end * _IRIS_MM / 2, 0)
        heights = (-self.upper_mm - self.landmarks_off_mm, self.lower_mm + self.landmarks_off_mm)
        inner = (-self.parted_mm / 2, self.parted_mm / 2)
        for course, height in zip(
            (_UPPER_BORDER, _LOWER_BORDER, _UPPER_INNER, _LOWER_INNER), (*heights, *inner), strict=True
        ):
            along = np.linspace(-_HALF_MOUTH_MM, _HALF_MOUTH_MM, len(course))
            points[list(course), :2] = _MIDDLE_MM + np.column_stack([along, height * _arch(along)])
        return points / np.float32(_MM_PER_PX)


def _arch(along_mm: NDArray[np.float64]) -> NDArray[np.float64]:
    """1 at the middle of the mouth, 0 at its corners and beyond."""
    return np.maximum(1 - (along_mm / _HALF_MOUTH_MM) ** 2, 0)
