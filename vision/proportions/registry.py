"""The measurements as data: which points, along which axis, or which lengths over which."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

Kind = Literal["distance", "difference", "ratio", "unseen"]
Unit = Literal["mm", "percent"]


@dataclass(frozen=True, slots=True)
class Span:
    """From the mean of some points to the mean of others, by their numbers."""

    start: tuple[int, ...]
    end: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One row of proportions.json.

    Attributes:
        name, title: as in the answer.
        kind: "distance" between points and "difference" between the sides, both along `axis`; "ratio" of distances;
            "unseen" for what a front view does not show, or where there is no landmark.
        unit: of the value; None for "unseen".
        axis: 0 across the face (to the client's left), 1 down; None for "ratio" and "unseen".
        span: landmarks of the mesh.
        marked: the same place among the 189 points that people marked by hand; None where they marked none.
        part, whole: names of the distances whose sums a ratio divides.
        moved_by: "mouth" and "brows", what must be at rest; a ratio's is that of its distances too.
        reason: code of why an "unseen" one is.
    """

    name: str
    title: str
    kind: Kind
    unit: Unit | None
    axis: int | None
    span: Span | None
    marked: Span | None
    part: tuple[str, ...]
    whole: tuple[str, ...]
    moved_by: frozenset[str]
    reason: str | None


@cache
def load_rows() -> tuple[Row, ...]:
    """All rows of proportions.json, in its order, which is that of the answer."""
    content = json.loads((files("vision.proportions") / "data" / "proportions.json").read_text(encoding="utf-8"))
    return tuple(_row(row) for row in content["proportions"])


def _row(row: dict[str, Any]) -> Row:
    axis = row.get("axis")
    return Row(
        name=row["name"],
        title=row["title"],
        kind=row["kind"],
        unit={"ratio": "percent", "unseen": None}.get(row["kind"], "mm"),
        axis=None if axis is None else "xy".index(axis),
        span=_span(row.get("landmarks")),
        marked=_span(row.get("marked")),
        part=tuple(row.get("part", ())),
        whole=tuple(row.get("whole", ())),
        moved_by=frozenset(row.get("moved_by", ())),
        reason=row.get("reason"),
    )


def _span(points: list[list[int]] | None) -> Span | None:
    return None if points is None else Span(tuple(points[0]), tuple(points[1]))
