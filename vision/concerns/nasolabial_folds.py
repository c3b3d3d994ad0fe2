"""The fold from the wing of the nose to the corner of the mouth.

Quantity: depth of the darkest valley across the fold, as percent darkening, averaged along the fold. Anchors: 3 is
close to none (42 zones of people under 30: median 4.5, severity 6); 30 is a fold a third darker than the
cheek beside it over its whole length.
Provisional, as for the forehead.
A deep fold is too dark to pass as skin: gaps of up to 10 mm in the skin are bridged, and a row of the zone that is
half hidden all the same does not count.
Known failures: a mustache or beard in the zone; light from one side deepens one fold and flattens the other, which the
capture check reports.
"""

from __future__ import annotations

from collections.abc import Sequence

from vision.concerns.concern import Measure, Reading, ZonePair
from vision.concerns.line_load import relative_darkening
from vision.concerns.reason import Reason
from vision.concerns.valleys import ValleyFilter
from vision.skin import Skin

_VALLEYS = ValleyFilter(across_mm=1.6, along_mm=4.0, spread_deg=30, floor_factor=1.0, bridges_mm=10.0)
_DIRECTION_RIGHT_DEG = 112.0  # on the chart, from nose to mouth corner on the client's right
_MIN_ROWS = 0.6  # share of the fold's length that must be clear
_MIN_ACROSS = 0.6  # and share of the zone's width there


def _measure(skin: Skin, zones: Sequence[ZonePair]) -> dict[str, Reading | Reason]:
    readings: dict[str, Reading | Reason] = {}
    for zone, mask in zones:
        direction = 180 - _DIRECTION_RIGHT_DEG if zone.side == "left" else _DIRECTION_RIGHT_DEG
        depth, valid = _VALLEYS.depth(skin, mask, direction)
        darkening = relative_darkening(depth) * valid
        # The fold runs down the chart, so each row crosses it once; a row half hidden may hide it.
        clear = valid.sum(axis=1) >= _MIN_ACROSS * mask.inside.sum(axis=1)
        if clear.mean() >= _MIN_ROWS:
            readings[zone.name] = Reading(float(darkening.max(axis=1)[clear].mean()), darkening)
        else:
            readings[zone.name] = Reason.COVERED
    return readings


MEASURE: Measure = _measure
