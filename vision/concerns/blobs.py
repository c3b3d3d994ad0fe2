"""Round marks of a layer: how strongly it has them, and those that stand out one by one.

One filter: the weaker of the two principal curvatures after a Gaussian mean, scale-normalized (Lindeberg 1998, IJCV
30:79). A line or a hair, curved one way only, does not answer.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

Layer = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Blobs:
    """Attributes:
    contrast: (h, w) float32, of the blobs that stand out; 0 elsewhere.
    count, area_mm2: of them.
    """

    contrast: Layer
    count: int
    area_mm2: float

    @property
    def mean_contrast(self) -> float:
        """Over their area; 0 without any."""
        return float(self.contrast[self.contrast > 0].mean()) if self.count else 0.0


def blobs_of_size(layer: Layer, sigma_px: float) -> Layer:
    """(2, H, W) float32 ≥ 0 in the layer's units: contrast of dark and of light blobs of one size.

    Args:
        layer: (H, W) float32, more is darker.
        sigma_px: the blobs' standard deviation.
    """
    smooth = cv2.GaussianBlur(layer, (0, 0), sigma_px)
    xx, yy = (cv2.Sobel(smooth, cv2.CV_32F, *order, ksize=3, scale=0.25) for order in ((2, 0), (0, 2)))
    xy = cv2.Sobel(smooth, cv2.CV_32F, 1, 1, ksize=3, scale=0.25)
    middle, radius = (xx + yy) / 2, cv2.magnitude((xx - yy) / 2, xy)
    # A Gaussian blob of the filter's own size and contrast c has curvature c/(4σ²) after smoothing.
    gain = np.float32(4 * sigma_px**2)
    return np.maximum(np.stack([-(middle + radius), middle - radius]) * gain, 0)


def separate_blobs(contrast: Layer, stands_out: float, smallest_mm2: float, mm_per_px: float) -> Blobs:
    """The blobs that reach `stands_out`, as far as they have half of that, if so large.

    Args:
        contrast: (h, w) float32 ≥ 0.
    """
    number, labels, stats, _ = cv2.connectedComponentsWithStats((contrast > stands_out / 2).astype(np.uint8))
    areas = stats[:, cv2.CC_STAT_AREA] * mm_per_px**2
    highest = np.zeros(number, np.float32)
    np.maximum.at(highest, labels, contrast)
    kept = (highest >= stands_out) & (areas >= smallest_mm2)
    kept[0] = False
    apart = np.where(kept[labels], contrast, 0).astype(np.float32)
    return Blobs(apart, int(kept.sum()), float(areas[kept].sum()))
