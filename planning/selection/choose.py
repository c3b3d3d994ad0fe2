"""The candidates that are taken, in order of what each adds; and why the others are not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from planning.library import Treatment
from planning.rules import zones_meet
from planning.selection.candidates import Candidate, Dropped, Part
from planning.selection.needs import Need
from planning.selection.request import SelectRequest
from planning.selection.worth import reluctance, worth

# Ours: a treatment must add at least so many net points of severity, and no option holds more treatments than these.
LEAST_GAIN = 3.0
MOST_CHOICES = 8
# Ours: of what works on the surface two on the same skin at most; a third is weighed once these have been seen.
MOST_ON_ONE_SKIN = 2
_SURFACE = frozenset({"peel", "needling", "light", "laser"})


@dataclass(frozen=True, slots=True)
class Choice:
    """Attributes:
    taken: what adds most first.
    dropped: the other candidates.
    """

    taken: tuple[Candidate, ...]
    dropped: tuple[Dropped, ...]


class _Choosing:
    def __init__(self, request: SelectRequest, needs: Sequence[Need], offered: Sequence[Candidate]) -> None:
        self._request, self._needs = request, needs
        self._open = {candidate.id: candidate for candidate in sorted(offered, key=lambda each: each.id)}
        self._alone = {name: self._worth(candidate) for name, candidate in self._open.items()}
        self._taken: list[Candidate] = []
        self._dropped: list[Dropped] = []

    @property
    def _parts(self) -> list[Part]:
        return [part for candidate in self._taken for part in candidate.parts]

    def _worth(self, candidate: Candidate, chosen: Sequence[Part] = ()) -> float:
        return worth(candidate, chosen, self._needs, self._request) / len(candidate.parts)

    def _rank(self, name: str, value: float) -> float:
        """All that a candidate adds; of two that add about as much the gentler, and the one nobody warns of, first."""
        return value * len(self._open[name].parts) - reluctance(self._open[name])

    def run(self) -> Choice:
        while self._open and len(self._taken) < MOST_CHOICES:
            self._drop_covered()
            self._drop_crowded()
            self._drop_unaffordable()
            values = {name: self._worth(candidate, self._parts) for name, candidate in self._open.items()}
            able = [name for name, value in values.items() if value >= LEAST_GAIN]
            if not able:
                break
            asked = [name for name in able if self._adds_what_was_asked(self._open[name])]
            best = max(asked or able, key=lambda name: self._rank(name, values[name]))
            self._take(self._open.pop(best))
        for candidate in self._open.values():
            self._not_worth_it(candidate)
        return Choice(tuple(self._taken), tuple(self._dropped))

    def _adds_what_was_asked(self, candidate: Candidate) -> bool:
        """What the client asks for comes before all that nobody asked for."""
        met = {key for part in self._parts for key in part.points}
        asked = {need.key for need in self._needs if need.goals} - met
        return any(asked & set(part.points) for part in candidate.parts)

    def _drop_crowded(self) -> None:
        for candidate in list(self._open.values()):
            if any(self._crowded(part) for part in candidate.parts):
                text = f"{candidate.title}: two treatments of this skin are planned; a third is weighed after them."
                self._drop(self._open.pop(candidate.id), "covered", text)

    def _crowded(self, part: Part) -> bool:
        here = [other for other in self._parts if on_surface(other.treatment) and zones_meet(other.zones, part.zones)]
        return on_surface(part.treatment) and len({other.treatment.id for other in here}) >= MOST_ON_ONE_SKIN

    def _take(self, candidate: Candidate) -> None:
        """Unless it blocks, or is blocked by, what is taken already."""
        lines = [part.planned() for part in (*self._parts, *candidate.parts)]
        if block := self._request.block(lines):
            self._drop(candidate, "blocked", f"{candidate.title} is left out beside the others: {block.message}")
            return
        self._taken.append(candidate)
        for other in [each for each in self._open.values() if each.treatments & candidate.treatments]:
            self._drop(self._open.pop(other.id), "covered", f"{other.title}: {candidate.title} is chosen instead.")

    def _drop_covered(self) -> None:
        """A second treatment for what is treated already is the provider's to weigh, not a draft's."""
        met = {key for part in self._parts for key in part.points}
        for candidate in list(self._open.values()):
            if all(set(part.points) <= met for part in candidate.parts):
                self._drop(
                    self._open.pop(candidate.id), "covered", f"{candidate.title}: what it is for is treated already."
                )

    def _drop_unaffordable(self) -> None:
        budget = self._request.budget
        if budget is None:
            return
        left = budget - sum((candidate.price for candidate in self._taken), Decimal(0))
        for candidate in [each for each in self._open.values() if each.price > left]:
            currency = self._request.practice.currency
            text = f"{candidate.title}: about {candidate.price} {currency}, with {left} of the budget left."
            self._drop(self._open.pop(candidate.id), "budget", text)

    def _not_worth_it(self, candidate: Candidate) -> None:
        if self._alone[candidate.id] >= LEAST_GAIN:
            text = f"{candidate.title}: what it would do is largely done by what is planned."
            self._drop(candidate, "covered", text)
        else:
            text = f"{candidate.title}: it would do too little here for its price, visits and downtime."
            self._drop(candidate, "tier", text)

    def _drop(self, candidate: Candidate, why: str, text: str) -> None:
        keys = frozenset(key for part in candidate.parts for key in part.points)
        self._dropped.append(Dropped(candidate.id, why, text, keys))


def on_surface(treatment: Treatment) -> bool:
    """It wounds or heats the surface; light-emitting diodes do not."""
    return treatment.kind in _SURFACE and "led" not in treatment.called


def choose(request: SelectRequest, needs: Sequence[Need], offered: Sequence[Candidate]) -> Choice:
    """Greedily, by what each adds to what is taken; within the budget, which is held against single prices."""
    return _Choosing(request, needs, offered).run()
