"""Colorimetry: CIE L*a*b* and daylight, to and from linear sRGB.

L*a*b* after CIE 15:2004 under D65, the white of sRGB; sRGB's primaries after IEC 61966-2-1. Colors published under
another white are adapted with the Bradford matrix (Lam 1985), as ICC profiles are.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

_SRGB_TO_XYZ = np.array(
    [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]]
)
_XYZ_TO_SRGB = np.linalg.inv(_SRGB_TO_XYZ)
_WHITE_D65 = np.array([0.95047, 1.0, 1.08883])
_WHITE_D50 = np.array([0.9642, 1.0, 0.8249])  # ICC's
_BRADFORD = np.array([[0.8951, 0.2664, -0.1614], [-0.7502, 1.7135, 0.0367], [0.0389, -0.0685, 1.0296]])
_D50_TO_D65 = np.linalg.inv(_BRADFORD) @ np.diag((_BRADFORD @ _WHITE_D65) / (_BRADFORD @ _WHITE_D50)) @ _BRADFORD
_KNEE = 6 / 29
# Chromaticity x of daylight as a cubic in 1/T (CIE 15:2004), up to 7000 K and above.
_DAYLIGHT_X = ((-4.6070e9, 2.9678e6, 99.11, 0.244063), (-2.0064e9, 1.9018e6, 247.48, 0.237040))


def linear_to_lab(linear_rgb: NDArray[np.float64]) -> NDArray[np.float64]:
    """(…, 3) linear sRGB, 0 to 1, to CIE L*a*b* under D65."""
    ratio = linear_rgb @ _SRGB_TO_XYZ.T / _WHITE_D65
    cube = np.where(ratio > _KNEE**3, np.cbrt(ratio), ratio / (3 * _KNEE**2) + 4 / 29)
    x, y, z = np.moveaxis(cube, -1, 0)
    return np.stack([116 * y - 16, 500 * (x - y), 200 * (y - z)], -1)


def lab_to_linear(lab: NDArray[np.float64]) -> NDArray[np.float64]:
    """(…, 3) CIE L*a*b* under D65 to linear sRGB. Colors that sRGB does not hold lie outside 0 to 1."""
    return np.asarray(_lab_to_xyz(lab, _WHITE_D65) @ _XYZ_TO_SRGB.T)


def lab_d50_to_linear(lab: NDArray[np.float64]) -> NDArray[np.float64]:
    """(…, 3) CIE L*a*b* under D50, adapted to D65, to linear sRGB."""
    return np.asarray(_lab_to_xyz(lab, _WHITE_D50) @ (_XYZ_TO_SRGB @ _D50_TO_D65).T)


def daylight(kelvin: float) -> NDArray[np.float64]:
    """(3,) linear sRGB of daylight of a temperature, 4000 to 25,000 K, at luminance 1."""
    x = float(np.polyval(_DAYLIGHT_X[kelvin > 7000], 1 / kelvin))
    y = -3 * x * x + 2.87 * x - 0.275
    return np.asarray(_XYZ_TO_SRGB @ np.array([x / y, 1, (1 - x - y) / y]))


def _lab_to_xyz(lab: NDArray[np.float64], white: NDArray[np.float64]) -> NDArray[np.float64]:
    y = (lab[..., 0] + 16) / 116
    cube = np.stack([y + lab[..., 1] / 500, y, y - lab[..., 2] / 200], -1)
    return np.asarray(np.where(cube > _KNEE, cube**3, 3 * _KNEE**2 * (cube - 4 / 29)) * white)
