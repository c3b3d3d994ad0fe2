"""Laxity of the lower lid: how far its margin has sunk below the pupil.

Quantity: margin–reflex distance of the lower lid (MRD2) in mm, the iris center standing for the light reflex. About
5 to 6 mm is ordinary; where it passes the iris's own radius, white shows below the iris.
Beside it: how much white, on average; negative while the lid covers the iris's lower edge.
Known failures: a squint or a smile raises the lid; an upturned gaze shows white on everybody; prominent eyes do, too.
Against points marked by hand on 42 people: 0.6 mm scatter, correlation 0.53; of margins moved by 1 to 2 mm in photos it
finds a little more than half.
"""

from __future__ import annotations

from collections.abc import Sequence

from vision.concerns.concern import FaceMeasure, Reading, ZonePair
from vision.concerns.eye_heights import LIDS_AT_REST, lower_margin_mm, over_the_zone
from vision.concerns.reason import Reason
from vision.concerns.sight import Sight
from vision.face import IRIS_DIAMETER_MM

_SHOWN_FROM_MM = IRIS_DIAMETER_MM / 2


def _measure(sight: Sight, zones: Sequence[ZonePair]) -> dict[str, Reading | Reason]:
    if not LIDS_AT_REST.holds(sight.face.blendshapes):
        return dict.fromkeys((zone.name for zone, _ in zones), Reason.EXPRESSION)
    readings: dict[str, Reading | Reason] = {}
    for zone, mask in zones:
        sunk = lower_margin_mm(sight, zone.side)
        details = {"white_below_iris_mm": sunk - IRIS_DIAMETER_MM / 2}
        readings[zone.name] = over_the_zone(mask, sunk, _SHOWN_FROM_MM, details)
    return readings


MEASURE: FaceMeasure = _measure
