"""Patches of pigment wider than spots, as sun and hormones leave.

Quantity: mean over the zone of how much richer in melanin its patches are than its palest quarter, in 1/100 absorbance
(see vision.skin.layers). Spots are taken out by a median over 7 mm. What it is compared with lies in the zone and
10 mm around it: neighboring zones differ by nature, more so on darker skin.
Beside it: area that is richer by more than twice the scatter.
Known failures: a patch that fills the zone and its surroundings reads as the zone's color; shadows that are warm enough;
make-up; the edge of a beard.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from vision.concerns.concern import Measure, Reading, ZonePair
from vision.concerns.reason import Reason
from vision.concerns.region import Region, eroded, filled
from vision.concerns.smooth import mean_around, median_around
from vision.skin import Skin
from vision.zones import ZoneMask

_SPOT_MM = 7.0
_SIGMA_MM = 2.0
_AROUND_MM = 10.0
_EDGE_MM = 2.0
_MIN_VALID = 0.4
_STANDS_OUT = 6.0


def _measure(skin: Skin, zones: Sequence[ZonePair]) -> dict[str, Reading | Reason]:
    return {zone.name: _read(skin, mask) for zone, mask in zones}


def _read(skin: Skin, mask: ZoneMask) -> Reading | Reason:
    around = round(_AROUND_MM / skin.mm_per_px)
    region = Region.around(mask, around, skin.mask.shape[0])
    bare = eroded(skin.mask[region.rows, region.columns], _EDGE_MM / skin.mm_per_px)
    valid = bare[region.box] & mask.inside
    if valid.sum() < _MIN_VALID * mask.inside.sum():
        return Reason.COVERED
    melanin = filled(skin.melanin[region.rows, region.columns], bare, around)
    smooth = mean_around(median_around(melanin, _SPOT_MM / skin.mm_per_px), bare, _SIGMA_MM / skin.mm_per_px)
    richer = np.maximum(smooth - np.quantile(smooth[bare], 0.25), 0)[region.box]
    evidence = np.where(valid & (richer > _STANDS_OUT), richer, 0).astype(np.float32)
    details = {"area_mm2": float(np.count_nonzero(evidence)) * skin.mm_per_px**2}
    return Reading(float(richer[valid].mean()), evidence, details)


MEASURE: Measure = _measure
