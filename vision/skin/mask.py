"""Bare skin: what of a chart is neither hair, beard, lips, mouth, nostril, glasses nor strong gloss.

Marks are skin, however strong: nothing here may hide what a measure is there to find. So each test looks for what its
occluder does and a mark does not.
- Hair, brows, lashes, nostrils: over a millimeter and a half much darker than this face's skin is, in red light, of
  which pigment and blood take least, and beyond the dimming of skin that turns away from the camera; or grayer; or,
  above the brows, fair: yellower without being redder.
- Lips: where the landmarks put them, and a redder rim. Redness elsewhere is skin.
- Strong gloss: bright, and half of the light or more is white, not the skin's (dichromatic reflection, Shafer 1985,
  Color Res Appl 10:210); or the photo is clipped.
- Beards and frames of glasses: see beard.py and glasses.py.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from vision.chart import FaceChart
from vision.photo import LUMINANCE
from vision.skin.beard import beard
from vision.skin.glasses import frame
from vision.skin.layers import HEMOGLOBIN_RGB, MELANIN_RGB, Layers
from vision.skin.places import COARSE, Places, places
from vision.zones import ZoneAtlas

Mask = NDArray[np.bool_]
Layer = NDArray[np.float32]

_SMOOTH_MM = 1.5  # hair is judged over strands and gaps, not pixel by pixel
# How far skin may lie from the median of the reference zones, in 1/100 absorbance.
_DARKER, _BRIGHTER = 40.0, 45.0  # in red
_LEAST_FACING = 0.45  # cosine; skin turned further away is not expected to be dimmer still
_DARKER_BELOW_NOSE = 25.0
_GRAYER, _REDDER = 13.0, 40.0  # in green over red; a flush and a dark spot on a red nose stay below
_BLUER, _YELLOWER = 13.0, 20.0  # in blue over green
_OF_ITS_COLOR = 0.6  # a photo of strong colors may lose this share of them, where that is more
_FAIRER = 10.0  # blue over green minus green over red: pigments of skin move both alike, those of fair hair do not
_LIPS_REDDER = 11.0  # on the rim of the lips
_MOST = 0.9
_WHITE_SHARE, _GLOSS_BRIGHTER, _CLIPPED = 0.5, 1.4, 0.97
_AROUND_MM = 12.0
_LEAST_COLOR = 0.2  # of red; where skin has less, in a toned photo, its gloss has no color of its own
_GLOSS_MM = 1.0  # glints finer than that are left to the measures
_RGB = np.array([MELANIN_RGB, HEMOGLOBIN_RGB, (1.0, 1.0, 1.0)], np.float32).T
_CONTRASTS = np.stack([_RGB[0], _RGB[1] - _RGB[0], _RGB[2] - _RGB[1]])  # red, green over red, blue over green


@dataclass(frozen=True, slots=True, eq=False)
class SkinMask:
    """Attributes:
    bare: (N, N) bool, seen and bare skin.
    beard: (N, N) bool, seen skin under a beard or dense stubble; no part of `bare`.
    """

    bare: Mask
    beard: Mask


def skin_mask(chart: FaceChart, layers: Layers, atlas: ZoneAtlas) -> SkinMask:
    """Finds the bare skin of a chart."""
    where = places(atlas, chart.seen.shape[0])
    shown = where.reference_coarse & (_shrunk(chart.seen, COARSE) > _MOST)
    if not shown.any():
        nothing = np.zeros_like(chart.seen)
        return SkinMask(nothing, nothing)
    skin = chart.seen & _skin_colored(chart, layers, where, shown) & ~where.lips
    skin &= ~(_glossy(chart, shown) | frame(chart))
    bearded = beard(chart, layers.shading, skin, atlas) & skin
    return SkinMask(skin & ~bearded, bearded)


def _skin_colored(chart: FaceChart, layers: Layers, where: Places, shown: Mask) -> Mask:
    """(N, N) bool: brightness and color near those of the reference zones."""
    stacked = cv2.merge([layers.melanin, layers.hemoglobin, layers.shading])
    seen_as = cv2.transform(_shrunk(stacked, COARSE), _CONTRASTS)
    seen_as[..., 0] += 100 * np.log10(np.maximum(_shrunk(chart.facing, COARSE), _LEAST_FACING))
    usual = np.median(seen_as[shown], axis=0)
    seen_as -= usual
    seen_as = cv2.GaussianBlur(seen_as, (0, 0), _SMOOTH_MM / (COARSE * chart.mm_per_px))
    red, over_red, over_green = cv2.split(seen_as)
    darker = np.where(where.nostrils_coarse, np.float32(_DARKER_BELOW_NOSE), np.float32(_DARKER))
    redder = np.where(where.lips_rim_coarse, np.float32(_LIPS_REDDER), np.float32(_REDDER))
    own = _OF_ITS_COLOR * usual
    margins = [darker - red, _BRIGHTER + red, redder - over_red, max(_GRAYER, own[1]) + over_red]
    margins += [max(_YELLOWER, own[2]) - over_green, max(_BLUER, own[2]) + over_green]
    margin = np.minimum.reduce([*margins, _fairer_hair(over_green - over_red, where, chart)]).astype(np.float32)
    return np.asarray(cv2.resize(margin, chart.seen.shape[::-1], interpolation=cv2.INTER_LINEAR) > 0)


def _fairer_hair(yellowness: Layer, where: Places, chart: FaceChart) -> Layer:
    """(N/4, N/4) float32, below 0 where the top of the face is yellow for its redness, beside most of the forehead."""
    forehead = yellowness[where.forehead_coarse & (_shrunk(chart.seen, COARSE) > _MOST)]
    margin = np.full_like(yellowness, _FAIRER)
    if len(forehead):
        top = slice(0, where.brow_coarse)
        margin[top] -= yellowness[top] - np.float32(np.median(forehead))
    return margin


def _glossy(chart: FaceChart, shown: Mask) -> Mask:
    """(N, N) bool: strong gloss, judged on half of the resolution.

    A pixel is a · skin + s · white; red and blue give a and s. The skin's color is that around, where it is not bright.
    """
    height, width = chart.seen.shape
    half = _shrunk(chart.linear_rgb, 2)
    red, green, blue = cv2.split(half)
    brightness = cv2.transform(half, LUMINANCE[None])
    bright = brightness > _GLOSS_BRIGHTER * float(np.median(_shrunk(brightness, COARSE // 2)[shown]))
    skin_red, skin_blue = cv2.split(_color_around(half, (_shrunk(chart.seen, 2) > _MOST) & ~bright, chart.mm_per_px))
    colored = np.maximum(skin_red - skin_blue, np.float32(_LEAST_COLOR) * skin_red)
    glossy = bright & (skin_red * blue - skin_blue * red > np.float32(_WHITE_SHARE) * brightness * colored)
    glossy |= cv2.max(cv2.max(red, green), blue) > _CLIPPED
    mostly = cv2.GaussianBlur(glossy.astype(np.float32), (0, 0), _GLOSS_MM / (2 * chart.mm_per_px))
    return np.asarray(cv2.resize(mostly, (width, height), interpolation=cv2.INTER_LINEAR) > 0.5)


def _color_around(half: NDArray[np.float32], dull: Mask, mm_per_px: float) -> NDArray[np.float32]:
    """(N/2, N/2, 2) float32: red and blue of the dull pixels around, up to a factor."""
    red, _, blue = cv2.split(half * dull[..., None])
    small = cv2.GaussianBlur(_shrunk(cv2.merge([red, blue]), 8), (0, 0), _AROUND_MM / (16 * mm_per_px))
    return np.asarray(cv2.resize(small, half.shape[1::-1], interpolation=cv2.INTER_LINEAR))


def _shrunk(picture: NDArray[np.float32] | Mask, factor: int) -> NDArray[np.float32]:
    """The mean of every block of `factor` × `factor` pixels."""
    size = (picture.shape[1] // factor, picture.shape[0] // factor)
    return np.asarray(cv2.resize(picture.astype(np.float32, copy=False), size, interpolation=cv2.INTER_AREA))
