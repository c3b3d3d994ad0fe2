"""The zones of the face as rows of a data file. Left and right are the client's."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from vision.zones.row import Belt, Movement, Third, ZoneRow, parse_rows

Side = Literal["left", "right", "midline"]


@dataclass(frozen=True, slots=True, eq=False)
class Zone:
    """One zone of the chart.

    Attributes:
        name: kind and side, for example `crows_feet_left`; midline zones carry the kind alone.
        kind: the anatomical term, shared by both sides.
        title: as shown to people.
        side: the client's.
        third: facial third that the zone counts to.
        outline: (K, 2) float64 unit chart coordinates, closed implicitly.
        hole: the same for a part left out of the zone (the mouth line), or None.
        moved_by: expressions whose muscles fold the skin here.
        belt: T zone or U zone, or None.
    """

    name: str
    kind: str
    title: str
    side: Side
    third: Third
    outline: NDArray[np.float64]
    hole: NDArray[np.float64] | None
    moved_by: tuple[Movement, ...] = ()
    belt: Belt | None = None


@cache
def load_zones() -> tuple[Zone, ...]:
    """All zones, in the order of the data file, right before left."""
    return parse_zones((files("vision.zones") / "data" / "zones.json").read_text())


def parse_zones(text: str) -> tuple[Zone, ...]:
    """The zones of a data file's text, in its order, right before left.

    Raises:
        ValueError: a row is not what a row must be; the message names the row and the field.
    """
    zones = tuple(zone for row in parse_rows(text) for zone in _zones_of(row))
    names = [zone.name for zone in zones]
    if len(set(names)) < len(names):
        raise ValueError(f"two zones share a name: {sorted(n for n in set(names) if names.count(n) > 1)}")
    return zones


def zone_names(kind: str) -> tuple[str, ...]:
    """The names of a kind's zones.

    Raises:
        KeyError: there is no such kind.
    """
    names = tuple(zone.name for zone in load_zones() if zone.kind == kind)
    if not names:
        raise KeyError(kind)
    return names


def _zones_of(row: ZoneRow) -> list[Zone]:
    half = np.array(row.half)
    hole = None if row.half_hole is None else np.array(row.half_hole)

    def build(name: str, title: str, side: Side, outline: NDArray[np.float64]) -> Zone:
        whole_hole = None if hole is None else _rounded(_completed(hole))
        return Zone(name, row.kind, title, side, row.third, _rounded(outline), whole_hole, row.moved_by, row.belt)

    kind, title = row.kind, row.title
    if row.sides == "midline":
        return [build(kind, title, "midline", _completed(half))]
    return [
        build(f"{kind}_right", f"{title}, right", "right", half),
        build(f"{kind}_left", f"{title}, left", "left", _mirrored(half)),
    ]


def _mirrored(points: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.column_stack([1 - points[::-1, 0], points[::-1, 1]])


def _completed(half: NDArray[np.float64]) -> NDArray[np.float64]:
    """Joins a half outline, midline to midline, with its mirror image."""
    return np.concatenate([half, _mirrored(half)[1:-1]])


def _rounded(outline: NDArray[np.float64]) -> NDArray[np.float64]:
    """Rounds a closed outline's corners by cutting them twice (Chaikin 1974, CGIP 3:346)."""
    for _ in range(2):
        ahead = np.roll(outline, -1, axis=0)
        outline = np.stack([0.75 * outline + 0.25 * ahead, 0.25 * outline + 0.75 * ahead], 1).reshape(-1, 2)
    return outline
