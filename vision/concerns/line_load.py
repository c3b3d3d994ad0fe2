"""Line load: how much darker lines make a zone, on average over its skin.

Known failure: freckles. One strong spot adds 2 points to the forehead; a ninth of its area under freckles of MI
contrast 6 adds 14, of contrast 12 adds 35 (synthetic skin, 2.5 mm across), and more at the crow's feet: the filter
answers to a spot as to a short line, and the floor, being a mean over the surroundings, does not reach its peak.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from vision.concerns.concern import Measure, Reading, ZonePair
from vision.concerns.reason import Reason
from vision.concerns.valleys import ValleyFilter
from vision.skin import Skin

_MIN_VALID = 0.3  # share of the zone that must be clear of hair and edges


def line_load(valleys: ValleyFilter, direction_right_deg: float) -> Measure:
    """A measure whose quantity is the mean relative darkening by lines, in percent.

    A line of relative depth d, width w and length l in a zone of area A adds about d·w·l/A, so the quantity grows
    linearly with depth, with length and with the number of lines.

    Args:
        direction_right_deg: expected direction on the client's right half of the chart; mirrored on the left.
    """

    def measure(skin: Skin, zones: Sequence[ZonePair]) -> dict[str, Reading | Reason]:
        readings: dict[str, Reading | Reason] = {}
        for zone, mask in zones:
            direction = 180 - direction_right_deg if zone.side == "left" else direction_right_deg
            depth, valid = valleys.depth(skin, mask, direction)
            if valid.sum() >= _MIN_VALID * mask.inside.sum():
                darkening = relative_darkening(depth) * valid
                readings[zone.name] = Reading(float(darkening[valid].mean()), darkening)
            else:
                readings[zone.name] = Reason.COVERED
        return readings

    return measure


def relative_darkening(depth: NDArray[np.float32]) -> NDArray[np.float32]:
    """Log10 depth as percent of the brightness beside the line."""
    return np.asarray(100 * (1 - 10.0**-depth), np.float32)
