"""Dark circles: how much darker the skin under the eye is than the cheek just below it, by pigment, blood and shade.

Quantity: the sum of three darkenings of the luminance, in 1/100 absorbance, each the median of a layer (see
vision.skin.layers) over the zone less its level on the cheek below (see cheek_below): 0.59 of the melanin, 0.82 of
the hemoglobin, and the shading. The weights are what a unit of each takes of the luminance (red, green and blue weigh
0.21, 0.72 and 0.07), so that equal darkening counts alike whatever its cause. Beside it: the three by themselves. One
below 0 says that the cheek has more of it, and is taken off the sum, for the eye sees the sum; but light that falls
on the lid takes off 2 at most, or gloss would hide the pigment. Where the cheek is flushed, blood is compared with
the calm skin of forehead and temples. The kinds are those that clinics tell apart (Huang et al. 2014, Dermatol Surg
40:282: pigmented, vascular, structural, mixed).

Known failures: the eye socket's own shadow counts, so that light from above raises it on everybody; blood that has
given off its oxygen, and the blue veil of vessels that lie deep, take red too and pass for shade in part, while they
hide as much of the pigment; a tanned cheek hides pigment; gloss on the cheek; concealer
grayer than the cheek; eyeliner and lashes that reach far into
the zone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from vision.concerns.cheek_below import cheek_below, lit_at
from vision.concerns.concern import Measure, Reading, ZonePair
from vision.concerns.reason import Reason
from vision.concerns.region import Seen, see
from vision.concerns.smooth import mean_around
from vision.skin import Skin
from vision.zones import Zone, ZoneMask

_EDGE_MM = 1.0  # of lashes
_MIN_VALID = 0.4
_SMOOTH_MM = 1.0  # standard deviation, of the evidence
_SHOWN_ABOVE = 5.0
_LIT = -2.0
_PER_LUMINANCE = {"melanin": 0.59, "hemoglobin": 0.82, "shading": 1.0}
_PARTS = {"melanin": "pigmented_absorbance", "hemoglobin": "vascular_absorbance", "shading": "shadow_absorbance"}


def _measure(skin: Skin, zones: Sequence[ZonePair]) -> dict[str, Reading | Reason]:
    return {zone.name: _read(skin, zone, mask) for zone, mask in zones}


def _read(skin: Skin, zone: Zone, mask: ZoneMask) -> Reading | Reason:
    seen = see(skin, mask, 3 * _SMOOTH_MM, _EDGE_MM, _MIN_VALID)
    if seen is None:
        return Reason.COVERED
    levels = _levels(skin, zone, mask)
    if levels is None:
        return Reason.REFERENCE
    darker, parts = np.zeros(seen.bare.shape, np.float32), {}
    for name, level in levels.items():
        excess = (seen.of(getattr(skin, name)) - np.float32(level)) * np.float32(_PER_LUMINANCE[name])
        parts[_PARTS[name]] = float(np.median(excess[seen.region.box][seen.valid]))
        darker += excess
    unlit = max(_LIT - parts[_PARTS["shading"]], 0.0)
    return Reading(sum(parts.values()) + unlit, _evidence(darker + unlit, seen, skin.mm_per_px), parts)


def _levels(skin: Skin, zone: Zone, mask: ZoneMask) -> Mapping[str, float] | None:
    """By layer, what the zone is compared with; None where the cheek is hidden."""
    cheek = cheek_below(skin, zone.side)
    lit = lit_at(skin, zone.side, mask.columns.start + float(np.nonzero(mask.inside)[1].mean()))
    if cheek is None or lit is None:
        return None
    blood = float(np.median(skin.hemoglobin[cheek]))
    if skin.calm_hemoglobin is not None:
        blood = min(blood, skin.calm_hemoglobin)
    return {"melanin": float(np.median(skin.melanin[cheek])), "hemoglobin": blood, "shading": lit}


def _evidence(darker: NDArray[np.float32], seen: Seen, mm_per_px: float) -> NDArray[np.float32]:
    smooth = mean_around(darker, seen.bare, _SMOOTH_MM / mm_per_px)[seen.region.box]
    return np.asarray(np.maximum(smooth - np.float32(_SHOWN_ABOVE), 0) * seen.valid, np.float32)


MEASURE: Measure = _measure
