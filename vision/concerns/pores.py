"""Wide pores: round dark pits of 0.2 to 0.5 mm, on photos that show them.

Quantity: mean over the zone of the dark dots' contrast beyond the grain, less that of the bright dots, in percent of
darkening: a pore adds its depth times its share of the area. Dots are blobs (see blobs) in the red light, of which
pigment and vessels take least. Noise and fine relief make bright dots as well as dark ones, so the two cancel on
average; shallow pores count for less than their share, for nothing that looks at all places alike can tell the first
of them from noise: a fifth of the depth adds a thirtieth, two fifths a fifth.
Beside it: number, area and mean depth of the pores that stand out, at the chart's sharpness.
Known failures: blackheads, stubble cut short and small freckles count as pores; their depth is that of a blurred pit,
about half of the real one's, and pits below 0.2 mm are lost; where skin is seen obliquely pores are lines, and count
for less.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from vision.concerns.blobs import Layer, blobs_of_size, separate_blobs
from vision.concerns.concern import Measure, Reading, ZonePair
from vision.concerns.lines import PERCENT_PER_UNIT
from vision.concerns.oriented import root_mean_square
from vision.concerns.reason import Reason
from vision.concerns.region import filled, see
from vision.skin import Skin
from vision.zones import ZoneMask

# Standard deviation; the chart's own blur is 0.15. A smaller one would lean on how sharp the photo is taken to be:
# shrunk by software to 70 %, which is sharper than a camera's, pores answer it a third more, and this one a sixth.
_SIZE_MM = 0.2
_GRAIN = 1.2  # percent: about what the noise of ordinary photos leaves
_EDGE_MM = 1.0
_MIN_VALID = 0.4
_STANDS_OUT = 6.0  # percent
_OVER_GRAIN = 5.0  # and so many times the root mean square of the bright dots
_SMALLEST_MM2 = 0.03


def _measure(skin: Skin, zones: Sequence[ZonePair]) -> dict[str, Reading | Reason]:
    return {zone.name: _read(skin, mask) for zone, mask in zones}


def _read(skin: Skin, mask: ZoneMask) -> Reading | Reason:
    seen = see(skin, mask, 4 * _SIZE_MM, _EDGE_MM, _MIN_VALID)
    if seen is None:
        return Reason.COVERED
    red = filled(seen.of(skin.red), seen.bare, round(3 / skin.mm_per_px)) * np.float32(PERCENT_PER_UNIT)
    dark, bright = (dots[seen.region.box] for dots in blobs_of_size(red, _SIZE_MM / skin.mm_per_px))
    least = max(_STANDS_OUT, _OVER_GRAIN * root_mean_square(bright[seen.valid]))
    pits = separate_blobs(dark * seen.valid, least, _SMALLEST_MM2, skin.mm_per_px)
    details = {"count": float(pits.count), "area_mm2": pits.area_mm2, "depth_percent": pits.mean_contrast}
    return Reading(_beyond_grain(dark[seen.valid]) - _beyond_grain(bright[seen.valid]), pits.contrast, details)


def _beyond_grain(dots: Layer) -> float:
    return float(np.maximum(dots - np.float32(_GRAIN), 0).mean())


MEASURE: Measure = _measure
