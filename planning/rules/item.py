"""One line of a plan as rules see it, and where two of them meet."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

WHOLE_FACE = "face"
_SIDES = ("_left", "_right")


@dataclass(frozen=True, slots=True)
class Item:
    """A planned treatment, or a past one.

    Attributes:
        treatment: its id; of a past one maybe only a tag.
        tags: what rules call its like by, its id among them.
        zones: zone names or kinds; empty where not said.
        on: the day, None while not scheduled (or not known, of a past one).
        product: that was chosen; empty while none is.
        past: it was given already.
    """

    treatment: str
    tags: frozenset[str]
    zones: tuple[str, ...] = ()
    on: date | None = None
    product: str = ""
    past: bool = False

    def __str__(self) -> str:
        where = f" ({', '.join(self.zones)})" if self.zones else ""
        return f"{self.treatment}{where}{f' on {self.on}' if self.on else ''}"


def zone_kind(zone: str) -> str:
    """`temple` of `temple_left`."""
    return next((zone.removesuffix(side) for side in _SIDES if zone.endswith(side)), zone)


def zones_meet(some: Collection[str], others: Collection[str]) -> bool:
    """Whether two places share skin: a kind means both sides, `face` everything, and so does a place not said."""
    if not some or not others or WHOLE_FACE in {*some, *others}:
        return True
    return any(_same(one, other) for one in some for other in others)


def _same(one: str, other: str) -> bool:
    return one == other or (zone_kind(one) == zone_kind(other) and (zone_kind(one) == one or zone_kind(other) == other))


def zones_cover(outer: Collection[str], inner: Collection[str]) -> bool:
    """Whether every inner place lies in one of the outer ones; a place not said is the whole face."""
    if not outer or WHOLE_FACE in outer:
        return True
    if not inner or WHOLE_FACE in inner:
        return False
    return all(zone in outer or zone_kind(zone) in outer for zone in inner)
