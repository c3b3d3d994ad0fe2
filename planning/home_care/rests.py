"""Days on which a product rests around visits, and the day on which it is begun."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from planning.library import Library, Treatment
from planning.plan import Citation, Pause, PlannedVisit
from planning.selection import SelectRequest

# Ours. Skin needs about two weeks to get used to an active, so that none is begun just before it would have to rest;
# and a week between two rests is not worth beginning again for.
SETTLING_DAYS = 14
LEAST_USE_DAYS = 7


@dataclass(frozen=True, slots=True)
class Rest:
    """Around one visit.

    Attributes:
        pause: of the plan.
        citation: whose word it is.
    """

    pause: Pause
    citation: Citation


@dataclass(frozen=True, slots=True)
class _Visit:
    """A treatment on a day, planned or past."""

    on: date
    title: str
    called: frozenset[str]


def rests(treatment: Treatment, request: SelectRequest, timeline: Iterable[PlannedVisit]) -> tuple[Rest, ...]:
    """Every rest of a home-care treatment that is not over, by its first day."""
    visits = (*_planned(timeline, request.library), *_past(request))
    found = [rest for visit in visits for rest in _around(treatment, visit, request)]
    return tuple(
        sorted((r for r in found if r.pause.last >= request.today), key=lambda r: (r.pause.first, r.pause.why))
    )


def merged(found: Sequence[Rest]) -> tuple[Pause, ...]:
    """Rests that meet, or leave less than a week between them, as one."""
    pauses: list[Pause] = []
    for pause in (rest.pause for rest in found):
        if pauses and (pause.first - pauses[-1].last).days <= LEAST_USE_DAYS:
            before = pauses[-1]
            why = before.why if pause.why in before.why else f"{before.why} {pause.why}"
            pauses[-1] = Pause(first=before.first, last=max(before.last, pause.last), why=why)
        else:
            pauses.append(pause)
    return tuple(pauses)


def begun(today: date, pauses: Sequence[Pause]) -> date:
    """The first day of something new: today, or the day after rests that come too soon."""
    start = today
    for pause in pauses:
        if (pause.first - start).days >= SETTLING_DAYS:
            break
        start = max(start, pause.last + timedelta(1))
    return start


def _planned(timeline: Iterable[PlannedVisit], library: Library) -> Iterator[_Visit]:
    for visit in timeline:
        for item in visit.items:
            treatment = library.treatment(item.treatment)
            yield _Visit(visit.date, treatment.title, treatment.called)


def _past(request: SelectRequest) -> Iterator[_Visit]:
    """What was given before; by its tag where no more is known."""
    for past in request.profile.history.treatments if request.profile.history else ():
        known = request.library.treatments.get(past.treatment)
        if past.on is not None:
            title = known.title if known else past.treatment.replace("_", " ").capitalize()
            yield _Visit(past.on, title, known.called if known else frozenset({past.treatment}))


def _around(treatment: Treatment, visit: _Visit, request: SelectRequest) -> Iterator[Rest]:
    phototype = request.profile.phototype.type
    for sourced in request.library.pauses(visit.called):
        part = sourced.part
        if part.home_care in treatment.called:
            first = visit.on - timedelta(part.before(phototype))
            last = visit.on + timedelta(max(part.after_days - 1, 0))  # used again from the day that many days after
            pause = Pause(first=first, last=last, why=f"{visit.title} on {visit.on}. {part.message}")
            yield Rest(pause, Citation(source="library", place=part.id, quote=sourced.source.cite))
