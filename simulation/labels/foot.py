"""Where the main band lies: at the foot, at the head, or as a block somewhere, wherever no treated skin is."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from simulation.labels.band import Band, lay_out
from simulation.labels.boxes import Box, Counted
from simulation.labels.errors import LabelRoomError
from simulation.labels.facts import LabelFacts

_PARTS = (1, 2, 3)  # of the frame's width: narrower bands where the full one finds no room
_HIGHEST = 0.6  # of the frame's height


def band_height(facts: LabelFacts, frame_hw: tuple[int, int]) -> int:
    """Pixels that the band takes at the foot; a picture with so much paper there loses nothing to it."""
    return lay_out(facts, frame_hw, frame_hw[1]).size_hw[0]


def place_band(facts: LabelFacts, treated: Counted) -> tuple[Band, Box]:
    """The band and its place: free of treated skin if there is one, else where it covers the least.

    Raises:
        LabelRoomError: the frame cannot hold the words at a readable size.
    """
    bands = list(_bands(facts, treated.size_hw))
    if not bands:
        raise LabelRoomError("The picture is too small or too narrow for its label.", size_hw=list(treated.size_hw))
    for band in bands:
        for box in _ends(band, treated):
            if not treated.within(box):
                return band, box
    freest = [(band, _freest(band, treated)) for band in bands]
    return min(freest, key=lambda each: treated.within(each[1]))


def _bands(facts: LabelFacts, frame_hw: tuple[int, int]) -> Iterator[Band]:
    for parts in _PARTS:
        band = lay_out(facts, frame_hw, frame_hw[1] // parts)
        if band.fits and band.size_hw[0] <= _HIGHEST * frame_hw[0]:
            yield band


def _ends(band: Band, treated: Counted) -> Iterator[Box]:
    """Along the foot, then along the head; narrow ones left, then right."""
    (height, width), (high, wide) = treated.size_hw, band.size_hw
    for top in (height - high, 0):
        for left in sorted({0, width - wide}):
            yield Box(left, top, left + wide, top + high)


def _freest(band: Band, treated: Counted) -> Box:
    """Of all places, the one with the least treated skin; the lowest of equals."""
    (height, width), (high, wide) = treated.size_hw, band.size_hw
    tops, lefts = np.arange(height - high, -1, -1), np.arange(width - wide + 1)
    row, column = np.unravel_index(np.argmin(counts := treated.at(tops, lefts, band.size_hw)), counts.shape)
    top, left = int(tops[row]), int(lefts[column])
    return Box(left, top, left + wide, top + high)
