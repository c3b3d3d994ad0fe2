"""Upright rectangles of whole pixels, and how many marked pixels lie in one, at every place at once."""

from __future__ import annotations

from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray


class Box(NamedTuple):
    """Pixels from left to right and top to bottom; right and bottom are the first ones beyond."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def size_hw(self) -> tuple[int, int]:
        return self.bottom - self.top, self.right - self.left

    @property
    def area(self) -> int:
        return (self.right - self.left) * (self.bottom - self.top)

    @property
    def pixels(self) -> tuple[slice, slice]:
        return slice(self.top, self.bottom), slice(self.left, self.right)

    def meets(self, other: Box) -> bool:
        """Some pixel is in both."""
        apart = self.right <= other.left or other.right <= self.left
        return not (apart or self.bottom <= other.top or other.bottom <= self.top)


def bounds_of(mask: NDArray[np.bool_]) -> Box:
    """The least box with all marked pixels; without pixels where none is marked."""
    rows = np.flatnonzero(mask.any(1))
    if not len(rows):
        return Box(0, 0, 0, 0)
    top, bottom = int(rows[0]), int(rows[-1]) + 1
    columns = np.flatnonzero(mask[top:bottom].any(0))
    return Box(int(columns[0]), top, int(columns[-1]) + 1, bottom)


class Counted:
    """A mask whose pixels are counted in boxes, in constant time each.

    Args:
        mask: (H, W) bool.
    """

    def __init__(self, mask: NDArray[np.bool_]) -> None:
        self.size_hw = mask.shape[0], mask.shape[1]
        self.bounds = bounds_of(mask)
        inner = np.ascontiguousarray(mask[self.bounds.pixels])
        self._sums = np.zeros((inner.shape[0] + 1, inner.shape[1] + 1), np.int32)
        if inner.size:
            self._sums[:] = cv2.integral(inner.view(np.uint8))

    def total(self) -> int:
        """All marked pixels."""
        return int(self._sums[-1, -1])

    def within(self, box: Box) -> int:
        """Marked pixels in one box."""
        return int(self.at(np.array([box.top]), np.array([box.left]), box.size_hw)[0, 0])

    def at(
        self, tops: NDArray[np.intp], lefts: NDArray[np.intp], size_hw: tuple[int, int], room: int = 0
    ) -> NDArray[np.int32]:
        """Counts in boxes of one size, grown by some room on all sides.

        Args:
            tops: (M,) upper edges.
            lefts: (N,) left edges.
            size_hw: of the box.
            room: pixels.

        Returns:
            (M, N) int32.
        """
        high, wide = self.bounds.size_hw
        upper, lower = (np.clip(tops + by - self.bounds.top, 0, high) for by in (-room, size_hw[0] + room))
        left, right = (np.clip(lefts + by - self.bounds.left, 0, wide) for by in (-room, size_hw[1] + room))
        rows = self._sums[lower] - self._sums[upper]
        return np.asarray(rows[:, right] - rows[:, left], np.int32)
