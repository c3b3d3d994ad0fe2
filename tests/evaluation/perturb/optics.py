"""How much more the pigments of skin take of green and blue than of red, and the sRGB curve. All logs are natural.

One medium skin stands for all, so that a mark takes the same share of the light from every face. Its spectrum: a dermis
whose diffuse reflectance is exp(-7.8/√(3(1 + μs'/μa))) (S. L. Jacques, omlc.org/classroom/ece532/class6), scattering
μs' = 46 (λ/500)^-1.42 per cm (Jacques 2013, Phys Med Biol 58:R37), blood after Prahl's table, 70 % oxygenated; melanin,
a filter above it with absorption ∝ λ^-3.33 (Jacques, omlc.org/news/jan98/skinoptics.html); and the 4 % that the skin's
surface reflects. Red, green and blue are the linear primaries of sRGB (IEC 61966-2-1) over the CIE 1931 observer as
approximated by Wyman, Sloan and Shirley 2013 (J Comput Graph Tech 2(2):1), in equal-energy light.
Shade in a groove: an opening that sees the share V of the light has brightness V/(1 − ρ(1 − V)) after all reflections
between its walls, relative to flat skin of reflectance ρ (an evenly lit cavity, as Gouffé 1945 treats it): walls fill
it with red. That gives 0.78 : 1 : 1.17. Dark fine lines on the London portraits have 0.73 to 0.84 : 1 : 1.04 to 1.13 on
forehead, crow's feet, folds and cheeks, alike in all thirds of tone (contrast over 1.5 mm, where above 4 %).
"""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Vector = NDArray[np.float64]
_NM = np.arange(410.0, 701.0, 10.0)
_SATURATION = 0.7
_BLOOD_MOL_PER_L = 150 / 64500  # hemoglobin in whole blood, 150 g per liter
_BASELINE_PER_CM = 0.25  # absorption of a dermis without blood
_MELANIN_AT_600 = 0.5  # absorbance of a medium epidermis, both ways
_BLOOD_SHARE = 0.005  # of the dermis
_SURFACE = 0.04
_OPENING = 0.8
_XYZ_TO_SRGB = np.array([[3.2406, -1.5372, -0.4986], [-0.9689, 1.8758, 0.0415], [0.0557, -0.2040, 1.0570]])


def _lobe(peak: float, below: float, above: float) -> Vector:
    return np.asarray(np.exp(-(((_NM - peak) / np.where(peak > _NM, below, above)) ** 2) / 2))


def _primaries() -> Vector:
    """(3, N) sensitivities of red, green and blue; each sums to 1."""
    x = 1.056 * _lobe(599.8, 37.9, 31.0) + 0.362 * _lobe(442.0, 16.0, 26.7) - 0.065 * _lobe(501.1, 20.4, 26.2)
    y = 0.821 * _lobe(568.8, 46.9, 40.5) + 0.286 * _lobe(530.9, 16.3, 31.1)
    z = 1.217 * _lobe(437.0, 11.8, 36.0) + 0.681 * _lobe(459.0, 26.0, 13.8)
    curves = _XYZ_TO_SRGB @ np.array([x, y, z])
    return np.asarray(curves / curves.sum(1, keepdims=True))


def _skin_rgb(melanin: float, blood: float) -> Vector:
    """Linear reflectance in red, green, blue."""
    table = json.loads((Path(__file__).parent / "data" / "hemoglobin.json").read_text())["rows"]
    _, oxygenated, deoxygenated = np.array(table).T
    extinction = _SATURATION * oxygenated + (1 - _SATURATION) * deoxygenated
    absorption = _BASELINE_PER_CM + blood * np.log(10) * extinction * _BLOOD_MOL_PER_L
    scattering = 46 * (_NM / 500) ** -1.42
    dermis = np.exp(-7.8 / np.sqrt(3 * (1 + scattering / absorption)))
    return _SURFACE + _primaries() @ (dermis * np.exp(-melanin * (_NM / 600) ** -3.33))


_MEDIUM_SKIN = _skin_rgb(_MELANIN_AT_600, _BLOOD_SHARE)


def _ratios(darker: Vector, unit_channel: int) -> Vector:
    absorbance = -np.log(darker / _MEDIUM_SKIN)
    return np.asarray(absorbance / absorbance[unit_channel], np.float64)


# Absorbance in red, green, blue: of melanin per unit in red, of hemoglobin and of a groove's shade per unit in green.
MELANIN = _ratios(_skin_rgb(_MELANIN_AT_600 + 0.1, _BLOOD_SHARE), 0)
HEMOGLOBIN = _ratios(_skin_rgb(_MELANIN_AT_600, _BLOOD_SHARE * 1.5), 1)
GROOVE = _ratios(_MEDIUM_SKIN * _OPENING / (1 - _MEDIUM_SKIN * (1 - _OPENING)), 1)


def to_linear(pixels: NDArray[np.uint8]) -> Vector:
    """(…, 3) sRGB, 0 to 255, to linear light, 0 to 1 (IEC 61966-2-1)."""
    encoded = pixels / 255.0
    return np.where(encoded <= 0.04045, encoded / 12.92, ((encoded + 0.055) / 1.055) ** 2.4)


def to_srgb(linear: Vector) -> NDArray[np.uint8]:
    """And back, rounded."""
    light = np.clip(linear, 0, 1)
    encoded = np.where(light <= 0.0031308, light * 12.92, 1.055 * light ** (1 / 2.4) - 0.055)
    return np.asarray(np.round(encoded * 255), np.uint8)
