"""The photo around one eye, upright and in millimeters, and an arc that is looked for in it.

The network evens faces out: of a lid's margin that was moved by 3 mm its landmarks follow a fifth, of a brow half. So
they say where to look and what the course is, and the photo says where it lies: the course is moved up and down and
tilted a little, to where the contrast along it is largest on average (after Daugman 1993, IEEE PAMI 15:1148, who
integrates along circles). Each place's contrast is bounded, so that a lash or a highlight counts little more than the
rest, and a place far from the network's pays for the distance.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from vision.concerns.sight import Portrait
from vision.face.face import LEFT_IRIS_CENTER, RIGHT_IRIS_CENTER

_STEP_MM = 0.1  # pixel of the working patch
_OFFSET_MM = 0.1
LUMA = (0.299, 0.587, 0.114)
_RED = (1.0, 0.0, 0.0)
_TILT_COST = 10.0  # gray levels per mm of rise a mm
Layer = NDArray[np.float32]
Places = NDArray[np.float64]
Levels = Callable[[float], Layer]


@dataclass(frozen=True, slots=True)
class Course:
    """Something that runs across the eye or the brow.

    Attributes:
        contrast: takes the gray levels so many mm below the course, negative above; answers how well they fit, in gray
            levels.
        half_width_mm: how far it is followed on either side of its middle.
        reach_mm: how far from the network's place it is looked for.
        above_mm, below_mm: how far from the iris center it may lie.
        smooth_mm: standard deviations along and across, before it is read.
        bound: gray levels that a contrast tends to.
        distance_cost: gray levels per squared mm.
        in_red: in the red light, of which the iris has least beside the skin; else in the luma.
        tilts: rises per mm that are tried.
    """

    contrast: Callable[[Levels], Layer]
    half_width_mm: float
    reach_mm: float
    above_mm: float
    below_mm: float
    smooth_mm: tuple[float, float]
    bound: float
    distance_cost: float
    in_red: bool = False
    tilts: tuple[float, ...] = (0.0,)

    def above_iris_mm(self, sight: Portrait, side: str, points_px: Places) -> float:
        """Height of the course's middle above the iris center, along the face's vertical.

        Args:
            points_px: (K, 2) the network's points on it, photo pixels.
        """
        axes, iris = upright(sight, side)
        points = (points_px - iris) @ axes.T * sight.face.mm_per_px
        middle = float(points[:, 0].mean())
        drawn = np.polynomial.Polynomial.fit(points[:, 0] - middle, points[:, 1], 2)
        patch = self._patch(sight, axes, iris + axes[0] * middle / sight.face.mm_per_px)
        offsets = np.arange(-self.reach_mm, self.reach_mm + _OFFSET_MM / 2, _OFFSET_MM)
        heights = -(float(drawn(0.0)) + offsets)
        scores = self._scores(patch, drawn, offsets) - self.distance_cost * offsets**2
        allowed = (heights <= self.above_mm) & (-heights <= self.below_mm)
        return float(heights[int(np.where(allowed, scores, -np.inf).argmax())])

    def _scores(self, patch: Layer, drawn: np.polynomial.Polynomial, offsets: Places) -> Places:
        """(K,) mean bounded contrast along the course at each offset, at its best tilt."""
        x = np.arange(-self.half_width_mm, self.half_width_mm + 0.01, 0.25)
        tilted = [self._along(patch, x, drawn(x) + t * x, offsets) - abs(t) * _TILT_COST for t in self.tilts]
        return np.asarray(np.max(tilted, 0))

    def _along(self, patch: Layer, x: Places, y: Places, offsets: Places) -> Places:
        rows = y[None] + offsets[:, None] + self.above_mm
        columns = np.broadcast_to((x + self.half_width_mm) / _STEP_MM, rows.shape).astype(np.float32)

        def levels(below_mm: float) -> Layer:
            places = ((rows + below_mm) / _STEP_MM).astype(np.float32)
            return np.asarray(cv2.remap(patch, columns, places, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE))

        contrast = self.contrast(levels)
        return np.asarray((contrast / (1 + np.abs(contrast) / self.bound)).mean(1), np.float64)

    def _patch(self, sight: Portrait, axes: Places, middle: Places) -> Layer:
        """(h, w) float32 code values, upright, in steps of 0.1 mm, from `above_mm` to `below_mm`."""
        scale = _STEP_MM / sight.face.mm_per_px
        corner = middle - (axes[0] * self.half_width_mm + axes[1] * self.above_mm) / sight.face.mm_per_px - 0.5
        size = (
            round(2 * self.half_width_mm / _STEP_MM) + 1,
            round((self.above_mm + self.below_mm) / _STEP_MM) + 1,
        )
        light = _RED if self.in_red else LUMA
        patch = cut(sight.photo.image_rgb, light, np.column_stack([axes.T * scale, corner]), size)
        along, across = (sigma / _STEP_MM for sigma in self.smooth_mm)
        return np.asarray(cv2.GaussianBlur(patch, (0, 0), sigmaX=along, sigmaY=across), np.float32)


def marked_px(sight: Portrait, landmarks: Sequence[int]) -> Places:
    """(K, 2) float64 landmarks in photo pixels."""
    return np.asarray(sight.face.landmarks_px[list(landmarks), :2], np.float64)


def upright(sight: Portrait, side: str) -> tuple[Places, Places]:
    """Unit vectors along the eyes and down the face, (2, 2), and the iris center, (2,) photo pixels."""
    irises = marked_px(sight, (RIGHT_IRIS_CENTER, LEFT_IRIS_CENTER))
    across = (irises[1] - irises[0]) / np.linalg.norm(irises[1] - irises[0])
    return np.array([across, [-across[1], across[0]]]), irises[0 if side == "right" else 1]


def cut(
    image_rgb: NDArray[np.uint8], light: tuple[float, float, float], matrix: Places, size: tuple[int, int]
) -> Layer:
    """A patch of a photo, (h, w) float32 code values.

    Args:
        light: what of red, green and blue.
        matrix: (2, 3) from the patch's pixels to the photo's, both counted from the first one's center.
        size: of the patch, width and height.
    """
    window, there = _window(image_rgb, matrix, size)
    gray = cv2.transform(window.astype(np.float32), np.array([light], np.float32))
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    return np.asarray(cv2.warpAffine(gray, there, size, flags=flags, borderMode=cv2.BORDER_REPLICATE), np.float32)


def _window(image: NDArray[np.uint8], matrix: Places, size: tuple[int, int]) -> tuple[NDArray[np.uint8], Places]:
    """The part of the photo that a patch is taken from, no larger than is needed, and the way there from the patch."""
    ends = np.array([(x, y, 1) for x in (0, size[0]) for y in (0, size[1])]) @ matrix.T
    last = np.array(image.shape[1::-1]) - 1
    left, top = np.clip(np.floor(ends.min(0)).astype(int) - 2, 0, last)
    right, bottom = np.clip(np.ceil(ends.max(0)).astype(int) + 3, (left + 1, top + 1), last + 1)
    return image[top:bottom, left:right], matrix - [[0, 0, left], [0, 0, top]]
