"""What words are set on: treated skin, what is better left free, and where the picture is calm."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from simulation.labels.boxes import Box, Counted
from simulation.labels.stamp import stamp_size_hw

_SMALL = 160  # pixels of the small picture in which calm places are looked for
_RESTLESS = 190.0  # Sobel sum of code values in it from which on a place is as busy as can be
_ROOM = 0.35  # type sizes, between words and treated skin, where there is room
# What a word costs beside covering treated skin, which costs more than anything.
_CLOSE, _BUSY, _SPARED = 0.4, 1.2, 8.0
_COVERED = 1e6


@dataclass(frozen=True, slots=True, eq=False)
class Ground:
    """What words are set on.

    Attributes:
        treated: treated skin.
        spared: what is better left free, though it may be covered.
        busy: (h, w) float32, 0 to 1: a small picture of where the picture is restless.
    """

    treated: Counted
    spared: Counted
    busy: NDArray[np.float32]

    @property
    def size_hw(self) -> tuple[int, int]:
        return self.treated.size_hw


@dataclass(frozen=True, slots=True, eq=False)
class Places:
    """A grid of places for a word of one size.

    Attributes:
        size: of the type, pixels.
        size_hw: of the word with its casing, pixels.
        tops, lefts: (M,) and (N,) edges.
        covers: (M, N) treated pixels under it.
        cost: (M, N); infinite where another word stands.
    """

    size: int
    size_hw: tuple[int, int]
    tops: NDArray[np.intp]
    lefts: NDArray[np.intp]
    covers: NDArray[np.int32]
    cost: NDArray[np.float64]

    def box(self, row: int, column: int) -> Box:
        top, left = int(self.tops[row]), int(self.lefts[column])
        return Box(left, top, left + self.size_hw[1], top + self.size_hw[0])


def ground_of(image_rgb: NDArray[np.uint8], treated: NDArray[np.bool_], spared: NDArray[np.bool_]) -> Ground:
    """All (H, W) or (H, W, 3)."""
    height, width = treated.shape
    size = _SMALL, max(round(_SMALL * height / width), 1)
    small = cv2.resize(image_rgb, size, interpolation=cv2.INTER_NEAREST).max(-1).astype(np.float32)
    small = cv2.GaussianBlur(small, (0, 0), 0.7)
    steps = np.abs(cv2.Sobel(small, cv2.CV_32F, 1, 0)) + np.abs(cv2.Sobel(small, cv2.CV_32F, 0, 1))
    busy = np.minimum(steps / np.float32(_RESTLESS), 1)
    return Ground(Counted(treated), Counted(spared), np.asarray(busy, np.float32))


def places(ground: Ground, word: str, size: int, stride: int, within: Box, taken: Sequence[Box]) -> Places:
    """All places in a box for a word of one size, and what it would cost there.

    Args:
        stride: pixels between places.
        taken: where something stands already.
    """
    high, wide = size_hw = stamp_size_hw(word, size)
    tops = np.arange(within.top, within.bottom - high + 1, stride)
    lefts = np.arange(within.left, within.right - wide + 1, stride)
    covers = ground.treated.at(tops, lefts, size_hw)
    close = ground.treated.at(tops, lefts, size_hw, round(_ROOM * size)) > 0
    spared = ground.spared.at(tops, lefts, size_hw) / (high * wide)
    cost = _COVERED * covers / max(ground.treated.total(), 1) + _CLOSE * close + _SPARED * spared
    cost += _BUSY * _busy(ground, tops, lefts, size_hw)
    for box in taken:
        beside = (tops[:, None] >= box.bottom) | (tops[:, None] + high <= box.top)
        cost[~(beside | (lefts >= box.right) | (lefts + wide <= box.left))] = np.inf
    return Places(size, size_hw, tops, lefts, covers, cost)


def _busy(
    ground: Ground, tops: NDArray[np.intp], lefts: NDArray[np.intp], size_hw: tuple[int, int]
) -> NDArray[np.float32]:
    if not len(tops) or not len(lefts):
        return np.empty((len(tops), len(lefts)), np.float32)
    scale = ground.busy.shape[1] / ground.size_hw[1]
    average = cv2.blur(ground.busy, (max(round(size_hw[1] * scale), 1), max(round(size_hw[0] * scale), 1)))
    rows = np.minimum(((tops + size_hw[0] / 2) * scale).astype(int), len(average) - 1)
    columns = np.minimum(((lefts + size_hw[1] / 2) * scale).astype(int), average.shape[1] - 1)
    return np.asarray(average[rows][:, columns], np.float32)
