"""An option as it stands while it is tried: everything that follows from its choices."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from planning.drafting.at_home import at_home
from planning.drafting.checked import checks
from planning.drafting.order import in_order
from planning.drafting.request import DraftRequest
from planning.plan import Check, Investment, LeftOut, PlanItem, PlannedVisit, RegimenLine
from planning.practice import SeriesTemplate
from planning.pricing import invest
from planning.schedule import Scheduled, schedule
from planning.selection import Chosen, Need

Choice = tuple[PlanItem, ...]


@dataclass(frozen=True, slots=True)
class Tried:
    """Attributes:
    choices: items of each, the most important first.
    scheduled: None where there is nothing to schedule.
    home_left: what of the home care cannot be had.
    alone: the total without products.
    """

    choices: tuple[Choice, ...]
    scheduled: Scheduled | None
    regimen: tuple[RegimenLine, ...]
    home_left: tuple[LeftOut, ...]
    checks: tuple[Check, ...]
    investment: Investment
    alone: Investment

    @property
    def items(self) -> tuple[PlanItem, ...]:
        return tuple(item for choice in self.choices for item in choice)

    @property
    def visits(self) -> tuple[PlannedVisit, ...]:
        return self.scheduled.visits if self.scheduled else ()


class Trying:
    """Tries choices of a draft's options. What was scheduled once is not scheduled again."""

    def __init__(self, request: DraftRequest, needs: Sequence[Need]) -> None:
        self._request, self._needs = request, needs
        self._scheduled: dict[tuple[tuple[str, ...], int], Scheduled] = {}

    def tried(self, choices: Sequence[Choice], chosen: Chosen, unsold: set[str]) -> Tried:
        """Of some choices.

        Args:
            chosen: the option that they are of.
            unsold: skus of home care that is named and not sold.
        """
        request = self._request
        items = tuple(item for choice in choices for item in choice)
        series = _series(items, chosen.series)
        scheduled = self.solved(choices, chosen) if items else None
        visits = scheduled.visits if scheduled else ()
        ordered = {item.id: item for item in in_order(items, visits, series, request.library)}
        lines, home_left = at_home(request, self._needs, visits)
        regimen = tuple(self._as_sold(line, unsold) for line in lines)
        return Tried(
            choices=tuple(tuple(ordered[item.id] for item in choice) for choice in choices),
            scheduled=scheduled,
            regimen=regimen,
            home_left=home_left,
            checks=checks(items, visits, regimen, request),
            investment=invest(items, visits, regimen, request.practice, request.library),
            alone=invest(items, visits, (), request.practice, request.library),
        )

    def solved(self, choices: Sequence[Choice], chosen: Chosen) -> Scheduled:
        """The schedule of some choices; the first of them are primary."""
        items = tuple(item for choice in choices for item in choice)
        primary = [item.id for choice in choices[: chosen.primary] for item in choice]
        key = tuple(item.id for item in items), len(primary)
        if key not in self._scheduled:
            asked = self._request.scheduling(items, primary, _series(items, chosen.series))
            self._scheduled[key] = schedule(asked)
        return self._scheduled[key]

    def _as_sold(self, line: RegimenLine, unsold: set[str]) -> RegimenLine:
        if line.sku not in unsold:
            return line
        title = self._request.library.treatment(line.treatment).title
        return line.model_copy(update={"sku": "", "title": title, "substitute_for": ""})


def _series(items: Sequence[PlanItem], series: Sequence[SeriesTemplate]) -> list[SeriesTemplate]:
    """Vetted series that items are there for."""
    refs = {why.ref for item in items for why in item.why if why.kind == "template"}
    return [template for template in series if template.id in refs]
