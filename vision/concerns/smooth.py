"""Layers without their detail, looking only at skin."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

Layer = NDArray[np.float32]
_FINEST_SIGMA_PX = 3.0  # a Gaussian this wide needs no finer grid
_STEP = 0.5  # units of absorbance that a median is rounded to: OpenCV takes wide medians of bytes only


def mean_around(layer: Layer, skin: NDArray[np.bool_], sigma_px: float) -> Layer:
    """Gaussian mean over the skin near each pixel; where there is none for far, near 0. Wide ones on a coarser grid."""
    factor = max(int(sigma_px // _FINEST_SIGMA_PX), 1)
    size = (max(layer.shape[1] // factor, 1), max(layer.shape[0] // factor, 1))
    weight = skin.astype(np.float32)
    sums = []
    for part in (layer * weight, weight):
        small = cv2.resize(part, size, interpolation=cv2.INTER_AREA) if factor > 1 else part
        sums.append(cv2.GaussianBlur(small, (0, 0), sigma_px / factor))
    mean = sums[0] / np.maximum(sums[1], 1e-3)
    if factor > 1:
        mean = cv2.resize(mean, layer.shape[::-1], interpolation=cv2.INTER_LINEAR)
    return np.asarray(mean, np.float32)


def median_around(layer: Layer, width_px: float) -> Layer:
    """Median over a square of about the width, to half a unit: what covers less than half of it leaves no trace."""
    half = (max(layer.shape[1] // 2, 1), max(layer.shape[0] // 2, 1))
    small = cv2.resize(layer, half, interpolation=cv2.INTER_AREA)
    middle = np.median(small)
    coded = np.clip(np.round((small - middle) / _STEP) + 128, 0, 255).astype(np.uint8)
    smooth = cv2.medianBlur(coded, 2 * round(width_px / 4) + 1)
    full = cv2.resize(smooth.astype(np.float32), layer.shape[::-1], interpolation=cv2.INTER_LINEAR)
    return np.asarray((full - 128) * np.float32(_STEP) + np.float32(middle), np.float32)
