"""An option made whole again around what was done: days, home care, checks and price."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from planning.drafting import DraftRequest
from planning.drafting.at_home import at_home
from planning.drafting.checked import blocked, checks
from planning.drafting.option import no_day
from planning.drafting.order import in_order
from planning.drafting.tried import Tried
from planning.plan import Check, LeftOut, PlanItem, PlannedVisit, PlanOption, RegimenLine
from planning.practice import SeriesTemplate
from planning.pricing import invest
from planning.profile import History, Past
from planning.revision.begun import rested_from
from planning.revision.errors import BlockedEditError, NoDayError
from planning.revision.items import Wanted, done_of, stopped
from planning.revision.progress import Progress
from planning.revision.series import begun_anew
from planning.schedule import Scheduled, ScheduleRequest, resolve
from planning.selection.needs import needs_of

BY_PROVIDER = "provider"


@dataclass(frozen=True, slots=True)
class Again:
    """Attributes:
    tried: the option as it stands now.
    left: items that could not stay.
    """

    tried: Tried
    left: tuple[LeftOut, ...]


def again(request: DraftRequest, former: PlanOption, want: Wanted, progress: Progress) -> Again:
    """The option as near to what it was as can be.

    Raises:
        BlockedEditError, NoDayError: an edit put in or changed what cannot be.
        ZoneNotServedError: a treatment is not offered where an edit wants it.
    """
    left: list[LeftOut] = []
    while True:
        want, found = _scheduled(request, former, want, progress)
        tried = _tried(request, former, want, found)
        out = next(_misfits(tried), None)
        if out is None:
            return Again(tried, tuple(left))
        item, why, text = out
        if item.id in want.touched:
            raise (BlockedEditError if why == "blocked" else NoDayError)(text, treatment=item.treatment)
        left.append(LeftOut(what=item.treatment, why=why, text=text))
        want = _without(want, item, done_of(progress.timeline))


def _without(want: Wanted, item: PlanItem, done: dict[str, int]) -> Wanted:
    kept = (stopped(each, done) if each.id == item.id else each for each in want.items)
    return replace(want, items=tuple(each for each in kept if each))


def _scheduled(request: DraftRequest, former: PlanOption, want: Wanted, progress: Progress) -> tuple[Wanted, Scheduled]:
    """Solved near the former days; and once more where that makes a series begin anew."""
    found = _resolved(request, former, want, progress)
    fresh = tuple(_after_a_pause(item, found, request) for item in want.items)
    if fresh == want.items:
        return want, found
    want = replace(want, items=fresh)
    return want, _resolved(request, former, want, progress)


def _after_a_pause(item: PlanItem, found: Scheduled, request: DraftRequest) -> PlanItem:
    days = [(visit.done, visit.date) for visit in found.visits for line in visit.items if line.item == item.id]
    ahead = min((day for done, day in days if not done), default=None)
    given = sorted(day for done, day in days if done)
    return begun_anew(item, given, ahead, request.library) if ahead else item


def _resolved(request: DraftRequest, former: PlanOption, want: Wanted, progress: Progress) -> Scheduled:
    before = tuple(_still_wanted(progress.timeline, want.items))
    asked = request.scheduling(want.items, want.primary, _series(request, want))
    put_off = tuple((item, "it was put off") for item, _ in progress.earliest)
    begun = tuple(rested_from(former.regimen, want.items, request))
    asked = replace(
        asked,
        earliest=(*asked.earliest, *((wait.item, wait.until) for wait in begun)),
        reasons=(*asked.reasons, *((wait.item, wait.why) for wait in begun)),
    )
    earliest = (*_rested(asked, before), *progress.earliest)
    asked = replace(asked, earliest=earliest, put_off=progress.put_off, reasons=(*asked.reasons, *put_off))
    return resolve(asked, before, progress.changes, request.today)


def _series(request: DraftRequest, want: Wanted) -> list[SeriesTemplate]:
    refs = {why.ref for item in want.items for why in item.why if why.kind == "template"}
    return [template for template in request.practice.templates if template.id in refs]


def _still_wanted(timeline: Sequence[PlannedVisit], items: Sequence[PlanItem]) -> Iterator[PlannedVisit]:
    """Visits of items that are planned, and all that was done."""
    zones = {item.id: (item.visits, item.zones) for item in items}
    for visit in timeline:
        lines = tuple(
            line
            for line in visit.items
            if visit.done or (line.number <= zones.get(line.item, (0,))[0] and line.zones == zones[line.item][1])
        )
        if lines:
            yield visit.model_copy(update={"items": lines})


def _rested(asked: ScheduleRequest, before: Sequence[PlannedVisit]) -> Iterator[tuple[str, date]]:
    """What the client was to stop for a day that stands was stopped in time for that day."""
    known: dict[str, date] = {}
    for visit in before:
        for line in () if visit.done or visit.date < asked.start else visit.items:
            known[line.item] = min(visit.date, known.get(line.item, visit.date))
    yield from ((name, min(day, known.get(name, day))) for name, day in asked.earliest)


def _tried(request: DraftRequest, former: PlanOption, want: Wanted, found: Scheduled) -> Tried:
    items = in_order(want.items, found.visits, _series(request, want), request.library)
    needs = needs_of(request.profile, request.findings, request.library).needs
    lines, home_left = at_home(request, needs, found.visits)
    regimen = tuple(_care(lines, former, want))
    investment = invest(items, found.visits, regimen, request.practice, request.library)
    return Tried(
        choices=(items,) if items else (),
        scheduled=found,
        regimen=regimen,
        home_left=home_left,
        checks=tuple(_checked(request, former, items, found.visits, regimen)),
        investment=investment,
        alone=investment,  # it only serves to keep a draft within its budget
    )


def _care(lines: Sequence[RegimenLine], former: PlanOption, want: Wanted) -> Iterator[RegimenLine]:
    """Home care that nobody took out; what was begun goes on, and what was not sold is not sold now."""
    was = {line.treatment: line for line in former.regimen}
    out = {each.what for each in former.left_out if each.why == BY_PROVIDER} | want.without_care
    for line in lines:
        if line.treatment in out:
            continue
        old = was.get(line.treatment)
        if old is None:
            yield line
            continue
        unsold = {"sku": "", "title": old.title, "substitute_for": ""} if not old.sku else {}
        yield line.model_copy(update={"start": min(line.start, old.start), **unsold})


def _checked(
    request: DraftRequest,
    former: PlanOption,
    items: Sequence[PlanItem],
    visits: Sequence[PlannedVisit],
    regimen: Sequence[RegimenLine],
) -> Iterator[Check]:
    """Of what is to come, after what was done. What is done was judged on its day."""
    done, coming = [v for v in visits if v.done], [v for v in visits if not v.done]
    given = [Past(treatment=line.treatment, on=visit.date, zones=line.zones) for visit in done for line in visit.items]
    history = request.profile.history or History()
    told = history.model_copy(update={"treatments": (*history.treatments, *given)})
    now = replace(request, profile=request.profile.model_copy(update={"history": told}))
    was, counted = {check.item: check for check in former.checks}, done_of(done)
    open_ = [item for item in items if item.visits > counted.get(item.id, 0)]
    yield from checks(open_, coming, regimen, now)
    for item in items:
        if item not in open_:
            yield was.get(item.id) or Check(item=item.id, level="clear", approvable=True)


def _misfits(tried: Tried) -> Iterator[tuple[PlanItem, str, str]]:
    """Items of which nothing more can be: what a rule blocks, and what has no day at all."""
    counted = done_of(tried.visits)
    ahead = {line.item for visit in tried.visits if not visit.done for line in visit.items}
    by_item = {check.item: check for check in tried.checks}
    reasons = {each.item: each for each in tried.scheduled.unplaced} if tried.scheduled else {}
    for item in tried.items:
        if item.visits <= counted.get(item.id, 0):
            continue
        if message := blocked(by_item[item.id]):
            yield item, "blocked", f"{item.title} is blocked: {message}"
        elif item.id not in ahead:
            reason = reasons.get(item.id)
            yield item, no_day(reason), reason.text if reason else f"{item.title}: no day was found."
