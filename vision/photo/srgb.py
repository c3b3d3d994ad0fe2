"""sRGB as IEC 61966-2-1 defines it: from code values to linear light, and the luminance of linear light."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

_CODES = np.arange(256) / 255.0

# (256,) float32: linear light, 0 to 1, of every code value.
SRGB_TO_LINEAR: NDArray[np.float32] = np.where(
    _CODES <= 0.04045, _CODES / 12.92, ((_CODES + 0.055) / 1.055) ** 2.4
).astype(np.float32)

# (3,) float32: the share of linear R, G and B in relative luminance.
LUMINANCE: NDArray[np.float32] = np.array([0.2126, 0.7152, 0.0722], np.float32)
