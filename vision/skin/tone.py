"""The color of the skin as a whole: CIE L*a*b* and the individual typology angle.

ITA° = arctan((L* − 50) / b*) · 180/π, classes by Chardon 1991 (Int J Cosmet Sci 13:191). Without a gray or color card
in the picture, exposure moves it by some 10° for 0.3 EV: it describes this photo, never a phototype.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from vision.chart import FaceChart
from vision.skin.skin import REFERENCE_KINDS, Skin
from vision.zones import ZoneAtlas

_SRGB_TO_XYZ = np.array(  # IEC 61966-2-1, D65
    [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]]
)
_WHITE_D65 = np.array([0.95047, 1.0, 1.08883])
_ITA_CLASSES = ((55, "very_light"), (41, "light"), (28, "intermediate"), (10, "tan"), (-30, "brown"))


@dataclass(frozen=True, slots=True)
class SkinTone:
    """Median color of the seen skin in the middle of the face.

    Attributes:
        lab: CIE L*, a*, b* (D65).
        ita_deg: individual typology angle.
        ita_class: very_light, light, intermediate, tan, brown or dark.
    """

    lab: tuple[float, float, float]
    ita_deg: float
    ita_class: str


def read_tone(chart: FaceChart, skin: Skin, atlas: ZoneAtlas) -> SkinTone | None:
    """The tone, or None where no skin is seen in the reference zones."""
    zones = [mask for _, mask in atlas.by_kind(REFERENCE_KINDS)]
    colors = np.concatenate([mask.take(chart.linear_rgb)[mask.take(skin.mask)] for mask in zones])
    if not len(colors):
        return None
    lightness, a, b = linear_to_lab(np.median(colors, axis=0).astype(np.float64))
    ita = float(np.degrees(np.arctan2(lightness - 50, b)))
    return SkinTone((float(lightness), float(a), float(b)), ita, ita_class(ita))


def linear_to_lab(linear_rgb: NDArray[np.float64]) -> NDArray[np.float64]:
    """(…, 3) linear sRGB, 0 to 1, to CIE L*a*b* under D65 (CIE 15:2004)."""
    ratio = linear_rgb @ _SRGB_TO_XYZ.T / _WHITE_D65
    cube = np.where(ratio > (6 / 29) ** 3, np.cbrt(ratio), ratio * (29 / 6) ** 2 / 3 + 4 / 29)
    x, y, z = np.moveaxis(cube, -1, 0)
    return np.stack([116 * y - 16, 500 * (x - y), 200 * (y - z)], -1)


def ita_class(ita_deg: float) -> str:
    """Chardon's name for an angle."""
    return next((name for above, name in _ITA_CLASSES if ita_deg > above), "dark")
