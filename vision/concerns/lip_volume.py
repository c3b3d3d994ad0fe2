"""Volume of the lips, as far as a front view tells it: how little vermilion shows.

Quantity: 18 mm minus the heights of the upper and the lower vermilion at rest, at the middle of the mouth and along the
face's vertical (see lip_edges). 18 mm is 6.5 + 11.6, means of 400 young white women, models by profession ("The concept
of ideal lips of Caucasian female", Aesthetic Plastic Surgery; standard deviations 1.4 and 1.5). Severity begins 1.5 mm
below that, within a standard deviation of the sum. Peoples differ by more than age takes. So a high number says that
little vermilion shows, not that any was lost; two visits say that.
Beside it: both heights, and the upper one in percent of the lower one.
Known failures: how far lips stand out is not seen; lipstick beyond the border is taken for lip; a shadow in which the
border of the lower lip vanishes; a moustache that hangs over the border. Weak smiles pass as rest,
and so do lips that are pressed together.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from vision.concerns.concern import FaceMeasure, Reading, ZonePair
from vision.concerns.lip_edges import Lips, read_lips
from vision.concerns.reason import Reason
from vision.concerns.rest import Rest, lips_apart_mm
from vision.concerns.sight import Portrait, Sight
from vision.zones import ZoneMask

_NORM_MM = 18.0
_SHOWN_FROM_MM = 1.5
_AT_REST = Rest({"mouthSmile": 0.26})
_PARTED_MM = 2.0
_FAINTEST = 0.4  # 42 people have steps of 0.5 and more; four fifths of lips that were painted over, less
# Mean differences to heights marked by hand on 42 people: the line where the lips meet is marked lower than the
# darkest one.
_UPPER_MISSES_MM, _LOWER_MISSES_MM = 0.3, 0.0


def _measure(sight: Sight, zones: Sequence[ZonePair]) -> dict[str, Reading | Reason]:
    lips = why_not_at_rest(sight) or read_lips(sight)
    answer = lips if isinstance(lips, Reason) else heights_mm(lips)
    return {zone.name: answer if isinstance(answer, Reason) else _reading(answer, mask) for zone, mask in zones}


def why_not_at_rest(sight: Portrait) -> Reason | None:
    """A mouth that smiles or is open is not measured."""
    at_rest = _AT_REST.holds(sight.face.blendshapes) and lips_apart_mm(sight) <= _PARTED_MM
    return None if at_rest else Reason.EXPRESSION


def heights_mm(lips: Lips) -> tuple[float, float] | Reason:
    """Of the upper and the lower vermilion, mm; or that nothing tells a border: hair or make-up covers it."""
    upper, lower = lips.upper, lips.lower
    told = min(upper.edge, lower.edge) >= _FAINTEST
    return (upper.height_mm + _UPPER_MISSES_MM, lower.height_mm + _LOWER_MISSES_MM) if told else Reason.COVERED


def _reading(heights_mm: tuple[float, float], mask: ZoneMask) -> Reading:
    """It has no place within the zone, so its evidence is the whole of it."""
    upper, lower = heights_mm
    quantity = _NORM_MM - upper - lower
    evidence = np.where(mask.inside, max(quantity - _SHOWN_FROM_MM, 0.0), 0.0).astype(np.float32)
    details = {"upper_height_mm": upper, "lower_height_mm": lower, "upper_to_lower_percent": 100 * upper / lower}
    return Reading(quantity, evidence, details)


MEASURE: FaceMeasure = _measure
