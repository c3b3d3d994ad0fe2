"""Which crops would hold a treated zone and no word: found exactly, so that words can be set until there are none.

A crop is a rectangle of at least a quarter of the frame's area. It holds a zone when it holds the whole of one
connected treated region, which is to say the region's bounding box; it reads when it holds the whole of one word. All
crops that do not read lie in the largest rectangles that hold no whole word. Those are kept as a list: at first the
frame; every further word splits each rectangle that holds it in the four that just miss it (on the left, above, on the
right, below). A list that runs empty is the proof that every such crop reads.
"""

from __future__ import annotations

from collections.abc import Iterable

import cv2
import numpy as np
from numpy.typing import NDArray

from simulation.labels.boxes import Box, bounds_of

Boxes = NDArray[np.int64]  # (K, 4): left, top, right, bottom
CROP_SHARE = 4  # a crop has at least one part in so many of the frame's area


def regions_of(treated: NDArray[np.bool_]) -> Boxes:
    """Bounding boxes of the connected regions of a mask, without those that hold another one's.

    Connected over sides, not corners: what touches at a corner counts as two, which asks for more.
    """
    bounds = bounds_of(treated)
    if not bounds.area:
        return np.empty((0, 4), np.int64)
    inner = np.ascontiguousarray(treated[bounds.pixels]).view(np.uint8)
    _, _, stats, _ = cv2.connectedComponentsWithStats(inner, connectivity=4)
    left, top, width, height = stats[1:, :4].astype(np.int64).T
    left, top = left + bounds.left, top + bounds.top
    return _least(np.stack([left, top, left + width, top + height], -1))


def wordless(size_hw: tuple[int, int], regions: Boxes, words: Iterable[Box]) -> Boxes:
    """The largest crops that hold a region and none of the words."""
    found = np.array([(0, 0, size_hw[1], size_hw[0])], np.int64)
    found = found[_holding(found, regions).any(1)]
    for word in words:
        if not len(found):
            break
        found = split(found, word, regions, size_hw)
    return found


def split(crops: Boxes, word: Box, regions: Boxes, size_hw: tuple[int, int]) -> Boxes:
    """The same with one word more."""
    holds = _holding(crops, np.array([word], np.int64))[:, 0]
    if not holds.any():
        return crops
    missing = np.repeat(crops[holds], 4, axis=0).reshape(-1, 4, 4)
    for side, edge in enumerate((word.left + 1, word.top + 1, word.right - 1, word.bottom - 1)):
        missing[:, side, side] = edge
    new = missing.reshape(-1, 4)
    wide, high = (new[:, 2:] - new[:, :2]).T
    new = new[CROP_SHARE * wide * high >= size_hw[0] * size_hw[1]]
    return _largest(np.concatenate([crops[~holds], new[_holding(new, regions).any(1)]]))


def held(crop: Box, regions: Boxes) -> Boxes:
    """The regions in a crop."""
    return np.asarray(regions[_holding(np.array([crop], np.int64), regions)[0]], np.int64)


def _least(regions: Boxes) -> Boxes:
    """Without those that hold another one, and each once."""
    holds = _holding(regions, regions)
    earlier = np.triu(np.ones_like(holds), 1).T
    around = np.any(holds & (~holds.T | earlier), axis=1)
    return np.asarray(regions[~around], np.int64)


def _largest(crops: Boxes) -> Boxes:
    """Without those that lie in another one, and each once."""
    holds = _holding(crops, crops)
    earlier = np.triu(np.ones_like(holds), 1)
    within = np.any(holds & (~holds.T | earlier), axis=0)
    return np.asarray(crops[~within], np.int64)


def _holding(outer: Boxes, inner: Boxes) -> NDArray[np.bool_]:
    """(K, R): which of the first hold which of the second."""
    left, top, right, bottom = outer[:, None].T
    return np.asarray(
        ((left <= inner[:, :1]) & (top <= inner[:, 1:2]) & (right >= inner[:, 2:3]) & (bottom >= inner[:, 3:])).T
    )
