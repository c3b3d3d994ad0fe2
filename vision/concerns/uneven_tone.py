"""How much the color of the skin varies within a zone, whatever the pigment.

Quantity: mean over the zone of how far melanin and hemoglobin (1/100 absorbance, see vision.skin.layers) lie from
the mean of their surroundings (standard deviation 5 mm) after what is finer than 0.6 mm was averaged out, as far as
the luminance bears it out (see pigment); what it contradicts counts against it. So noise cancels and evenly colored
skin reads around 0.
Known failures: the edge of a beard or of make-up; blood and pigment that vary by nature, as around the mouth.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from vision.concerns.concern import Measure, Reading, ZonePair
from vision.concerns.pigment import DARKNESS_TO_HEMOGLOBIN, DARKNESS_TO_MELANIN, borne_out
from vision.concerns.reason import Reason
from vision.concerns.region import see
from vision.concerns.smooth import mean_around
from vision.skin import Skin
from vision.zones import ZoneMask

_FINE_MM, _WIDE_MM = 0.6, 5.0
_EDGE_MM = 2.0
_MIN_VALID = 0.4
_STANDS_OUT = 3.0


def _measure(skin: Skin, zones: Sequence[ZonePair]) -> dict[str, Reading | Reason]:
    return {zone.name: _read(skin, mask) for zone, mask in zones}


def _read(skin: Skin, mask: ZoneMask) -> Reading | Reason:
    seen = see(skin, mask, 2 * _WIDE_MM, _EDGE_MM, _MIN_VALID)
    if seen is None:
        return Reason.COVERED
    melanin, hemoglobin, darkness = (
        _away(seen.of(layer), seen.clear, skin.mm_per_px)[seen.region.box]
        for layer in (skin.melanin, skin.hemoglobin, skin.darkness)
    )
    darkness = darkness - np.float32(darkness[seen.valid].mean())
    distance = borne_out(melanin, darkness, DARKNESS_TO_MELANIN) + borne_out(
        hemoglobin, darkness, DARKNESS_TO_HEMOGLOBIN
    )
    evidence = np.where(seen.valid & (distance > _STANDS_OUT), distance, 0).astype(np.float32)
    return Reading(float(distance[seen.valid].mean()), evidence)


def _away(layer: NDArray[np.float32], bare: NDArray[np.bool_], mm_per_px: float) -> NDArray[np.float32]:
    """(H, W): how far a layer lies from the mean of its surroundings."""
    return mean_around(layer, bare, _FINE_MM / mm_per_px) - mean_around(layer, bare, _WIDE_MM / mm_per_px)


MEASURE: Measure = _measure
