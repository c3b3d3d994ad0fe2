"""Is anything in front of the skin? Hair or headwear on the forehead, and glasses."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from vision.capture.shot import Shot
from vision.photo import LUMINANCE

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

# Glasses. Unit chart coordinates (left, top, right, bottom), brought to a picture of fixed size.
_BOX = (0.41, 0.30, 0.59, 0.45)
_BOX_SIZE = (104, 86)  # px; 0.45 mm per pixel on an average face
_RIDGE_PX = 2.0
_ALONG_PX = 19
_BRIDGE = (slice(13, 67), slice(48, 57))  # rows and columns of the nose's root in that picture
_BESIDE = ((42, 77), (12, 36), (68, 92))  # rows; columns of the client's right and left side of the nose
_BESIDE_WEIGHT = 2.0


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
    """Strength of the lines that a frame draws over the nose: its bridge across, its rims beside, in stops.

    The limit was chosen on 100 in-the-wild faces of 69 px between the pupils and 45° of yaw at most, 23 with glasses:
    15 found (recall 0.65), 2 of 77 others taken for them (precision 0.88), both deeply lined between the eyes; rimless
    and blurred frames are missed. 75 studio portraits without glasses stay below 0.25. None if the nose's root is not
    seen.
    """
    side = shot.chart.seen.shape[0]
    left, top, right, bottom = (round(edge * side) for edge in _BOX)
    box = (slice(top, bottom), slice(left, right))
    if not shot.chart.seen[box].mean() > 0.7:
        return None
    picture = cv2.resize(_stops(shot.chart.linear_rgb[box]), _BOX_SIZE, interpolation=cv2.INTER_LINEAR)
    across = np.abs(cv2.blur(_ridges(picture), (_ALONG_PX, 1)))[_BRIDGE].max()
    upright = np.abs(cv2.blur(_ridges(picture.T).T, (1, 15)))
    rows = slice(*_BESIDE[0])
    beside = np.mean([np.median(upright[rows, slice(*c)].max(1)) for c in _BESIDE[1:]])
    return float(across + _BESIDE_WEIGHT * beside)


def _ridges(picture: NDArray[np.float32]) -> NDArray[np.float32]:
    """Second derivative down the picture at the scale of a frame's thickness (Gaussian, variance-normalized)."""
    reach = int(4 * _RIDGE_PX)
    y = np.arange(-reach, reach + 1) / _RIDGE_PX
    kernel = (y**2 - 1) * np.exp(-(y**2) / 2)
    kernel = (kernel - kernel.mean()) / np.exp(-(y**2) / 2).sum()
    return np.asarray(cv2.filter2D(np.ascontiguousarray(picture), -1, kernel.astype(np.float32)[:, None]))


def _stops(linear_rgb: NDArray[np.float32]) -> NDArray[np.float32]:
    """log2 of the luminance of (…, 3) linear sRGB."""
    return np.asarray(np.log2(np.maximum(linear_rgb @ LUMINANCE, np.float32(_DARK))))
