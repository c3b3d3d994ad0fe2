"""What may be said of one finding on two photos."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal


class Label(StrEnum):
    """COMPARABLE the change may be told with its size; DIRECTIONAL at most whether it rose or fell; NOT_COMPARABLE
    nothing."""

    COMPARABLE = "comparable"
    DIRECTIONAL = "directional"
    NOT_COMPARABLE = "not_comparable"


_RANK = {Label.COMPARABLE: 0, Label.DIRECTIONAL: 1, Label.NOT_COMPARABLE: 2}


def least_of(labels: list[Label]) -> Label:
    """The one that allows least; comparable where there is none."""
    return max(labels, key=_RANK.__getitem__, default=Label.COMPARABLE)


Basis = Literal["re-shot", "re-taken"]
Outcome = Literal["rose", "fell", "no_measurable_change", "undecided"]


@dataclass(frozen=True, slots=True)
class Caveat:
    """Why less than everything may be said.

    Attributes:
        code: stable.
        message: a sentence for people.
        label: all that it leaves.
        value, limit: as measured, and what it went past; None where nothing was measured.
    """

    code: str
    message: str
    label: Label
    value: float | None = None
    limit: float | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """One concern in one zone, on two photos measured alike.

    Attributes:
        zone: zone name.
        concern: concern name.
        label: what may be said.
        caveats: why not more.
        before, after: severity on the matched photos; None where one does not carry it.
        outcome: "rose" and "fell" only where the change exceeds what the same face's severities differ by without any;
            below that, "no_measurable_change" if comparable. "undecided" where that cannot be said either: directional
            and small, or of unknown repeatability. None where not comparable.
        change: points of severity, after minus before; None unless comparable.
        interval: 90 %, of `change`.
        least: points; a smaller change does not count.
        basis: which photos of unchanged faces `interval` and `least` were measured on: "re-shot" by another camera, or
            "re-taken" minutes later, another face put on; None where there is no `least`.
    """

    zone: str
    concern: str
    label: Label
    caveats: tuple[Caveat, ...] = ()
    before: float | None = None
    after: float | None = None
    outcome: Outcome | None = None
    change: float | None = None
    interval: tuple[float, float] | None = None
    least: float | None = None
    basis: Basis | None = None

    @property
    def measurable(self) -> bool:
        return self.outcome in ("rose", "fell")
