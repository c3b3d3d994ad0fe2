"""One line of the result: what was measured, what it should be, and how many observations stand behind it."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

AT_LEAST, AT_MOST = "at least", "at most"


@dataclass(frozen=True, slots=True)
class Row:
    """One figure.

    Attributes:
        name: study and figure, then what it is restricted to.
        concern: or "all".
        value: None where there was nothing to compute it from.
        target: None where it is only reported.
        n: observations: findings, faces or pairs, as the study says.
        sense: on which side of the target it should lie.
    """

    name: str
    concern: str
    value: float | None
    target: float | None
    n: int
    sense: Literal["at least", "at most"] = "at least"

    @property
    def met(self) -> bool | None:
        """None where there is no target or no value."""
        if self.target is None or self.value is None:
            return None
        return self.value >= self.target if self.sense == AT_LEAST else self.value <= self.target


def row(
    name: str,
    concern: str,
    value: float | None,
    n: int,
    target: float | None = None,
    sense: Literal["at least", "at most"] = "at least",
) -> Row:
    """A row with its value rounded to what it carries."""
    known = value is not None and math.isfinite(value)
    return Row(name, concern, round(float(value), 3) if known and value is not None else None, target, n, sense)


def write_rows(rows: Iterable[Row], file: Path) -> None:
    """A list of {name, concern, value, target, n}."""
    lines = [json.dumps({k: v for k, v in asdict(one).items() if k != "sense"}, ensure_ascii=False) for one in rows]
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("[\n" + ",\n".join(" " + line for line in lines) + "\n]\n")
