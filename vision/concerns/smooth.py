"""Layers without their detail, looking only at skin."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

Layer = NDArray[np.float32]
_STEP = 0.5  # units of absorbance that a median is rounded to: OpenCV takes wide medians of bytes only


def mean_around(layer: Layer, skin: NDArray[np.bool_], sigma_px: float) -> Layer:
    """Gaussian mean over the skin near each pixel; where there is none for far, near 0."""
    weight = cv2.GaussianBlur(skin.astype(np.float32), (0, 0), sigma_px)
    return np.asarray(cv2.GaussianBlur(layer * skin, (0, 0), sigma_px) / np.maximum(weight, 1e-3), np.float32)


def median_around(layer: Layer, width_px: float) -> Layer:
    """Median over a square of about the width, to half a unit: what covers less than half of it leaves no trace."""
    half = (max(layer.shape[1] // 2, 1), max(layer.shape[0] // 2, 1))
    small = cv2.resize(layer, half, interpolation=cv2.INTER_AREA)
    middle = np.median(small)
    coded = np.clip(np.round((small - middle) / _STEP) + 128, 0, 255).astype(np.uint8)
    smooth = cv2.medianBlur(coded, 2 * round(width_px / 4) + 1)
    full = cv2.resize(smooth.astype(np.float32), layer.shape[::-1], interpolation=cv2.INTER_LINEAR)
    return np.asarray((full - 128) * np.float32(_STEP) + np.float32(middle), np.float32)
