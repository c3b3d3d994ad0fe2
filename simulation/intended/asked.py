"""What is asked for in words: `ID[:zones][:level]`, and less than the library's levels where a provider says so."""

from __future__ import annotations

import re
from dataclasses import dataclass

from simulation.effects import LEVELS, Layer, Level
from simulation.errors import IntendedInvalidError

_WORD = re.compile("[a-z][a-z0-9_]*")


@dataclass(frozen=True, slots=True)
class Asked:
    """A treatment to show.

    Attributes:
        treatment: id of the library.
        zones: names or kinds; empty: wherever there is something to show.
        level: of what is published.
    """

    treatment: str
    zones: tuple[str, ...] = ()
    level: Level = "expected"


@dataclass(frozen=True, slots=True)
class Magnitude:
    """A size in place of all three levels, at most the cap.

    Attributes:
        layer: of the effects that it is for.
        value: signed, in the effect's unit.
        concern: only for effects on this concern; None for all of the layer.
    """

    layer: Layer
    value: float
    concern: str | None = None


def parse_asked(text: str) -> Asked:
    """Reads `ID`, `ID:zones`, `ID:level` or `ID:zones:level`, zones with commas between.

    Raises:
        IntendedInvalidError: it is none of these.
    """
    name, *rest = text.split(":")
    if len(rest) == 1 and rest[0] in LEVELS:
        rest = ["", *rest]
    if len(rest) > 2:
        raise IntendedInvalidError("at most zones and a level follow the treatment: ID[:zones][:level]")
    zones = tuple(filter(None, (zone.strip() for zone in rest[0].split(",")))) if rest else ()
    for word in (name, *zones):
        if not _WORD.fullmatch(word):
            raise IntendedInvalidError("a treatment or zone is a word of small letters, digits and underscores")
    return Asked(name, zones, _level(rest[1]) if len(rest) == 2 else "expected")


def _level(text: str) -> Level:
    for level in LEVELS:
        if text == level:
            return level
    raise IntendedInvalidError(f"a level is one of {', '.join(LEVELS)}", levels=list(LEVELS))
