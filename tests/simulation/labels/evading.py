"""A search for crops that show a treated region and go without the word, by other means than the label's own."""

from __future__ import annotations

import numpy as np
import scipy.ndimage

from simulation.labels.boxes import Box
from tests.simulation.labels.pictures import Mask

Crop = tuple[int, int, int, int]


def regions(treated: Mask) -> list[Crop]:
    """Bounding boxes of connected regions: left, top, right, bottom."""
    labelled, _ = scipy.ndimage.label(treated)
    return [(x.start, y.start, x.stop, y.stop) for y, x in scipy.ndimage.find_objects(labelled)]


def holds(crop: Crop, box: Crop | Box) -> bool:
    return crop[0] <= box[0] and crop[1] <= box[1] and crop[2] >= box[2] and crop[3] >= box[3]


def large_enough(crop: Crop, size_hw: tuple[int, int]) -> bool:
    return 4 * (crop[2] - crop[0]) * (crop[3] - crop[1]) >= size_hw[0] * size_hw[1]


def evading_crop(
    start: Crop, region: Crop, words: list[Box], size_hw: tuple[int, int], random: np.random.Generator
) -> Crop | None:
    """Cuts a crop down until no word is whole in it, on random sides; None if that fails."""
    crop = list(start)
    for word in random.permutation(np.array(words)).tolist():
        if not holds((crop[0], crop[1], crop[2], crop[3]), tuple(word)):
            continue
        cuts = [(0, word[0] + 1), (1, word[1] + 1), (2, word[2] - 1), (3, word[3] - 1)]
        allowed = [(s, e) for s, e in cuts if (e <= region[s] if s < 2 else e >= region[s])]
        if not allowed:
            return None
        losses = [abs(e - crop[s]) * (crop[3 - s % 2] - crop[1 - s % 2]) for s, e in allowed]
        side, edge = allowed[int(np.argmin(losses)) if random.random() < 0.7 else random.integers(len(allowed))]
        crop[side] = edge
    found = (crop[0], crop[1], crop[2], crop[3])
    return found if large_enough(found, size_hw) else None


def evaded(treated: Mask, words: list[Box], seed: int, tries: int = 60) -> Crop | None:
    """A crop that holds a region and none of the words, if one is found."""
    height, width = treated.shape
    random = np.random.default_rng(seed)
    for region in regions(treated):
        for _ in range(tries):
            left, top = int(random.integers(0, region[0] + 1)), int(random.integers(0, region[1] + 1))
            right, bottom = int(random.integers(region[2], width + 1)), int(random.integers(region[3], height + 1))
            for start in ((0, 0, width, height), (left, top, right, bottom)):
                if crop := evading_crop(start, region, words, treated.shape, random):
                    return crop
    return None
