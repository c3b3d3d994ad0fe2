"""Lost volume of the midface: a broad hollow that runs from the inner cheek obliquely down and out.

Quantity: contrast of the hollow in percent of brightness, between flat skin and its upper wall. Under light from above
a smooth hollow is darker on its upper wall and brighter on its lower one (Lambert). So the shading of the cheek (see
vision.skin.layers) is explained, by weighted least squares, as the light on a curved cheek, a polynomial of second
degree in the place, and the downward slope of one Gaussian valley with standard deviations of 7 and 12 mm, whose axis
falls outwards by 36 degrees; the valley's share is the answer. Light from one side and the roundness of the cheek are
the polynomial's; pigment and blood are in other layers; lines are too narrow to look like it. A cheek that stands out
where the valley would be answers below 0.

A front view has no depth: a contrast is no volume in milliliters, and flat light leaves none. Where the face smiles
there is no answer, for a smile lifts the cheek over its own hollow.
Known failures: lamps that stand higher deepen it, and light from below turns its sign; a shadow with an edge within
the cheek, and broad gloss beside it, move it either way by as much as the deepest hollow does; the outline of
the cheek, which the ears hide in a front view, says nothing here.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import cv2
import numpy as np
from numpy.typing import NDArray

from vision.concerns.concern import FaceMeasure, Reading, ZonePair
from vision.concerns.lines import PERCENT_PER_UNIT
from vision.concerns.reason import Reason
from vision.concerns.region import closed, eroded
from vision.concerns.rest import Rest
from vision.concerns.sight import Sight
from vision.skin import Skin
from vision.zones import Zone, ZoneMask, load_zones

_ACROSS_MM, _ALONG_MM, _FALLS_DEG = 7.0, 12.0, 36.0
_LOOKS_MM = 16.0  # standard deviation of the weight around the zone's middle
_CHEEK = ("malar_cheek", "mid_cheek", "lateral_cheek")
_BRIDGES_MM = 8.0  # between the zones of the cheek
_EDGE_MM = 1.0
_EVERY_PX = 2  # what is so broad needs no more
_MIN_ZONE, _MIN_CHEEK = 0.5, 0.5
_DEGREES = [(i, j) for i in range(3) for j in range(3 - i)]
_FRACTION_BITS = 8
# A neutral studio portrait shows at most 0.28; 43 of them.
AT_REST = Rest({"mouthSmile": 0.3})
Layer = NDArray[np.float32]
Mask = NDArray[np.bool_]


def _measure(sight: Sight, zones: Sequence[ZonePair]) -> dict[str, Reading | Reason]:
    if not AT_REST.holds(sight.face.blendshapes):
        return dict.fromkeys((zone.name for zone, _ in zones), Reason.EXPRESSION)
    return {zone.name: read(sight.skin, zone, mask) for zone, mask in zones}


def read(skin: Skin, zone: Zone, mask: ZoneMask) -> Reading | Reason:
    """The hollow of one mid cheek, whatever the face does."""
    clear = eroded(skin.mask, _EDGE_MM / skin.mm_per_px)
    if (mask.take(clear)).sum() < _MIN_ZONE * mask.inside.sum():
        return Reason.COVERED
    cheek = _drawn(zone.side, skin.mask.shape[0], _BRIDGES_MM / skin.mm_per_px)
    known = cheek & clear
    if known.sum() < _MIN_CHEEK * cheek.sum():
        return Reason.REFERENCE
    out_mm, down_mm = _places(mask, zone.side, skin.mask.shape, skin.mm_per_px)
    shape = _wall(out_mm, down_mm)
    contrast = _share_of(shape, out_mm, down_mm, skin.shading, known) * PERCENT_PER_UNIT
    shown = np.abs(shape[mask.rows, mask.columns]) * mask.inside * max(contrast, 0.0)
    return Reading(contrast, shown.astype(np.float32))


def hollow_wall(zone: Zone, mask: ZoneMask, size: int, mm_per_px: float) -> Layer:
    """(size, size) the shading that the measure looks for around a zone, darker where positive; the largest is 1."""
    return _wall(*_places(mask, zone.side, (size, size), mm_per_px))


def _places(mask: ZoneMask, side: str, size_hw: tuple[int, ...], mm_per_px: float) -> tuple[Layer, Layer]:
    """(N, N) mm from the zone's middle, outwards and down."""
    rows, columns = np.nonzero(mask.inside)
    y, x = np.indices(size_hw, np.float32)
    out = (x - columns.mean() - mask.columns.start) * (-1 if side == "right" else 1)
    down = y - rows.mean() - mask.rows.start
    return np.asarray(out * mm_per_px, np.float32), np.asarray(down * mm_per_px, np.float32)


def _wall(out_mm: Layer, down_mm: Layer) -> Layer:
    """(N, N) how much a valley faces down, positive on its upper wall; the largest is 1."""
    cosine, sine = np.cos(np.radians(_FALLS_DEG)), np.sin(np.radians(_FALLS_DEG))
    along, across = out_mm * cosine + down_mm * sine, down_mm * cosine - out_mm * sine
    bell = np.exp(-((along / _ALONG_MM) ** 2 + (across / _ACROSS_MM) ** 2) / 2)
    slope = -bell * (along * sine / _ALONG_MM**2 + across * cosine / _ACROSS_MM**2)
    return np.asarray(slope / slope.max(), np.float32)


def _share_of(shape: Layer, out_mm: Layer, down_mm: Layer, shading: Layer, known: Mask) -> float:
    """Units of absorbance of the shape in the shading, beside a polynomial of second degree."""
    used = np.zeros_like(known)
    used[::_EVERY_PX, ::_EVERY_PX] = known[::_EVERY_PX, ::_EVERY_PX]
    x, y = (part[used].astype(np.float64) / _LOOKS_MM for part in (out_mm, down_mm))
    weight = np.exp(-(x**2 + y**2) / 4)  # the root of a Gaussian
    terms = np.stack([*(x**i * y**j for i, j in _DEGREES), shape[used]], axis=1)
    solved = np.linalg.lstsq(terms * weight[:, None], shading[used] * weight, rcond=None)
    return float(solved[0][-1])


@lru_cache(maxsize=4)
def _drawn(side: str, size: int, bridges_px: float) -> Mask:
    """(size, size) bool, the cheek. The left one is drawn as the mirror image, for filling rounds to one side."""
    drawn = np.zeros((size, size), np.uint8)
    for zone in load_zones():
        if zone.kind in _CHEEK and zone.side == "right":
            corners = np.round((zone.outline * size - 0.5) * 2**_FRACTION_BITS).astype(np.int32)
            cv2.fillPoly(drawn, [corners], 1, shift=_FRACTION_BITS)
    whole = closed(drawn > 0, bridges_px)
    return np.ascontiguousarray(whole[:, ::-1]) if side == "left" else whole


MEASURE: FaceMeasure = _measure
