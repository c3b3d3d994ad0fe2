"""How far color moved where something was treated: CIEDE2000 under D65, of light smoothed over half a millimeter.

Smoothing takes place in linear light, so that single pixels that were rounded up or down do not count; what is left is
what a line or a mark, about a millimeter wide, lost.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray
from skimage.color import deltaE_ciede2000

from simulation.safeguards.errors import ProjectionUnsafeError
from simulation.safeguards.safeguards import ColorChange
from vision.photo import SRGB_TO_LINEAR
from vision.photo.cie import linear_to_lab

_SIGMA_MM = 0.25  # a Gaussian of a full width of 0.6 mm at half its height
_STEP_MM = 0.35  # of the grid that colors are compared on: as coarse as still samples that Gaussian
# Of what effects may do at their caps. The strongest marks of 43 portraits stand out by 20 units of absorbance
# (vision.skin.layers); half of a brown one, the cap of pigment lasers, is a change of 3.5 on light skin, half of a red
# one 6.7, and 10 units of a shadow or of a line's core 5.2. Two of them in one place are 12. Of 15 portraits, seven
# treatments together at their high levels, the most changed place moved by up to 5.2 and the mean by up to 0.5.
CAP = 12.0
MEAN_CAP = 3.0


@dataclass(frozen=True, slots=True, eq=False)
class ColorMap:
    """Attributes:
    delta_e: (h, w) float32, 0 where nothing is treated.
    treated: (h, w) bool.
    mm_per_px: of this grid.
    """

    delta_e: NDArray[np.float32]
    treated: NDArray[np.bool_]
    mm_per_px: float


def color_map(
    before_rgb: NDArray[np.uint8], after_rgb: NDArray[np.uint8], treated: NDArray[np.bool_], mm_per_px: float
) -> ColorMap:
    """The change over the box around what is treated.

    Args:
        before_rgb, after_rgb: (H, W, 3) uint8 sRGB.
        treated: (H, W) bool.
        mm_per_px: of the photo.
    """
    if not treated.any():
        return ColorMap(np.zeros((1, 1), np.float32), np.zeros((1, 1), bool), mm_per_px)
    box = _box(treated)
    height, width = treated[box].shape
    factor = max(round(_STEP_MM / mm_per_px), 1)
    size = (max(width // factor, 1), max(height // factor, 1))
    inside = cv2.resize(treated[box].astype(np.float32), size, interpolation=cv2.INTER_AREA) >= 0.5
    step_mm = mm_per_px * width / size[0]
    before, after = (_smoothed(image[box], size, _SIGMA_MM / step_mm)[inside] for image in (before_rgb, after_rgb))
    delta_e = np.zeros(inside.shape, np.float32)
    moved = (before != after).any(-1)
    both = (linear_to_lab(light[moved].astype(np.float64)) for light in (before, after))
    delta_e[inside] = _spread(moved, np.asarray(deltaE_ciede2000(*both), np.float32))
    return ColorMap(delta_e, inside, step_mm)


def check_color(change: ColorMap) -> ColorChange:
    """Raises:
    ProjectionUnsafeError: beyond a cap.
    """
    values = change.delta_e[change.treated]
    found = ColorChange(float(values.max(initial=0.0)), float(values.mean()) if values.size else 0.0, CAP, MEAN_CAP)
    for name, value, cap in (("largest", found.largest, CAP), ("mean", found.mean, MEAN_CAP)):
        if not value <= cap:
            raise ProjectionUnsafeError(
                f"the {name} change of color is {value:.1f} (CIEDE2000); the cap is {cap:g}",
                safeguard=f"color_{name}",
                value=round(value, 2),
                limit=cap,
            )
    return found


def _smoothed(codes: NDArray[np.uint8], size: tuple[int, int], sigma_px: float) -> NDArray[np.float32]:
    light = cv2.resize(cv2.LUT(codes, SRGB_TO_LINEAR), size, interpolation=cv2.INTER_AREA)
    return np.asarray(cv2.GaussianBlur(light, (0, 0), sigma_px), np.float32)


def _spread(where: NDArray[np.bool_], values: NDArray[np.float32]) -> NDArray[np.float32]:
    whole = np.zeros(where.shape, np.float32)
    whole[where] = values
    return whole


def _box(mask: NDArray[np.bool_]) -> tuple[slice, slice]:
    rows, columns = (np.flatnonzero(mask.any(axis)) for axis in (1, 0))
    return slice(int(rows[0]), int(rows[-1]) + 1), slice(int(columns[0]), int(columns[-1]) + 1)
