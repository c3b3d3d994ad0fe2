"""What screening says of a plan that other days would change, and what no day changes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from planning.rules import Level, Verdict
from planning.schedule.request import ScheduleRequest
from planning.schedule.services import Service
from planning.screening import Planned, screen

_FAR_DAYS = 3653  # ten years on, whatever a rule waits for has passed

_Held = tuple[str, tuple[str, ...], str]  # treatment, zones and rule of a verdict that holds or blocks


def _key(verdict: Verdict) -> _Held:
    return verdict.treatment, verdict.zones, verdict.rule


@dataclass(frozen=True)
class Screened:
    """The verdicts of a request, by day.

    Attributes:
        request: of the schedule.
        services: of its items.
    """

    request: ScheduleRequest
    services: tuple[Service, ...]

    @cached_property
    def _gaps(self) -> frozenset[str]:
        return frozenset(gap.part.id for gap in self.request.library.gaps)

    def ask(self, lines: Iterable[Planned]) -> tuple[Verdict, ...]:
        """Everything that holds or blocks one of these lines, or the home care beside them."""
        r = self.request
        lines = [*lines, *r.beside]
        found = screen(
            r.profile,
            lines,
            library=r.library,
            classes=r.classes,
            today=r.today,
            findings=r.findings,
            policy=r.practice.policy,
        )
        return tuple(verdict for verdict in found if verdict.level >= Level.HOLD)

    def _on(self, day: date) -> dict[_Held, Verdict]:
        """Of rules alone, all items on one day."""
        found = self.ask(s.planned().model_copy(update={"on": day}) for s in self.services)
        return {_key(verdict): verdict for verdict in found if verdict.rule not in self._gaps}

    @cached_property
    def lasting(self) -> dict[_Held, Verdict]:
        """What no day changes."""
        return self._on(self.request.start + timedelta(_FAR_DAYS))

    def blocked(self, service: Service) -> Verdict | None:
        """What blocks an item on every day."""
        mine = (v for v in self.lasting.values() if (v.treatment, v.zones) == _whose(service))
        return next((verdict for verdict in mine if verdict.level is Level.BLOCK), None)

    @cached_property
    def earliest(self) -> dict[int, tuple[date, str]]:
        """First day on which nothing passing holds an item any more, with why; of items by index that must wait."""
        found: dict[int, tuple[date, str]] = {}
        passing = [(day, verdict) for verdict in self._passing_rules() if (day := self._ends(verdict))]
        waits = [*passing, *self._after_the_past()]
        for i, service in enumerate(self.services):
            mine = [(day, v.message) for day, v in waits if (v.treatment, v.zones) == _whose(service)]
            if mine:
                found[i] = max(mine)
        return found

    def _passing_rules(self) -> list[Verdict]:
        first = self._on(self.request.start)
        return [verdict for key, verdict in first.items() if key not in self.lasting]

    def _ends(self, verdict: Verdict) -> date:
        """Day from which a rule no longer holds, by halving: time only takes such verdicts away."""
        start, low, high = self.request.start, 0, _FAR_DAYS
        line = next(s.planned() for s in self.services if _whose(s) == (verdict.treatment, verdict.zones))
        others = [s.planned() for s in self.services if _whose(s) != (verdict.treatment, verdict.zones)]
        while high - low > 1:
            middle = (low + high) // 2
            dated = line.model_copy(update={"on": start + timedelta(middle)})
            held = _key(verdict) in {_key(each) for each in self.ask([dated, *others])}
            low, high = (middle, high) if held else (low, middle)
        return start + timedelta(high)

    def _after_the_past(self) -> list[tuple[date, Verdict]]:
        """Gaps to what was given before. Asked on two days: on the very day, one may still be allowed."""
        found: list[tuple[date, Verdict]] = []
        for wait in (0, 1):
            day = self.request.start + timedelta(wait)
            for service in self.services:
                verdicts = self.ask([service.planned().model_copy(update={"on": day})])
                found += [(v.until, v) for v in verdicts if v.until and v.level is Level.HOLD]
        return found

    def avoidable(self, lines: Sequence[Planned]) -> tuple[Verdict, ...]:
        """Of a plan with its days: holds and blocks that better days would avoid."""
        found = self.ask(lines)
        return tuple(v for v in found if (v.until if v.rule in self._gaps else _key(v) not in self.lasting))


def _whose(service: Service) -> tuple[str, tuple[str, ...]]:
    return service.line.treatment, service.line.zones
