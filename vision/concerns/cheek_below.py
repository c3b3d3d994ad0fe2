"""The cheek below an eye: what the skin under the eye is compared with."""

from __future__ import annotations

from functools import lru_cache

import cv2
import numpy as np
from numpy.typing import NDArray

from vision.skin import Skin
from vision.zones import load_zones

Mask = NDArray[np.bool_]
_KINDS = ("malar_cheek", "mid_cheek")
_LOWEST = 0.55  # of the chart's height: the cheek's lower part turns away from the light from above
_LEAST_SEEN = 0.3
_FRACTION_BITS = 8


def cheek_below(skin: Skin, side: str) -> Mask | None:
    """(N, N) bool, bare skin of the malar and upper mid cheek of a side; None where too little of it is bare."""
    there = _drawn(side, skin.mask.shape[0])
    seen = there & skin.mask
    return seen if seen.sum() >= _LEAST_SEEN * there.sum() else None


def lit_at(skin: Skin, side: str, column: float) -> float | None:
    """The cheek's shading as it would be at a column of the chart; None where the cheek is hidden.

    Light from one side falls off over the face. How fast is read from the two cheeks, which mirror each other; with
    one of them hidden it counts as even.
    """
    own, other = cheek_below(skin, side), cheek_below(skin, "left" if side == "right" else "right")
    if own is None:
        return None
    level = float(np.median(skin.shading[own]))
    if other is None:
        return level
    slope = (level - float(np.median(skin.shading[other]))) / (_middle(own) - _middle(other))
    return level + slope * (column - _middle(own))


def _middle(mask: Mask) -> float:
    return float(np.nonzero(mask)[1].mean())


@lru_cache(maxsize=4)
def _drawn(side: str, size: int) -> Mask:
    """(size, size) bool. The left side is drawn as the right one's mirror image, for filling rounds to one side."""
    drawn = np.zeros((size, size), np.uint8)
    for zone in load_zones():
        if zone.kind in _KINDS and zone.side == "right":
            corners = np.round((zone.outline * size - 0.5) * 2**_FRACTION_BITS).astype(np.int32)
            cv2.fillPoly(drawn, [corners], 1, shift=_FRACTION_BITS)
    drawn[round(_LOWEST * size) :] = 0
    return np.asarray(drawn[:, ::-1] if side == "left" else drawn, bool)
