"""What a visit that took place cost stays what its version said, whatever the menu says later."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from planning.plan import PlannedVisit, PlanOption


def paid(former: PlanOption, timeline: Sequence[PlannedVisit]) -> tuple[PlannedVisit, ...]:
    """The timeline with the prices of what has just been done, where it was paid singly.

    What a package or a membership paid for has no price of its own.

    Args:
        timeline: of the former option, with what took place marked so; sessions may be counted anew.
    """
    prices = _singly(former)
    ahead = [visit for visit in former.timeline if not visit.done]
    was = {(visit.number, line.item): f"{line.item}:{line.number}" for visit in ahead for line in visit.items}
    return tuple(_with_prices(visit, was, prices) if visit.done else visit for visit in timeline)


def _singly(former: PlanOption) -> dict[str, Decimal]:
    bought = former.investment.purchases
    lowered = {name for purchase in bought if purchase.kind == "membership" for name in purchase.covers}
    alone = [purchase for purchase in bought if purchase.kind == "service" and len(purchase.covers) == 1]
    return {each.covers[0]: each.price for each in alone if each.covers[0] not in lowered}


def _with_prices(visit: PlannedVisit, was: dict[tuple[int, str], str], prices: dict[str, Decimal]) -> PlannedVisit:
    named = ((line, was.get((visit.number, line.item))) for line in visit.items)
    lines = (line.model_copy(update={"paid": prices.get(name)}) if name else line for line, name in named)
    return visit.model_copy(update={"items": tuple(lines)})
