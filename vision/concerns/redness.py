"""Redness of a zone against the calm skin of the same face.

Quantity: mean hemoglobin (see vision.skin.layers) of the zone minus its median over forehead and temples, in 1/100
absorbance. Being a difference within one photo it survives exposure and color temperature; melanin and shading are
unmixed from it. At 15 the zone reflects 29 % less green than calm skin, for the same melanin and light.
Known failures: a face that is red all over reads as calm; a flushed or tanned forehead hides redness; make-up; skin in
the shadow of a nose or a fold is warmed by light from the skin around.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from vision.concerns.concern import Measure, Reading, ZonePair
from vision.concerns.reason import Reason
from vision.skin import Skin

_SHOWN_ABOVE = 4.0  # above the scatter of pixels within a cheek: below it a map shows noise
_MIN_VALID = 0.3


def _measure(skin: Skin, zones: Sequence[ZonePair]) -> dict[str, Reading | Reason]:
    if skin.calm_hemoglobin is None:
        return dict.fromkeys((zone.name for zone, _ in zones), Reason.REFERENCE)
    readings: dict[str, Reading | Reason] = {}
    for zone, mask in zones:
        excess = skin.hemoglobin[mask.rows, mask.columns] - np.float32(skin.calm_hemoglobin)
        valid = skin.mask[mask.rows, mask.columns] & mask.inside
        if valid.sum() < _MIN_VALID * mask.inside.sum():
            readings[zone.name] = Reason.COVERED
            continue
        evidence = np.maximum(excess - _SHOWN_ABOVE, 0) * valid
        details = {"area_mm2": float(np.count_nonzero(evidence)) * skin.mm_per_px**2}
        readings[zone.name] = Reading(float(excess[valid].mean()), evidence, details)
    return readings


MEASURE: Measure = _measure
