"""What a candidate is worth beside what is chosen already: points of severity, less what speaks against it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from statistics import median
from typing import Protocol

from planning.library import Treatment
from planning.selection.candidates import Candidate, Part
from planning.selection.needs import Need
from planning.selection.request import SelectRequest
from simulation.outcome import combined

# Ours, in points of severity; no source weighs them against each other. They err towards doing less.
A_VISIT = 0.5
A_DAY_OF_DOWNTIME = 0.2  # for each visit, halfway between the library's shortest and longest
A_DAY_BEYOND_TOLERANCE = 0.5  # that may be, for each visit; what is certainly beyond it is no candidate
A_TYPICAL_PRICE = 1.0  # the median price of one visit on the practice's own menu, so that no currency matters
OFF_LABEL = 2.0
ON_HOLD = 2.0  # so that an alternative without questions is preferred
MOST_DAYS_BEYOND = 5  # that count against one visit: what may be is no more than may be
WARNED = 4.0  # for each rule that warns of it for this client; see `reluctance`
A_STEP = 2.0  # for each step below
FURTHER = 0.5  # of the one before counts each further treatment of a need, for no source reads combinations
VETTED = 2.0  # speaks for a series that a director of the practice has vetted

# Ours, steps from what leaves the skin whole to what stays in it or removes it; by tag where it stands, else by kind.
_STEPS_BY_TAG = {"led": 0, "superficial_peel": 1, "medium_peel": 3, "rf_needling": 3, "ablative": 4}
_STEPS_BY_KIND = {
    **dict.fromkeys(("peel", "light", "needling", "toxin", "skin_booster", "regenerative", "hair_removal"), 2),
    **dict.fromkeys(("laser", "tightening", "filler"), 3),
    "biostimulator": 4,
}


class Helping(Protocol):
    """What takes points off needs, in a room or at home: by the need's key."""

    @property
    def points(self) -> Mapping[str, float]: ...


def gain(parts: Sequence[Helping], needs: Iterable[Need]) -> float:
    """Weighted points that these take off together: each takes its share of what the others leave."""
    return sum(need.factor * _fall(need, parts) for need in needs)


def _fall(need: Need, parts: Iterable[Helping]) -> float:
    falls = sorted((part.points[need.key] for part in parts if need.key in part.points), reverse=True)
    return combined(need.severity, [fall * FURTHER**number for number, fall in enumerate(falls)])


def worth(candidate: Candidate, chosen: Sequence[Part], needs: Sequence[Need], request: SelectRequest) -> float:
    """Net points that a candidate adds to what is chosen."""
    added = gain((*chosen, *candidate.parts), needs) - gain(chosen, needs)
    vetted = VETTED if candidate.template else 0.0
    return added + vetted - sum(against(part, request) for part in candidate.parts)


def against(part: Part, request: SelectRequest) -> float:
    """What speaks against a treatment, in points."""
    prices = float(part.price / max(typical_price(request), Decimal("0.01")))
    return (
        part.visits * (A_VISIT + _seen(part, request.profile.downtime_days))
        + A_TYPICAL_PRICE * prices
        + OFF_LABEL * part.off_label
        + ON_HOLD * bool(part.on_hold)
    )


def reluctance(candidate: Candidate) -> float:
    """What puts a candidate behind a gentler one that does about as much: in points, and against no threshold."""
    return max(WARNED * len(part.warned) + A_STEP * steps(part.treatment) for part in candidate.parts)


def steps(treatment: Treatment) -> int:
    """How invasive a treatment is, 0 to 4."""
    found = [step for tag, step in _STEPS_BY_TAG.items() if tag in treatment.called]
    return max(found, default=_STEPS_BY_KIND.get(treatment.kind, 0))


def _seen(part: Part, accepted: int | None) -> float:
    """Of one visit: days of being seen, and more for those that may be beyond what the client accepts."""
    if part.downtime is None:
        return 0.0
    beyond = 0 if accepted is None else min(max(part.downtime.high - accepted, 0), MOST_DAYS_BEYOND)
    return A_DAY_OF_DOWNTIME * (part.downtime.low + part.downtime.high) / 2 + A_DAY_BEYOND_TOLERANCE * beyond


def typical_price(request: SelectRequest) -> Decimal:
    """Median over the menu of what one visit costs."""
    prices = [entry.price * entry.typical_quantity for entry in request.practice.menu if entry.price]
    return median(prices) if prices else Decimal(1)
