"""Fixed places of the chart that the skin mask asks about, drawn once per atlas."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

import cv2
import numpy as np
from numpy.typing import NDArray

from vision.zones import ZoneAtlas

Mask = NDArray[np.bool_]
COARSE = 4  # pixels: what is judged smoothly is judged on a quarter of the resolution
# Zones that are nearly always bare skin; their median is what "this client's skin" looks like.
REFERENCE_KINDS = ("mid_cheek", "malar_cheek", "nose", "glabella", "lateral_cheek")
_SMOOTH_KINDS = ("malar_cheek", "mid_cheek")
_CORE_KINDS = ("upper_lip", "chin", "prejowl", "marionette", "jawline")  # a beard grows here before anywhere else
_BEARD_KINDS = (*_CORE_KINDS, "nasolabial_fold", "lateral_cheek", "submental")
_MM = 0.45 / (1 / 576)  # per unit of the chart
_RIM_MM = 3.5  # around the lips, where the landmarks may be off
_BLIND_MM, _CORNER_MM = 3.0, 5.0  # around the lips and the mouth's corners: their edge is rough, and no beard
_NOSTRILS_MM = 7.0  # of the nose zone's lower end
_GAPS_MM = 26.0  # between the zones where beards grow


@dataclass(frozen=True, slots=True, eq=False)
class Places:
    """Those that end in `_coarse` are (N/4, N/4), the others (N, N); those of the beard lie within `box`.

    Attributes:
        reference_coarse: bool, the reference zones.
        lips: bool, inside the lips' outer border, the mouth included.
        lips_rim_coarse: bool, the lips and some millimeters around.
        nostrils_coarse: bool, the nose's lower edge and what is below it, down to the upper lip.
        forehead_coarse: bool.
        brow_coarse: row where the forehead ends.
        box: rows and columns from the cheeks down, multiples of 4 pixels.
        blind: bool, lips, mouth corners and nostrils.
        smooth_coarse: bool, one for each cheek zone where hardly any beard grows.
        beard_coarse: bool, where beards grow.
        core_coarse: bool, where every beard grows.
    """

    reference_coarse: Mask
    lips: Mask
    lips_rim_coarse: Mask
    nostrils_coarse: Mask
    forehead_coarse: Mask
    brow_coarse: int
    box: tuple[slice, slice]
    blind: Mask
    smooth_coarse: tuple[Mask, ...]
    beard_coarse: Mask
    core_coarse: Mask

    @property
    def box_coarse(self) -> tuple[slice, slice]:
        rows, columns = self.box
        return slice(rows.start // COARSE, rows.stop // COARSE), slice(columns.start // COARSE, columns.stop // COARSE)


@lru_cache(maxsize=4)
def places(atlas: ZoneAtlas, size: int) -> Places:
    """The places on a chart of one size."""
    px_per_mm = size / _MM
    lips = _lips(atlas, size)
    rim = cv2.dilate(lips, _disc(_RIM_MM * px_per_mm))
    growing = cv2.morphologyEx(_drawn(atlas, _BEARD_KINDS, size), cv2.MORPH_CLOSE, _disc(_GAPS_MM / 2 * px_per_mm))
    nostrils = _below_nose(atlas, size, px_per_mm)
    blind = nostrils | _around_lips(lips, px_per_mm)
    forehead = _coarse(_drawn(atlas, ("forehead",), size))
    box = _box(growing | _drawn(atlas, _SMOOTH_KINDS, size))
    growing &= 1 - blind
    cheeks = (_drawn(atlas, (kind,), size, side) for kind in _SMOOTH_KINDS for side in ("right", "left"))
    return Places(
        reference_coarse=_coarse(_drawn(atlas, REFERENCE_KINDS, size)),
        lips=lips > 0,
        lips_rim_coarse=_coarse(rim),
        nostrils_coarse=_coarse(nostrils),
        forehead_coarse=forehead,
        brow_coarse=int(np.flatnonzero(forehead.any(1))[-1]) if forehead.any() else 0,
        box=box,
        blind=blind[box] > 0,
        smooth_coarse=tuple(_coarse(cheek[box]) for cheek in cheeks),
        beard_coarse=_coarse(growing[box]),
        core_coarse=_coarse((growing & _drawn(atlas, _CORE_KINDS, size))[box]),
    )


def _drawn(atlas: ZoneAtlas, kinds: Iterable[str], size: int, side: str | None = None) -> NDArray[np.uint8]:
    """(N, N) uint8, 1 in the zones of some kinds."""
    drawn = np.zeros((size, size), np.uint8)
    for zone, mask in atlas.by_kind(kinds):
        if side in (None, zone.side):
            drawn[mask.rows, mask.columns] |= mask.inside
    return drawn


def _lips(atlas: ZoneAtlas, size: int) -> NDArray[np.uint8]:
    drawn = np.zeros((size, size), np.uint8)
    for zone, _ in atlas.by_kind(("lips",)):
        cv2.fillPoly(drawn, [np.round((zone.outline * size - 0.5) * 256).astype(np.int32)], 1, shift=8)
    return drawn


def _around_lips(lips: NDArray[np.uint8], px_per_mm: float) -> NDArray[np.uint8]:
    around = np.asarray(cv2.dilate(lips, _disc(_BLIND_MM * px_per_mm)), np.uint8)
    columns = np.flatnonzero(lips.any(0))
    for column in (columns[0], columns[-1]) if len(columns) else ():
        corner = (int(column), int(np.flatnonzero(lips[:, column]).mean()))
        cv2.circle(around, corner, round(_CORNER_MM * px_per_mm), 1, -1)
    return around


def _below_nose(atlas: ZoneAtlas, size: int, px_per_mm: float) -> NDArray[np.uint8]:
    """From some millimeters above the nose zone's lower end down to the upper lip's zone, as wide as the nose."""
    below = np.zeros((size, size), np.uint8)
    for (_, nose), (_, lip) in zip(atlas.by_kind(("nose",)), atlas.by_kind(("upper_lip",)), strict=False):
        below[nose.rows.stop - round(_NOSTRILS_MM * px_per_mm) : lip.rows.stop, nose.columns] = 1
        under = np.maximum.accumulate(lip.inside, axis=0)
        below[lip.rows, lip.columns][under] = 0
    return below


def _box(drawn: NDArray[np.uint8]) -> tuple[slice, slice]:
    edges = []
    for axis in (1, 0):
        found = np.flatnonzero(drawn.any(axis))
        low, high = (int(found[0]), int(found[-1]) + 1) if len(found) else (0, COARSE)
        edges.append(slice(low // COARSE * COARSE, -(-high // COARSE) * COARSE))
    return edges[0], edges[1]


def _coarse(drawn: NDArray[np.uint8]) -> Mask:
    """At least half of each block of pixels."""
    size = (drawn.shape[1] // COARSE, drawn.shape[0] // COARSE)
    return np.asarray(cv2.resize(drawn * np.float32(1), size, interpolation=cv2.INTER_AREA) >= 0.5)


def _disc(radius: float) -> NDArray[np.uint8]:
    side = 2 * round(radius) + 1
    return np.asarray(cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (side, side)), np.uint8)
