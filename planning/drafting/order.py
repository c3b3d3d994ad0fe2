"""Why an item stands where it stands: what the library asks for between it and what comes before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from planning.library import Library
from planning.plan import PlanItem, PlannedVisit
from planning.practice import SeriesTemplate
from planning.rules import Gap, zones_meet


def in_order(
    items: Sequence[PlanItem],
    timeline: Sequence[PlannedVisit],
    series: Sequence[SeriesTemplate],
    library: Library,
) -> tuple[PlanItem, ...]:
    """The items, each with what its order rests on."""
    first = {
        item.id: min((v.date for v in timeline for each in v.items if each.item == item.id), default=None)
        for item in items
    }
    return tuple(
        item.model_copy(update={"after": " ".join(dict.fromkeys(_reasons(item, items, first, series, library)))})
        for item in items
    )


def _reasons(
    item: PlanItem,
    items: Sequence[PlanItem],
    first: dict[str, date | None],
    series: Sequence[SeriesTemplate],
    library: Library,
) -> Iterator[str]:
    mine = first[item.id]
    for template in series:
        if any(item.treatment in visit.treatments for visit in template.visits):
            yield f"In the order of {template.title}."
    if mine is None:
        return
    for other in items:
        began = first[other.id]
        if other.id != item.id and began is not None and began <= mine:
            yield from _between(other, item, library, same_day=began == mine)


def _between(before: PlanItem, item: PlanItem, library: Library, *, same_day: bool) -> Iterator[str]:
    """Gaps from what comes before; on one day those that say which of the two goes first."""
    for gap in _gaps(before, item, library):
        if not same_day or gap.same_day == "earlier_first":
            yield f"After {before.title}: {gap.message}"
    for gap in _gaps(item, before, library) if same_day else ():
        if gap.same_day == "later_first":
            yield f"After {before.title}: {gap.message}"


def _gaps(earlier: PlanItem, later: PlanItem, library: Library) -> Iterator[Gap]:
    first, second = library.treatment(earlier.treatment).called, library.treatment(later.treatment).called
    for gap in (sourced.part for sourced in library.gaps):
        meets = gap.where == "anywhere" or zones_meet(earlier.zones, later.zones)
        if meets and gap.earlier in first and gap.later in second:
            yield gap
