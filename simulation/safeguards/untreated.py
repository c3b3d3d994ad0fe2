"""Untreated pixels are the photo's own."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from simulation.safeguards.errors import ProjectionUnsafeError

Image = NDArray[np.uint8]
Mask = NDArray[np.bool_]


def check_untreated(before_rgb: Image, after_rgb: Image, treated: Mask) -> int:
    """The largest difference of code values outside what is treated: 0.

    Args:
        before_rgb, after_rgb: (H, W, 3) uint8.
        treated: (H, W) bool.

    Raises:
        ProjectionUnsafeError: there is one, or the pictures are not of one size.
    """
    if before_rgb.shape != after_rgb.shape or treated.shape != before_rgb.shape[:2]:
        raise ProjectionUnsafeError("photo, result and mask are not of one size", safeguard="untreated_pixels")
    stray = cv2.copyTo(cv2.absdiff(before_rgb, after_rgb), (~treated).astype(np.uint8))
    largest = int(stray.max(initial=0))
    if largest:
        pixels = int(stray.any(-1).sum())
        raise ProjectionUnsafeError(
            f"{pixels} untreated pixels changed, by up to {largest}",
            safeguard="untreated_pixels",
            value=largest,
            limit=0,
            pixels=pixels,
        )
    return largest
