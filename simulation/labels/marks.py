"""Where the word is repeated over the picture, so that every crop that shows a result also says what it is.

First come a few words that serve most crops (`cover`). Then the largest crop that does not read yet (`crops`) gets a
word, until there is none. Words that others made needless are taken out again.

A crop needs its word within it. Where it has no room that is free of treated skin, at the least readable size, no
arrangement of words could have spared the treated zones, and the word lies where it covers the least of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from simulation.labels.boxes import Box
from simulation.labels.cover import best_cover
from simulation.labels.crops import CROP_SHARE, Boxes, held, regions_of, split, wordless
from simulation.labels.errors import LabelRoomError
from simulation.labels.ground import Ground, Places, places

_SIZES = (0.019, 0.016, 0.0135)  # type size per square root of the frame's area, the preferred one first
_LEAST = 8  # pixels: smaller type is not read
_MOST = 200  # words that are tried
_STEP = 0.5  # type sizes, between places that are tried
_COARSE = 1.6  # the same, for the first few words


@dataclass(frozen=True, slots=True)
class Mark:
    """One repeated word.

    Attributes:
        box: all of its ink and casing.
        size: of its type, pixels.
        covers: treated pixels in its box; 0 wherever that can be had.
        cost: of its place, see `ground`.
    """

    box: Box
    size: int
    covers: int
    cost: float


def type_sizes(size_hw: tuple[int, int]) -> list[int]:
    """From the preferred one to the least, pixels."""
    side = sqrt(size_hw[0] * size_hw[1])
    return sorted({max(round(share * side), _LEAST) for share in _SIZES}, reverse=True)


def place_marks(ground: Ground, treated: NDArray[np.bool_], word: str, first: Box, band: Box) -> list[Mark]:
    """The marks that are needed beside the main band.

    Args:
        treated: (H, W) bool.
        word: to be set.
        first: where the band says it.
        band: where nothing else can stand.
    """
    size_hw, regions = ground.size_hw, regions_of(treated)
    if not len(regions):
        return []
    marks = _first_marks(ground, word, regions, first, band)
    crops = _left(marks, first, regions, size_hw)
    for _ in range(_MOST):
        if not len(crops):
            return _needed(marks, first, regions, size_hw)
        crop = Box(*max(crops.tolist(), key=lambda edges: Box(*edges).area))
        mark = _placed(ground, word, crop, held(crop, regions), band, [mark.box for mark in marks])
        apart = [other for other in marks if not other.box.meets(mark.box)]
        marks, alone = [*apart, mark], len(apart) == len(marks)
        crops = split(crops, mark.box, regions, size_hw) if alone else _left(marks, first, regions, size_hw)
    raise LabelRoomError("So many crops of the picture would need a word that there is no room for all.")


def _left(marks: Sequence[Mark], first: Box, regions: Boxes, size_hw: tuple[int, int]) -> Boxes:
    return wordless(size_hw, regions, [first, *(mark.box for mark in marks)])


def _first_marks(ground: Ground, word: str, regions: Boxes, first: Box, band: Box) -> list[Mark]:
    size, frame = type_sizes(ground.size_hw)[0], Box(0, 0, ground.size_hw[1], ground.size_hw[0])
    found = places(ground, word, size, max(round(_COARSE * size), 1), frame, [band])
    return [_mark(found, *place) for place in best_cover(found, regions, ground.size_hw, first)]


def _needed(marks: list[Mark], first: Box, regions: Boxes, size_hw: tuple[int, int]) -> list[Mark]:
    for mark in sorted(marks, key=lambda mark: -mark.cost):
        others = [other for other in marks if other is not mark]
        if not len(_left(others, first, regions, size_hw)):
            marks = others
    return marks


def _placed(ground: Ground, word: str, crop: Box, regions: Boxes, band: Box, others: Sequence[Box]) -> Mark:
    """The best place in a crop: at the largest size that leaves treated skin free, else at the least size.

    Where other words leave no place at all, it takes one's place.
    """
    sizes = type_sizes(ground.size_hw)
    tries = [(size, max(round(_STEP * size), 1)) for size in sizes] + [(sizes[-1], 1)]
    for size, stride in tries:
        mark = _best(places(ground, word, size, stride, crop, [band, *others]), regions, ground.size_hw)
        if mark and not mark.covers:
            return mark
    mark = mark or _best(places(ground, word, sizes[-1], 1, crop, [band]), regions, ground.size_hw)
    if mark is None:
        raise LabelRoomError("A crop of a quarter of the picture has no room for a readable word.")
    return mark


def _best(found: Places, regions: Boxes, size_hw: tuple[int, int]) -> Mark | None:
    """The cheapest place, or None where there is none."""
    if not found.cost.size:
        return None
    cost = found.cost + _growth(regions, found) * CROP_SHARE / (size_hw[0] * size_hw[1])
    row, column = (int(place) for place in np.unravel_index(np.argmin(cost), cost.shape))
    if not np.isfinite(cost[row, column]):
        return None
    return _mark(found, row, column)


def _mark(found: Places, row: int, column: int) -> Mark:
    covers, cost = int(found.covers[row, column]), float(found.cost[row, column])
    return Mark(found.box(row, column), found.size, covers, cost)


def _growth(regions: Boxes, found: Places) -> NDArray[np.float64]:
    """(M, N): by how many pixels the largest region's box grows when it is to hold the word too.

    The smaller, the more of all crops that hold the region hold the word.
    """
    left, top, right, bottom = max(regions.tolist(), key=lambda edges: Box(*edges).area)
    wide = np.maximum(found.lefts + found.size_hw[1], right) - np.minimum(found.lefts, left)
    high = np.maximum(found.tops + found.size_hw[0], bottom) - np.minimum(found.tops, top)
    return np.asarray(high[:, None] * wide.astype(np.float64) - (right - left) * (bottom - top))
