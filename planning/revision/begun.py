"""Home care that an earlier version began is in use: what it must rest for waits as it would for the client's own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from planning.drafting import DraftRequest
from planning.drafting.rested import Wait
from planning.plan import PlanItem, RegimenLine


def rested_from(regimen: Iterable[RegimenLine], items: Iterable[PlanItem], request: DraftRequest) -> Iterator[Wait]:
    """Items that must wait if the client stops today, by what was begun before today."""
    used = [(line, last) for line in regimen if (last := _last_use(line, request.today))]
    for item in items:
        called = request.library.treatment(item.treatment).called
        for pause in (sourced.part for sourced in request.library.pauses(called)):
            days = pause.before(request.profile.phototype.type)
            for line, last in used:
                of_it = pause.home_care in request.library.treatment(line.treatment).called
                if of_it and last + timedelta(days) > request.today:
                    why = f"{line.title} is left out for {days} days before it."
                    yield Wait(item.id, last + timedelta(days), why)


def _last_use(line: RegimenLine, today: date) -> date | None:
    """Today, or the day before a rest that the client keeps now; None where it is not begun."""
    if line.start >= today:
        return None
    rest = next((pause for pause in line.pauses if pause.first <= today <= pause.last), None)
    return rest.first - timedelta(1) if rest else today
