"""Is anything in front of the skin? Hair or headwear on the forehead, and glasses."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from vision.capture.shot import Shot
from vision.photo import LUMINANCE
from vision.skin.glasses import frame_strength

_DARK = 2e-3
_CHEEKS = ("malar_cheek", "mid_cheek")
_MIN_FACING = 0.35

# Forehead. Lengths in mm on the chart; luminance in stops.
_TOP = 0.14  # unit chart coordinate some 30 mm above the glabella: higher up, hair may belong
_FEWEST_SEEN = 0.3
_DARKER_THAN_CHEEKS = -1.8  # shading at the sides of a shiny dark forehead reaches -1.4
_STRANDS = 0.2  # root mean square of the strands' contrast
_STRAND_MM = (0.45, 2.2)  # standard deviations of the band, across
_ALONG_MM = 1.3  # and along: strands run down the forehead, its lines across


def covered_forehead(shot: Shot) -> float | None:
    """Share of the seen lower forehead (to about 30 mm above the glabella) under hair or headwear, 0 to 1.

    Covered is what is much darker than the cheeks, or has the contrast of strands: variation across the face; forehead
    lines vary along it and do not count. Of 25 in-the-wild faces past the limit, 19 were covered by eye; the others had
    shadows, black margins or hair just above. Gray and blond hair and light hats are mostly missed. None if the
    forehead is not seen.
    """
    zone = shot.atlas.masks["forehead"]
    box = (zone.rows, zone.columns)
    lower = zone.inside.copy()
    lower[: max(round(_TOP * shot.chart.seen.shape[0]) - zone.rows.start, 0)] = False
    counted = lower & shot.chart.seen[box] & (shot.chart.facing[box] > _MIN_FACING)
    if np.count_nonzero(counted) < _FEWEST_SEEN * np.count_nonzero(lower):
        return None
    luminance = _stops(shot.chart.linear_rgb[box])
    much_darker = luminance - _cheeks(shot)[zone.columns] < _DARKER_THAN_CHEEKS
    covered = much_darker | (_strands(luminance, shot.chart.mm_per_px) > _STRANDS)
    return float(covered[counted].mean())


def _cheeks(shot: Shot) -> NDArray[np.float32]:
    """(N,) float32, median of the cheek on the side of every chart column, stops: one-sided light falls on both."""
    side_px = shot.chart.seen.shape[0]
    half = side_px // 2
    level = np.empty(side_px, np.float32)
    for side, columns in (("right", slice(half)), ("left", slice(half, None))):
        masks = (shot.atlas.masks[f"{kind}_{side}"] for kind in _CHEEKS)
        skin = np.concatenate([mask.take(shot.chart.linear_rgb)[::4] for mask in masks])
        level[columns] = np.median(_stops(skin))
    return level


def _strands(luminance: NDArray[np.float32], mm_per_px: float) -> NDArray[np.float32]:
    """Local contrast of what runs down the chart, stops."""
    along = _ALONG_MM / mm_per_px
    fine, wide = (cv2.GaussianBlur(luminance, (0, 0), sigmaX=s / mm_per_px, sigmaY=along) for s in _STRAND_MM)
    power = cv2.GaussianBlur((fine - wide) ** 2, (0, 0), _STRAND_MM[1] / mm_per_px)
    return np.asarray(np.sqrt(power))


def glasses(shot: Shot) -> float | None:
    """Strength of the lines that a frame draws over the nose, stops; see vision.skin.glasses."""
    return frame_strength(shot.chart)


def _stops(linear_rgb: NDArray[np.float32]) -> NDArray[np.float32]:
    """log2 of the luminance of (…, 3) linear sRGB."""
    return np.asarray(np.log2(np.maximum(linear_rgb @ LUMINANCE, np.float32(_DARK))))
