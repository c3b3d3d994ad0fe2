"""Two photos brought to one grain: what one has more of at the finest scale is added to the other, as noise.

Sensor noise reads as rough skin. It cannot be taken away without taking relief along, but the cleaner photo can be
given as much. How much is read from the skin itself, which is the same in both: contrast between 0.6 and 1.2 pixels
(standard deviations), of which skin at these sizes has little to lose or gain between two visits, and what it does is
counted as grain, on the side of no change.
"""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np
from numpy.typing import NDArray

from vision.analysis import Analysis
from vision.photo import Photo
from vision.photo.photo import freeze

_BAND_PX = (0.6, 1.2)
_PASSED = 0.35  # root mean square that the band leaves of white noise
_KINDS = ("forehead", "glabella", "malar_cheek", "mid_cheek", "nose", "chin")
_MAD_TO_SD = 1.4826
_SEED = 29  # any: two runs must agree


def grain(photo: Photo, analysis: Analysis) -> float:
    """Standard deviation of white noise that would show as much contrast as the skin does, code values of red.

    Args:
        analysis: tells where on this photo the zones lie.
    """
    skin = np.zeros(photo.size_hw, np.uint8)
    for view in analysis.zones:
        if view.zone.removesuffix("_left").removesuffix("_right") in _KINDS:
            cv2.fillPoly(skin, [np.round(view.polygon_px).astype(np.int32)], 1)
    red = photo.image_rgb[..., 0].astype(np.float32)
    fine, wide = (cv2.GaussianBlur(red, (0, 0), sigma) for sigma in _BAND_PX)
    contrast = np.abs(fine - wide)[skin > 0]
    return float(_MAD_TO_SD * np.median(contrast)) / _PASSED if contrast.size else 0.0


def grained(photo: Photo, own: float, wanted: float) -> Photo:
    """The photo with noise added until its grain is the wanted one; as it is where it has that already."""
    if wanted <= own:
        return photo
    sd = float(np.sqrt(wanted**2 - own**2))
    noise: NDArray[np.float32] = np.random.default_rng(_SEED).normal(0, sd, photo.image_rgb.shape).astype(np.float32)
    pixels = np.clip(np.round(photo.image_rgb + noise), 0, 255).astype(np.uint8)
    return replace(photo, image_rgb=freeze(pixels))
