"""Redness of a zone against the calm skin of the same face.

Quantity: mean erythema index EI (see vision.skin; Takiwaki 1998, Yamamoto 2008) of the zone minus the median EI of the
forehead and temples, never below 0. Being a difference within one photo it survives exposure and color temperature; the
index takes most of the melanin out. Anchors: 1.5 is above most young cheeks (people under
30: medians 0.6 and 1.0, nine in ten below 3.2) and below most noses (median 3.2, severity 16); at 12 the
skin reflects a quarter less green, for its red, than the calm skin does. Provisional, as for the lines.
Known failures: skin in the shadow of a fold or a nose is warmed by light from the skin around and reads as redder;
a face that is red all over reads as calm; a flushed or tanned forehead hides redness; make-up.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from vision.concerns.concern import Measure, Reading, ZonePair
from vision.concerns.reason import Reason
from vision.skin import Skin

_SHOWN_ABOVE = 4.0  # about twice the scatter of pixels within a cheek (2.3): below it a map shows noise
_MIN_VALID = 0.3


def _measure(skin: Skin, zones: Sequence[ZonePair]) -> dict[str, Reading | Reason]:
    if skin.calm_erythema is None:
        return dict.fromkeys((zone.name for zone, _ in zones), Reason.REFERENCE)
    readings: dict[str, Reading | Reason] = {}
    for zone, mask in zones:
        excess = skin.erythema[mask.rows, mask.columns] - np.float32(skin.calm_erythema)
        valid = skin.mask[mask.rows, mask.columns] & mask.inside
        if valid.sum() >= _MIN_VALID * mask.inside.sum():
            evidence = np.maximum(excess - _SHOWN_ABOVE, 0) * valid
            readings[zone.name] = Reading(max(float(excess[valid].mean()), 0.0), evidence)
        else:
            readings[zone.name] = Reason.COVERED
    return readings


MEASURE: Measure = _measure
