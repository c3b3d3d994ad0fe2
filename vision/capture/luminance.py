"""Relative luminance of linear sRGB (IEC 61966-2-1, the Y row)."""

import numpy as np

LUMINANCE = np.array([0.2126, 0.7152, 0.0722], np.float32)
