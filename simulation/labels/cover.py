"""Few words that make most crops read: a sample of the smallest crops, and the words that each time help the most."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from simulation.labels.boxes import Box
from simulation.labels.crops import CROP_SHARE, Boxes
from simulation.labels.ground import Places

_MOST_REGIONS = 8  # sampled, the largest; the others are seen to by the exact search
_SHAPES, _SHIFTS = 7, 5  # widths of a crop, and its places along each side
_MARGIN = 0.1  # of the crop's sides: a word must lie well within, for crops between the sampled ones


def best_cover(places: Places, regions: Boxes, size_hw: tuple[int, int], first: Box) -> Iterator[tuple[int, int]]:
    """Rows and columns of places, the most helpful first, for the crops that the first word leaves without one.

    Only places that cover no treated skin are used.
    """
    crops = _sampled(regions, size_hw)
    crops = crops[~_holds(crops, np.array(first[0::2])[:, None].T, np.array(first[1::2])[:, None].T)[:, 0]]
    free = np.flatnonzero(((places.covers == 0) & np.isfinite(places.cost)).ravel())
    rows, columns = np.unravel_index(free, places.cost.shape)
    across = np.stack([places.lefts[columns], places.lefts[columns] + places.size_hw[1]], -1)
    along = np.stack([places.tops[rows], places.tops[rows] + places.size_hw[0]], -1)
    read = _holds(crops, across, along)
    weight = 1 / (1 + places.cost.ravel()[free])
    apart = np.ones(len(free), np.bool_)
    while len(read):
        gain = read.sum(0) * weight * apart
        best = int(np.argmax(gain)) if len(gain) else 0
        if not len(gain) or not gain[best]:
            return
        yield int(rows[best]), int(columns[best])
        read = read[~read[:, best]]
        meets = (across[:, 0] < across[best, 1]) & (across[:, 1] > across[best, 0])
        apart &= ~(meets & (along[:, 0] < along[best, 1]) & (along[:, 1] > along[best, 0]))


def _sampled(regions: Boxes, size_hw: tuple[int, int]) -> Boxes:
    """(K, 4) crops of a quarter of the frame, or the least larger ones that hold a region."""
    order = np.argsort(-((regions[:, 2] - regions[:, 0]) * (regions[:, 3] - regions[:, 1])))[:_MOST_REGIONS]
    found = []
    height, width = size_hw
    for left, top, right, bottom in regions[order].tolist():
        wide = np.geomspace(max(right - left, width / CROP_SHARE), width, _SHAPES)
        high = np.minimum(np.maximum(height * width / CROP_SHARE / wide, bottom - top), height)
        x, y = _starts(left, right, wide, width), _starts(top, bottom, high, height)
        x, y = np.repeat(x, _SHIFTS, axis=1), np.tile(y, (1, _SHIFTS))
        found.append(np.stack([x, y, x + wide[:, None], y + high[:, None]], -1).reshape(-1, 4))
    return np.concatenate(found).astype(np.int64)


def _starts(low: int, high: int, length: NDArray[np.float64], limit: int) -> NDArray[np.float64]:
    """(K, shifts): where spans of some lengths can start that hold one from low to high."""
    first, last = np.maximum(high - length, 0), np.minimum(low, limit - length)
    return np.linspace(first, np.maximum(last, first), _SHIFTS, axis=1)


def _holds(crops: Boxes, across: NDArray[np.int64], along: NDArray[np.int64]) -> NDArray[np.bool_]:
    """(K, P): which crops hold which words, with some margin."""
    left, top, right, bottom = crops[:, :, None].transpose(1, 0, 2)
    x, y = (right - left) * _MARGIN, (bottom - top) * _MARGIN
    return np.asarray(
        (left + x <= across[:, 0])
        & (right - x >= across[:, 1])
        & (top + y <= along[:, 0])
        & (bottom - y >= along[:, 1])
    )
