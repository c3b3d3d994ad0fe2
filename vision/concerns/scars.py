"""Dents left by acne, atrophic scars: separate pits and rolling dents of 1 to 4 mm.

A dent has no color, only shade: in light from above its upper rim is dark and its lower rim bright. To first order
shade is the slope of the skin towards the light (linear shape from shading; Pentland 1990, IJCV 4:153), so integrated
downwards it gives the height of the skin, in which a dent is a round low place and a papule a round high one (see
blobs); a line is curved one way only, and a spot of pigment is half a low place and half a high one.

Quantity: mean over the zone of how much dents stand out beyond what the skin's own relief reaches, less the same of
bumps; in percent of shade on their walls, as far as the red light shows it. Relief and noise make bumps as well as
dents, so what few bumps exceed is what both are held against, and the two cancel on average.
Beside it: number and area of the dents that stand out.
Known failures: in light from one side or from below a dent looks otherwise, and is missed or taken for a bump; hairs,
stubble and wide pores are dents in part; few and shallow scars do not stand out from the skin's own relief, and of
those that are counted most are missed. Elsewhere than on the cheeks: at their sides the chart is stretched and on
temples and chin hair leaves more than scars do; rows of dents on a forehead are lines to those that read lines.
"""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np

from vision.concerns.blobs import Layer, blobs_of_size, separate_blobs
from vision.concerns.concern import Measure, Reading, ZonePair
from vision.concerns.lines import PERCENT_PER_UNIT
from vision.concerns.reason import Reason
from vision.concerns.region import filled, see
from vision.skin import Skin
from vision.zones import ZoneMask

_SIZE_MM = 0.6  # standard deviation of a dent
_LONGEST_MM = 5.0  # of the waves whose height is told: slopes of longer ones are the face's own form
_FORM_MM = 2.5  # standard deviation of the mean that shade is compared with
_REACH_MM, _MIRRORED_MM = 9.0, 12.0
_STEEPEST = float(np.exp(-0.5))  # slope of a Gaussian dent of depth 1 and standard deviation 1
_EDGE_MM = 1.5
_MIN_VALID = 0.4
_RELIEF_SHARE = 0.9  # of the zone has lower bumps than what relief is said to reach; scars raise it little
_OVER_RELIEF = 3.0  # times that
_FAINT = 1.0  # percent
_CLEARER = 2.5  # times that, of dents that are counted
_SMALLEST_MM2 = 0.5


def _measure(skin: Skin, zones: Sequence[ZonePair]) -> dict[str, Reading | Reason]:
    return {zone.name: _read(skin, mask) for zone, mask in zones}


def _read(skin: Skin, mask: ZoneMask) -> Reading | Reason:
    seen = see(skin, mask, _REACH_MM, _EDGE_MM, _MIN_VALID)
    if seen is None:
        return Reason.COVERED
    red = filled(seen.of(skin.red), seen.bare, round(3 / skin.mm_per_px)) * np.float32(PERCENT_PER_UNIT)
    dents, bumps = (part[seen.region.box] for part in _dents_and_bumps(red, skin.mm_per_px))
    least = max(_FAINT, _OVER_RELIEF * float(np.quantile(bumps[seen.valid], _RELIEF_SHARE)))
    apart = separate_blobs(dents * seen.valid, _CLEARER * least, _SMALLEST_MM2, skin.mm_per_px)
    quantity = _beyond(dents[seen.valid], least) - _beyond(bumps[seen.valid], least)
    return Reading(quantity, apart.contrast, {"count": float(apart.count), "area_mm2": apart.area_mm2})


def _dents_and_bumps(shade: Layer, mm_per_px: float) -> Layer:
    """(2, H, W) percent of shade on the walls of dents and of bumps of one size."""
    sigma_px = _SIZE_MM / mm_per_px
    found = blobs_of_size(-_height(shade, mm_per_px), sigma_px)
    return found * np.float32(_STEEPEST / _SIZE_MM)


def _height(shade: Layer, mm_per_px: float) -> Layer:
    """(H, W) height in percent of shade times mm; up to a factor that the light makes.

    Args:
        shade: percent, more is darker.
    """
    beyond = round(_MIRRORED_MM / mm_per_px)
    wide = cv2.copyMakeBorder(shade, beyond, beyond, beyond, beyond, cv2.BORDER_REFLECT)
    slope = cv2.GaussianBlur(wide, (0, 0), _FORM_MM / mm_per_px) - wide
    down = 2 * np.pi * np.fft.fftfreq(wide.shape[0], mm_per_px)[:, None]
    integral = -1j * down / (down**2 + (2 * np.pi / _LONGEST_MM) ** 2)
    height = np.fft.irfft2(np.fft.rfft2(slope) * integral, wide.shape)
    return height[beyond:-beyond, beyond:-beyond].astype(np.float32)


def _beyond(contrast: Layer, least: float) -> float:
    return float(np.maximum(contrast - np.float32(least), 0).mean())


MEASURE: Measure = _measure
