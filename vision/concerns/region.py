"""A zone with its surroundings: what a filter needs to see beyond the zone's own box, and what of it is skin."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from vision.skin import Skin
from vision.zones import ZoneMask

Layer = NDArray[np.float32]
Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Region:
    """Attributes:
    rows, columns: of the zone's box grown by some pixels, within the chart.
    box: the zone's own box in it.
    """

    rows: slice
    columns: slice
    box: tuple[slice, slice]

    @classmethod
    def around(cls, zone: ZoneMask, pixels: int, size: int) -> Region:
        """The zone's box grown by `pixels`, as far as a chart of `size` reaches."""
        outer, inner = [], []
        for part in (zone.rows, zone.columns):
            start, stop = max(part.start - pixels, 0), min(part.stop + pixels, size)
            outer.append(slice(start, stop))
            inner.append(slice(part.start - start, part.stop - start))
        return cls(outer[0], outer[1], (inner[0], inner[1]))


@dataclass(frozen=True, slots=True, eq=False)
class Seen:
    """A zone that shows enough skin to be measured.

    Attributes:
        region: the zone with its surroundings.
        bare: (H, W) bool, skin of the region.
        clear: (H, W) bool, skin far enough from its borders.
        valid: (h, w) bool, the zone's pixels that are clear.
    """

    region: Region
    bare: Mask
    clear: Mask
    valid: Mask

    def of(self, layer: Layer) -> Layer:
        """(H, W): the region of a chart's layer."""
        return layer[self.region.rows, self.region.columns]


def see(skin: Skin, zone: ZoneMask, reach_mm: float, edge_mm: float, least: float) -> Seen | None:
    """The zone and what lies around it; None where too little of it is clear.

    Args:
        reach_mm: how far a measure looks beyond the zone's box.
        edge_mm: distance kept from borders of the skin.
        least: share of the zone that must be clear.
    """
    region = Region.around(zone, round(reach_mm / skin.mm_per_px), skin.mask.shape[0])
    bare = skin.mask[region.rows, region.columns]
    clear = eroded(bare, edge_mm / skin.mm_per_px)
    valid = clear[region.box] & zone.inside
    return Seen(region, bare, clear, valid) if valid.sum() >= least * zone.inside.sum() else None


def filled(layer: Layer, known: Mask, pixels: int) -> Layer:
    """Replaces unknown pixels by the mean of the known ones around, so that hair makes no edge."""
    weight, window = known.astype(np.float32), (pixels | 1, pixels | 1)
    mean = cv2.blur(layer * weight, window) / np.maximum(cv2.blur(weight, window), 1e-3)
    return np.where(known, layer, mean).astype(np.float32)


def eroded(mask: Mask, pixels: float) -> Mask:
    """The mask without its border of so many pixels; beyond the picture counts as inside."""
    return np.asarray(cv2.erode(mask.astype(np.uint8), _disc(pixels)), bool)


def closed(mask: Mask, pixels: float) -> Mask:
    """The mask with gaps up to so many pixels bridged."""
    if pixels < 1:
        return mask
    return np.asarray(cv2.morphologyEx(mask.astype(np.uint8), cv2.MORPH_CLOSE, _disc(pixels / 2)), bool)


def _disc(radius: float) -> NDArray[np.uint8]:
    side = 2 * round(radius) + 1
    return np.asarray(cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (side, side)), np.uint8)
