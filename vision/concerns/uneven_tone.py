"""How much the color of the skin varies within a zone, whatever the pigment.

Quantity: mean over the zone of the distance in color, √(melanin² + hemoglobin²) in 1/100 absorbance (see
vision.skin.layers), between the skin and the mean of its surroundings (standard deviation 8 mm), after what is finer
than 1 mm was averaged out. Shading has no part in it.
Known failures: the edge of a beard or of make-up; blood and pigment that vary by nature, as around the mouth.
"""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np

from vision.concerns.concern import Measure, Reading, ZonePair
from vision.concerns.reason import Reason
from vision.concerns.region import Region, eroded
from vision.concerns.smooth import mean_around
from vision.skin import Skin
from vision.zones import ZoneMask

_FINE_MM, _WIDE_MM = 1.0, 8.0
_EDGE_MM = 2.0
_MIN_VALID = 0.4
_STANDS_OUT = 3.0


def _measure(skin: Skin, zones: Sequence[ZonePair]) -> dict[str, Reading | Reason]:
    return {zone.name: _read(skin, mask) for zone, mask in zones}


def _read(skin: Skin, mask: ZoneMask) -> Reading | Reason:
    region = Region.around(mask, round(2 * _WIDE_MM / skin.mm_per_px), skin.mask.shape[0])
    bare = eroded(skin.mask[region.rows, region.columns], _EDGE_MM / skin.mm_per_px)
    valid = bare[region.box] & mask.inside
    if valid.sum() < _MIN_VALID * mask.inside.sum():
        return Reason.COVERED
    away = []
    for layer in (skin.melanin, skin.hemoglobin):
        part = layer[region.rows, region.columns]
        fine = mean_around(part, bare, _FINE_MM / skin.mm_per_px)
        away.append((fine - mean_around(part, bare, _WIDE_MM / skin.mm_per_px))[region.box])
    distance = cv2.magnitude(*away)
    evidence = np.where(valid & (distance > _STANDS_OUT), distance, 0).astype(np.float32)
    return Reading(float(distance[valid].mean()), evidence, {})


MEASURE: Measure = _measure
