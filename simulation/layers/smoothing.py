"""Means over skin: what is no skin neither counts nor gets anything."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

Layer = NDArray[np.float32]
_FINEST_SIGMA_PX = 3.0  # a Gaussian this wide needs no finer grid


def mean_over(layer: Layer, weight: Layer, sigma_px: float) -> Layer:
    """Gaussian mean of a layer, (h, w) or (h, w, 3), over pixels of a weight, (h, w); wide ones on a coarser grid."""
    factor = max(int(sigma_px // _FINEST_SIGMA_PX), 1)
    height, width = weight.shape
    size = (max(width // factor, 1), max(height // factor, 1))
    weights = weight if layer.ndim == 2 else weight[..., None]
    sums = []
    for part in (layer * weights, weight):
        small = cv2.resize(part, size, interpolation=cv2.INTER_AREA) if factor > 1 else part
        sums.append(cv2.GaussianBlur(small, (0, 0), sigma_px / factor))
    below = np.maximum(sums[1], np.float32(1e-3))
    mean = sums[0] / (below if layer.ndim == 2 else below[..., None])
    return np.asarray(cv2.resize(mean, (width, height), interpolation=cv2.INTER_LINEAR) if factor > 1 else mean)


def known(layer: Layer, skin: Layer, sigma_px: float) -> Layer:
    """The layer with what is no skin replaced by the mean of the skin around, so that hair makes no edge."""
    share = skin if layer.ndim == 2 else skin[..., None]
    return np.asarray(layer * share + mean_over(layer, skin, sigma_px) * (1 - share), np.float32)


def smoothstep(t: Layer) -> Layer:
    """0 below 0, 1 above 1, smooth between."""
    s = np.clip(t, 0, 1)
    return np.asarray(s * s * (3 - 2 * s), np.float32)
