"""How far one side lies from the mirror image of the other, by laying patches of the photo upon each other.

The network evens faces out: of a nose moved sideways by 3 mm its landmarks follow a quarter, of a chin a fifth. So they
say where to look, and the photo says the rest: a patch on the client's left is moved over the mirrored patch on the
right, to where their correlation is highest (normalized cross-correlation, Lewis 1995, Vision Interface 120). What both
sides have in common needs no edge of its own, and whatever the network misses on both sides alike drops out.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from vision.concerns.eye_strip import LUMA, Layer, Places, cut, marked_px, upright
from vision.concerns.sight import Sight

_STEP_MM = 0.2  # pixel of the working patches
_DARKEST = 4.0  # code value; the logarithm of what is darker says little of the skin
_FAINTEST = 0.005  # standard deviation of logarithms; what varies less is an even surface


@dataclass(frozen=True, slots=True, eq=False)
class Match:
    """Where the two sides agree best.

    Attributes:
        points_px: (2, 2) float64, the same thing on the client's right and left; on the midline both seek one point.
        likeness: correlation there, -1 to 1; 0 where there is nothing to see.
    """

    points_px: Places
    likeness: float


@dataclass(frozen=True, slots=True)
class Mirrored:
    """Something that both sides have, or that lies across the midline.

    Attributes:
        landmarks: of the mesh, on the client's right and left; the same twice on the midline.
        half_mm: of the patches, along the eyes and down the face.
        reach_mm: how far, the same ways, the left one may lie from where the network has it against the right one.
        fine_mm, broad_mm: standard deviations between which the picture is read; what is broader is the fall of light.
        distance_cost: correlation per squared mm.
    """

    landmarks: tuple[int, int]
    half_mm: tuple[float, float]
    reach_mm: tuple[float, float]
    fine_mm: float = 0.3
    broad_mm: float = 3.0
    distance_cost: float = 0.003

    def match(self, sight: Sight) -> Match:
        """Both points move by half of what parts them."""
        axes, _ = upright(sight, "left")
        points = marked_px(sight, self.landmarks)
        right = self._patch(sight, np.array([-axes[0], axes[1]]), points[0])
        left = self._patch(sight, axes, points[1])
        if min(right.std(), left.std()) < _FAINTEST:
            return Match(points, 0.0)
        (across, down), likeness = self._peak(self._likeness(right, left))
        halves = np.array([(across, -down), (across, down)]) / 2 / sight.face.mm_per_px
        return Match(points + halves @ axes, likeness)

    def _patch(self, sight: Sight, axes: Places, middle: Places) -> Layer:
        """(h, w) float32 log code values with `reach_mm` around, band-passed, x along the first axis."""
        reach = np.array(self.half_mm) + self.reach_mm
        per_mm = axes.T / sight.face.mm_per_px
        corner = middle - per_mm @ reach - 0.5
        size = (round(2 * reach[0] / _STEP_MM) + 1, round(2 * reach[1] / _STEP_MM) + 1)
        levels = cut(sight.photo.image_rgb, LUMA, np.column_stack([per_mm * _STEP_MM, corner]), size)
        logs = np.log(np.maximum(levels, _DARKEST))
        fine, broad = (cv2.GaussianBlur(logs, (0, 0), sd / _STEP_MM) for sd in (self.fine_mm, self.broad_mm))
        return np.asarray(fine - broad, np.float32)

    def _likeness(self, right: Layer, left: Layer) -> Layer:
        """(2 reach + 1,) squared correlations of the left patch so far outward and down; either side is sought in the
        other, so that a mirrored face answers alike."""
        columns, rows = (round(reach / _STEP_MM) for reach in self.reach_mm)
        inner = slice(rows, -rows), slice(columns, -columns)
        there = cv2.matchTemplate(left, np.ascontiguousarray(right[inner]), cv2.TM_CCOEFF_NORMED)
        back = cv2.matchTemplate(right, np.ascontiguousarray(left[inner]), cv2.TM_CCOEFF_NORMED)
        return np.asarray((there + back[::-1, ::-1]) / 2, np.float32)

    def _peak(self, likeness: Layer) -> tuple[Places, float]:
        """Outward and down, (2,) mm, and the correlation there."""
        middle = np.array(likeness.shape)[:, None, None] // 2
        away = (np.indices(likeness.shape) - middle) * _STEP_MM
        scores = likeness - self.distance_cost * np.square(away).sum(0)
        row, column = np.unravel_index(int(scores.argmax()), scores.shape)
        place = np.array([column + _between(scores[row], int(column)), row + _between(scores[:, column], int(row))])
        return (place - middle[::-1, 0, 0]) * _STEP_MM, float(likeness[row, column])


def _between(scores: NDArray[np.floating], peak: int) -> float:
    """Where the parabola through the highest and its neighbors has its top, in steps from the highest."""
    if not 0 < peak < len(scores) - 1:
        return 0.0
    before, top, after = (float(score) for score in scores[peak - 1 : peak + 2])
    bend = before - 2 * top + after
    return 0.5 * (before - after) / bend if bend < 0 else 0.0
