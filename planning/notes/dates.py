"""Days that a note names: as dates, months and years, or counted from the day of the note."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from planning.notes.date_readers import READERS
from planning.notes.when import When


class Sense(StrEnum):
    """What a date says: on that day, since then, for as long, or up to it."""

    ON = "on"
    SINCE = "since"
    LASTING = "lasting"
    UNTIL = "until"


@dataclass(frozen=True, slots=True)
class Dated:
    """Days that were named, characters `start` to `end` of the note."""

    start: int
    end: int
    when: When
    sense: Sense


def find_dates(note: str, start: int, end: int, on: date) -> tuple[Dated, ...]:
    """All days named between two places of a note written on a day, in order and without overlap.

    Written dates are month first, as charts in the US have it. A month without a year is the last one that had begun.
    What is no day of any calendar is no date.
    """
    found: list[Dated] = []
    for pattern, read in READERS:
        for match in pattern.finditer(note, start, end):
            if any(match.start() < other.end and other.start < match.end() for other in found):
                continue
            if (when := _read(read, match, on)) is not None:
                found.append(Dated(match.start(), match.end(), when, _sense(match)))
    return tuple(sorted(found, key=lambda dated: dated.start))


def _read(read: Callable[[re.Match[str], date], When], match: re.Match[str], on: date) -> When | None:
    """Nobody has a 31st of February, nor a year 0: such figures are something else."""
    try:
        return read(match, on)
    except (ValueError, OverflowError):
        return None


def _sense(match: re.Match[str]) -> Sense:
    groups = match.groupdict()
    if groups.get("lasting"):
        return Sense.LASTING
    return _LED_BY.get((groups.get("lead") or "").lower(), Sense.ON)


_LED_BY = {
    **dict.fromkeys(("since", "from", "as of"), Sense.SINCE),
    **dict.fromkeys(("until", "till", "thru", "through", "to"), Sense.UNTIL),
}
