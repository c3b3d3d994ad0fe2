"""The zones rasterized on a chart of one size, and their outlines on a photo."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

import cv2
import numpy as np
from numpy.typing import NDArray

from vision.chart.geometry import ChartGeometry, Placement
from vision.zones.zone import Zone, load_zones

_OUTLINE_STEP = 0.012  # outlines are cut finer than this (about 3 mm) so that they bend with the face


Scalar = TypeVar("Scalar", bound=np.generic)


@dataclass(frozen=True, slots=True, eq=False)
class ZoneMask:
    """A zone's pixels on the chart.

    Attributes:
        rows, columns: slices of the zone's bounding box.
        inside: (h, w) bool within that box.
    """

    rows: slice
    columns: slice
    inside: NDArray[np.bool_]

    def take(self, chart: NDArray[Scalar]) -> NDArray[Scalar]:
        """The values of a chart-sized map at the zone's pixels, (P, …)."""
        return chart[self.rows, self.columns][self.inside]


class ZoneAtlas:
    """Zones drawn once for a chart geometry: ours, unless others are handed in.

    Attributes:
        size: of the chart, pixels.
        zones: their rows.
        masks: by zone name.
        areas_mm2: by zone name, skin of the canonical face; the same for both sides of a pair.
    """

    def __init__(self, geometry: ChartGeometry, zones: tuple[Zone, ...] | None = None) -> None:
        self.size = geometry.size
        self.zones: tuple[Zone, ...] = load_zones() if zones is None else zones
        self.masks: dict[str, ZoneMask] = {zone.name: _draw(zone, geometry) for zone in self.zones}
        self.areas_mm2 = _areas_mm2(self.zones, self.masks, geometry.surface_mm2)
        self._outlines = {zone.name: geometry.locate(_cut(zone.outline)) for zone in self.zones}

    def by_kind(self, kinds: Iterable[str]) -> list[tuple[Zone, ZoneMask]]:
        """The zones of some kinds with their masks."""
        wanted = set(kinds)
        return [(zone, self.masks[zone.name]) for zone in self.zones if zone.kind in wanted]

    def outline_px(self, name: str, placement: Placement) -> NDArray[np.float32]:
        """A zone's outline on a photo, (K, 2) float32 in photo pixels."""
        corners, weights = self._outlines[name]
        return np.asarray((weights[..., None] * placement.vertices_px[corners, :2]).sum(1), np.float32)


def _areas_mm2(
    zones: tuple[Zone, ...], masks: dict[str, ZoneMask], surface_mm2: NDArray[np.float32]
) -> dict[str, float]:
    """A pair's two sides differ by the raster alone: each gets the mean, so that a mirrored face weighs the same."""
    areas: dict[str, list[float]] = {}
    for zone in zones:
        areas.setdefault(zone.kind, []).append(float(masks[zone.name].take(surface_mm2).sum(dtype=np.float64)))
    return {zone.name: sum(areas[zone.kind]) / len(areas[zone.kind]) for zone in zones}


def _draw(zone: Zone, geometry: ChartGeometry) -> ZoneMask:
    if zone.side == "left":  # filling rounds to one side: the left zone is filled as the right one's mirror image
        mask = _filled(zone.outline * (-1, 1) + (1, 0), zone.hole, geometry.size)[:, ::-1].copy()
    else:
        mask = _filled(zone.outline, zone.hole, geometry.size)
    mask[~geometry.inside] = 0
    rows, columns = (np.flatnonzero(mask.any(axis)) for axis in (1, 0))
    box = slice(int(rows[0]), int(rows[-1]) + 1), slice(int(columns[0]), int(columns[-1]) + 1)
    return ZoneMask(*box, mask[box].astype(bool))


def _filled(outline: NDArray[np.float64], hole: NDArray[np.float64] | None, size: int) -> NDArray[np.uint8]:
    """(size, size) uint8, 1 inside the outline and outside the hole."""
    mask = np.zeros((size, size), np.uint8)
    for points, value in ((outline, 1), (hole, 0)):
        if points is not None:
            # Fixed-point coordinates with 8 fractional bits; pixel centers stand at +0.5.
            cv2.fillPoly(mask, [np.round((points * size - 0.5) * 256).astype(np.int32)], value, shift=8)
    return mask


def _cut(outline: NDArray[np.float64]) -> NDArray[np.float64]:
    """The closed outline with points at most `_OUTLINE_STEP` apart."""
    pieces = []
    for start, end in zip(outline, np.roll(outline, -1, axis=0), strict=True):
        count = max(int(np.ceil(np.hypot(*(end - start)) / _OUTLINE_STEP)), 1)
        pieces.append(start + (end - start) * np.arange(count)[:, None] / count)
    return np.concatenate(pieces)
