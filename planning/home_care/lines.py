"""A product as a line of the plan: what, when, why, and on whose word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from planning.home_care.rests import begun, merged, rests
from planning.library import TimeOfDay, Treatment
from planning.plan import Citation, Pause, PlannedVisit, RegimenLine, Why
from planning.practice import StockItem
from planning.selection import Need, SelectRequest
from planning.selection.reasons import why_of
from planning.selection.strength import serving

_WHEN = {
    ("morning",): "In the morning.",
    ("evening",): "In the evening.",
    ("morning", "evening"): "Morning and evening.",
}
_OWN = "You use this already. Keep on as you were told, and let it rest on the days named here."


@dataclass(frozen=True, slots=True)
class Chosen:
    """One product of the routine.

    Attributes:
        needs: that it is for.
        reason: beside the needs; empty where they say it all.
        item: from the shelf; None for what the practice cannot sell.
        instead_of: sku of what is out of stock.
        own: as the client calls what is in use already.
    """

    treatment: Treatment
    times: tuple[TimeOfDay, ...]
    needs: Sequence[Need]
    reason: Why | None = None
    item: StockItem | None = None
    instead_of: str = ""
    own: str = ""


def line(chosen: Chosen, request: SelectRequest, timeline: Sequence[PlannedVisit]) -> RegimenLine:
    """As the plan holds it. What is new begins when the skin has time for it; what is in use goes on from today."""
    found = rests(chosen.treatment, request, timeline)
    pauses = merged(found)
    start = request.today if chosen.own else begun(request.today, pauses)
    cited = (*_cited(chosen), *(rest.citation for rest in found))
    return RegimenLine(
        treatment=chosen.treatment.id,
        title=chosen.own or (chosen.item.title if chosen.item else chosen.treatment.title),
        sku=chosen.item.sku if chosen.item else "",
        use=_OWN if chosen.own else _use(chosen),
        start=start,
        pauses=_left(pauses, start),
        substitute_for=chosen.instead_of,
        why=_why(chosen),
        citations=tuple(dict.fromkeys(cited)),
    )


def _use(chosen: Chosen) -> str:
    return " ".join((_WHEN[chosen.times], *(instruction.text for instruction in chosen.treatment.care.after)))


def _left(pauses: Sequence[Pause], start: date) -> tuple[Pause, ...]:
    return tuple(pause for pause in pauses if pause.last >= start)


def _why(chosen: Chosen) -> tuple[Why, ...]:
    own = f"In use already: {chosen.own}." if chosen.own else ""
    return (
        *((chosen.reason,) if chosen.reason else ()),
        *((Why(kind="upkeep", text=own, ref=chosen.treatment.id),) if own else ()),
        *(why_of(need) for need in chosen.needs),
    )


def _cited(chosen: Chosen) -> tuple[Citation, ...]:
    keys = [line.source for need in chosen.needs for line in serving(chosen.treatment, need)]
    sources = chosen.treatment.sources
    uses = [instruction.source for instruction in chosen.treatment.care.after]
    return tuple(
        Citation(source="library", place=key, quote=sources[key].cite) for key in dict.fromkeys((*keys, *uses))
    )
