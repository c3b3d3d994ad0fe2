"""Patches of pigment wider than spots, as sun and hormones leave.

Quantity: mean over the zone of how much richer in melanin its patches are than their wider surroundings (Gaussian
means of 2 and 12 mm, over skin), in 1/100 absorbance (see vision.skin.layers), as far as the luminance bears it out
(see pigment), but three tenths of it in any case: where a cheek curves towards the light, a patch may be no darker
than what lies around it. Spots are taken out beforehand by a median over 7 mm.
Beside it: area that is richer by more than 3 units.
Known failures: a patch that fills the zone and its surroundings reads as the zone's color; make-up; the edge of a
beard.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from vision.concerns.concern import Measure, Reading, ZonePair
from vision.concerns.pigment import DARKNESS_TO_MELANIN
from vision.concerns.reason import Reason
from vision.concerns.region import filled, see
from vision.concerns.smooth import mean_around, median_around
from vision.skin import Skin
from vision.zones import ZoneMask

_SPOT_MM = 7.0
_PATCH_MM, _WIDE_MM = 2.0, 12.0  # standard deviations
_EDGE_MM = 2.0
_MIN_VALID = 0.4
_IN_ANY_CASE = np.float32(0.3)
_STANDS_OUT = 3.0


def _measure(skin: Skin, zones: Sequence[ZonePair]) -> dict[str, Reading | Reason]:
    return {zone.name: _read(skin, mask) for zone, mask in zones}


def _read(skin: Skin, mask: ZoneMask) -> Reading | Reason:
    seen = see(skin, mask, 2 * _WIDE_MM, _EDGE_MM, _MIN_VALID)
    if seen is None:
        return Reason.COVERED
    melanin, darkness = (
        _patches(seen.of(layer), seen.clear, skin.mm_per_px)[seen.region.box] for layer in (skin.melanin, skin.darkness)
    )
    richer = np.maximum(np.minimum(melanin, np.maximum(DARKNESS_TO_MELANIN * darkness, _IN_ANY_CASE * melanin)), 0)
    evidence = np.where(seen.valid & (richer > _STANDS_OUT), richer, 0).astype(np.float32)
    details = {"area_mm2": float(np.count_nonzero(evidence)) * skin.mm_per_px**2}
    return Reading(float(richer[seen.valid].mean()), evidence, details)


def _patches(layer: NDArray[np.float32], bare: NDArray[np.bool_], mm_per_px: float) -> NDArray[np.float32]:
    """(H, W): how far patches lie above the mean of their surroundings."""
    known = median_around(filled(layer, bare, round(10 / mm_per_px)), _SPOT_MM / mm_per_px)
    return mean_around(known, bare, _PATCH_MM / mm_per_px) - mean_around(known, bare, _WIDE_MM / mm_per_px)


MEASURE: Measure = _measure
