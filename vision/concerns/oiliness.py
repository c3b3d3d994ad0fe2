"""Sheen of oil: light that the surface mirrors, added to the skin's own.

Quantity: mean over the zone of the added light above a threshold, in percent of what a white surface would return.
Skin is a body color and a surface light as white as the lamp (dichromatic reflection, Shafer 1985, Color Res Appl
10:210): a pixel is k · skin + s · (1, 1, 1), with the skin's color taken from around (Gaussian mean of 8 mm, where
little s was found before). Red and blue give one s, red and green another, and the red light by itself, which pigment
and blood hardly change, must have risen as much: the least of the three counts. So shade adds nothing (it has the
skin's color), and paler skin adds little; what is left of that goes with how much light the skin returns, and so does
the threshold. As absolute light the same film of oil counts alike on dark and on light skin; relative to the skin it
would count several times on dark skin. Lobes of 2 to 15 mm answer best.

The lamp: a photo's exposure and its eye white both tell how much light there was, neither exactly: eye whites of 33
people under one light scatter by a quarter, and are darker beside dark skin. So their mean is taken in logs, with a
quarter of the weight on the eye white; with closed eyes the exposure alone.

What the skin mask leaves out as strong gloss is counted in: bright places in gaps of up to 22 mm between skin.
Not on the nose: its ridge and tip are so narrow that they shine on dry skin, too (a third of the scale on young
noses), so that one photo cannot tell oil from form there.
Known failures: dry scales and powder that are white; white paint or a bandage; a film of oil so even that nothing
stands out; in light from all around there is no highlight to see. Pale patches on red skin partly count.
"""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from vision.capture.eye_white import eye_white
from vision.capture.face_pixels import face_pixels
from vision.concerns.concern import FaceMeasure, Reading, ZonePair
from vision.concerns.reason import Reason
from vision.concerns.region import Region, closed
from vision.concerns.sight import Sight
from vision.concerns.smooth import mean_around
from vision.photo import LUMINANCE
from vision.zones import ZoneMask

_FINE_MM, _AROUND_MM = 0.8, 8.0  # standard deviations
_USUAL_EYE_WHITE = 0.32  # relative luminance, median of 42 studio portraits
_TRUST = 0.25
_GAP_MM, _BRIGHTER = 22.0, 1.15
_LEAST_LIGHT, _SHARE_OF_SKIN = 0.012, 0.075  # thresholds: of white, and of the red light around
_LEAST_COLOR = 0.02
_DULL_BELOW = 0.04  # of white: from here on a pixel says nothing of the skin's own color
_LEAST_WEIGHT = 0.02
_FINEST_SIGMA_PX = 3.0
_MIN_VALID = 0.5
_SHINE = 0.03  # of white: what an eye sees as a highlight

Layer = NDArray[np.float32]
Mask = NDArray[np.bool_]


def _measure(sight: Sight, zones: Sequence[ZonePair]) -> dict[str, Reading | Reason]:
    scale = np.float32(1 / _lamp(sight))
    return {zone.name: _read(sight, mask, scale) for zone, mask in zones}


def _lamp(sight: Sight) -> float:
    """How much light there was, 1 in a usual exposure."""
    white = eye_white(sight.photo, sight.face, face_pixels(sight.photo, sight.face))
    return 1.0 if white is None else float((white @ LUMINANCE / _USUAL_EYE_WHITE) ** _TRUST)


def _read(sight: Sight, mask: ZoneMask, scale: np.float32) -> Reading | Reason:
    mm_per_px = sight.chart.mm_per_px
    region = Region.around(mask, round(2 * _AROUND_MM / mm_per_px), sight.skin.mask.shape[0])
    box = region.rows, region.columns
    seen, skin, rgb = sight.chart.seen[box], sight.skin.mask[box], sight.chart.linear_rgb[box]
    shown = _with_highlights(rgb, skin, seen, mm_per_px)
    valid = shown[region.box] & mask.inside
    if valid.sum() < _MIN_VALID * mask.inside.sum():
        return Reason.COVERED
    sheen = _sheen(rgb * scale, skin, shown, mm_per_px)[region.box]
    evidence = np.where(valid, 100 * sheen, 0).astype(np.float32)
    shiny = 100 * float(np.mean(sheen[valid] > _SHINE))
    return Reading(float(evidence[valid].mean()), evidence, {"shiny_area_percent": shiny})


def _with_highlights(rgb: Layer, skin: Mask, seen: Mask, mm_per_px: float) -> Mask:
    """(H, W): skin, and what is bright in the gaps of it."""
    luminance = cv2.transform(rgb, LUMINANCE[None])
    bright = luminance > _BRIGHTER * mean_around(luminance, skin, _AROUND_MM / mm_per_px)
    return np.asarray(skin | (seen & bright & closed(skin, _GAP_MM / mm_per_px)), bool)


def _sheen(rgb: Layer, skin: Mask, shown: Mask, mm_per_px: float) -> Layer:
    """(H, W): light of the surface above the threshold, 1 for white."""
    here = _smooth(rgb, shown.astype(np.float32), _FINE_MM / mm_per_px)
    around = _smooth(rgb, skin.astype(np.float32), _AROUND_MM / mm_per_px)
    dull = np.clip(1 - _added(here, around) / np.float32(_DULL_BELOW), _LEAST_WEIGHT, 1)
    around = _smooth(rgb, skin * dull, _AROUND_MM / mm_per_px)
    threshold = np.maximum(np.float32(_LEAST_LIGHT), np.float32(_SHARE_OF_SKIN) * around[..., 0])
    return np.asarray(np.maximum(_added(here, around) - threshold, 0), np.float32)


def _added(here: Layer, around: Layer) -> Layer:
    """(H, W): the least of three answers to how much white light came on top of the color around."""
    red, green, blue = cv2.split(around)
    more_red, more_green, more_blue = cv2.split(here - around)
    by_green, by_blue = (
        (red * more - other * more_red) / np.maximum(red - other, np.float32(_LEAST_COLOR))
        for more, other in ((more_green, green), (more_blue, blue))
    )
    return np.asarray(np.minimum(np.minimum(by_green, by_blue), more_red), np.float32)


def _smooth(rgb: Layer, weight: Layer, sigma_px: float) -> Layer:
    """(H, W, 3): Gaussian mean by weight. Wide ones on a coarser grid."""
    factor = max(int(sigma_px // _FINEST_SIGMA_PX), 1)
    size = (max(weight.shape[1] // factor, 1), max(weight.shape[0] // factor, 1))
    stacked = cv2.merge([*cv2.split(rgb * weight[..., None]), weight.astype(np.float32)])
    small = cv2.GaussianBlur(cv2.resize(stacked, size, interpolation=cv2.INTER_AREA), (0, 0), sigma_px / factor)
    mean = small[..., :3] / np.maximum(small[..., 3:], np.float32(1e-3))
    return np.asarray(cv2.resize(mean, weight.shape[::-1], interpolation=cv2.INTER_LINEAR), np.float32)


MEASURE: FaceMeasure = _measure
