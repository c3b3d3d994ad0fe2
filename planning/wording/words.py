"""The fixed words of documents in a language, and how days, times and amounts are written in it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any, Literal

Language = Literal["en", "es"]


@cache
def _tables() -> Mapping[str, Any]:
    content: dict[str, Any] = json.loads(
        (files("planning") / "wording" / "data" / "words.json").read_text(encoding="utf-8")
    )
    return content


@dataclass(frozen=True, slots=True)
class Words:
    """Fixed words by key."""

    language: Language

    def __getitem__(self, key: str) -> str:
        return str(_tables()[self.language][key])

    def written(self, key: str, **values: object) -> str:
        """A sentence with its blanks filled in."""
        return self[key].format(**values)

    def counted(self, key: str, count: int, **values: object) -> str:
        """`1 visit`, `2 visits`."""
        return str(self._rows(key)[count != 1]).format(count=count, **values)

    def unit(self, name: str, count: int) -> str:
        """`day` or `days`."""
        return self._rows(f"unit_{name}")[count != 1]

    def numbered(self, key: str, numbers: Sequence[int]) -> str:
        """`Visit 1`, `Visits 1, 2 and 4`."""
        return self._rows(key)[len(numbers) != 1].format(numbers=self.listed([str(number) for number in numbers]))

    def listed(self, parts: Sequence[str]) -> str:
        """`a, b and c`."""
        return ", ".join(parts) if len(parts) < 2 else f"{', '.join(parts[:-1])} {self['and']} {parts[-1]}"

    def day(self, on: date) -> str:
        """`December 1, 2026`."""
        return self.written("date", day=on.day, month=self._rows("month_names")[on.month - 1], year=on.year)

    def weekday(self, on: date) -> str:
        """`Tue, December 1`: for tables, where the year is plain."""
        short = self.written("short_date", day=on.day, month=self._rows("month_names")[on.month - 1])
        return f"{self._rows('weekday_names')[on.weekday()]}, {short}"

    def short_day(self, on: date) -> str:
        """`Dec 1`."""
        return self.written("shortest_date", day=on.day, month=self._rows("month_shorts")[on.month - 1])

    def clock(self, at: time) -> str:
        """`9:30 am` in English, `9:30` else."""
        if self.language != "en":
            return f"{at.hour}:{at.minute:02}"
        return f"{at.hour % 12 or 12}:{at.minute:02} {'am' if at.hour < 12 else 'pm'}"

    def _rows(self, key: str) -> Sequence[str]:
        rows: list[str] = _tables()[self.language][key]
        return rows

    def title(self, catalogue: Literal["zones", "concerns", "goals", "sides"], name: str, english: str) -> str:
        """A title of a catalogue in this language; the English one where there is none."""
        if self.language == "en":
            return english
        return str(_tables()["titles_es"][catalogue].get(name, english))


def money(amount: Decimal, currency: str) -> str:
    """`$1,250.00`; other currencies by their code behind the amount."""
    return f"${amount:,.2f}" if currency == "USD" else f"{amount:,.2f} {currency}"
