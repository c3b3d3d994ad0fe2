"""The next version of a draft."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from planning.drafting import DraftRequest
from planning.drafting.draft import library_digest
from planning.drafting.option import met_by
from planning.drafting.words import TITLES
from planning.plan import LeftOut, PlanDraft, PlanOption, Tier
from planning.revision.again import BY_PROVIDER, Again, again
from planning.revision.changes import Change, differences
from planning.revision.edits import Edit
from planning.revision.errors import NotInPlanError, OtherPlanError
from planning.revision.items import Wanted, wanted
from planning.revision.paid import paid
from planning.revision.progress import progress
from planning.revision.series import effect
from planning.wording import summary


@dataclass(frozen=True, slots=True)
class RevisionRequest:
    """What is asked of a draft.

    Attributes:
        now: the client, practice and library as they are today; its calendar without this plan's own bookings.
        made: the version that is edited.
        tier: of the option that is edited.
        edits: in their order; none solves slipped days again.
        who, when, why: an opaque id, the caller's clock, and a sentence.
    """

    now: DraftRequest
    made: PlanDraft
    tier: Tier
    who: str
    when: datetime.datetime
    why: str = field(repr=False)
    edits: tuple[Edit, ...] = ()


@dataclass(frozen=True, slots=True)
class Revision:
    """Attributes:
    draft: the next version.
    changes: every field that differs, beside the version's own number and day.
    notes: what the provider should know of it, one sentence each.
    """

    draft: PlanDraft
    changes: tuple[Change, ...]
    notes: tuple[str, ...]


def revise(request: RevisionRequest) -> Revision:
    """The next version, with what became of it.

    Raises:
        OtherPlanError, NotInPlanError, DoneStaysError, NotYetError, BlockedEditError, NoDayError: see there.
    """
    made, now = request.made, request.now
    if (made.client, made.location) != (now.profile.client, now.practice.location.id):
        raise OtherPlanError()
    if request.tier not in {option.tier for option in made.options}:
        raise NotInPlanError(f"There is no option {request.tier}.", tier=request.tier)
    options = {option.tier: option for option in _options(request)}
    edited = request.tier if request.tier in options else "nothing_now"
    fields = {name: getattr(made, name) for name in PlanDraft.model_fields}
    new = PlanDraft(
        **fields
        | {
            "version": made.version + 1,
            "made_on": now.today,
            "options": tuple(options.values()),
            "recommended": edited,
            "versions": made.versions | {"library": library_digest(now.library)},
        }
    )
    changes = tuple(
        Change(who=request.who, when=request.when, why=request.why, path=path, was=was, now=is_)
        for path, was, is_ in differences(made, new)
    )
    return Revision(new, changes, tuple(_notes(options[edited], request)))


def _options(request: RevisionRequest) -> Iterator[PlanOption]:
    """The edited one; and the others as long as nothing was done."""
    edited = next(option for option in request.made.options if option.tier == request.tier)
    new = _renewed(request, edited, request.edits)
    under_way = any(visit.done for visit in new.timeline)
    for option in request.made.options:
        if option.tier == request.tier:
            yield new
        elif not under_way:
            yield _renewed(request, option, ())


def _renewed(request: RevisionRequest, option: PlanOption, edits: tuple[Edit, ...]) -> PlanOption:
    now = request.now
    moved = progress(option.timeline, edits, now.today)
    moved = replace(moved, timeline=paid(option, moved.timeline))
    want = wanted(option, edits, moved.timeline, now.library, request.why)
    return _written(option, want, again(now, option, want, moved), request.why)


def _written(former: PlanOption, want: Wanted, found: Again, why: str) -> PlanOption:
    tried, scheduled = found.tried, found.tried.scheduled
    tier: Tier = former.tier if tried.items else "nothing_now"
    made = PlanOption(
        tier=tier,
        title=TITLES[tier],
        primary=tuple(item for item in tried.items if item.id in want.primary),
        supporting=tuple(item for item in tried.items if item.id not in want.primary),
        regimen=tried.regimen,
        checks=tried.checks,
        timeline=tried.visits,
        investment=tried.investment,
        schedule=scheduled.status if scheduled else "none",
        gap=scheduled.gap if scheduled else 0.0,
        schedule_notes=scheduled.notes if scheduled else (),
        left_out=tuple(_left_out(former, want, found, why)),
    )
    return made.model_copy(update={"summary": summary(made)})


def _left_out(former: PlanOption, want: Wanted, found: Again, why: str) -> Iterator[LeftOut]:
    """What left just now, what nothing is there for any more, and what was left out before; each once."""
    treatments = {item.id: item.treatment for item in former.items}
    titles = {item.id: item.title for item in former.items}
    asked = [(treatments[name], titles[name]) for name in sorted(want.taken_out)]
    asked += [(line.treatment, line.title) for line in former.regimen if line.treatment in want.without_care]
    new = [LeftOut(what=what, why=BY_PROVIDER, text=f"{title}: taken out. {why}".strip()) for what, title in asked]
    gone = (*new, *found.left)
    lost = sorted(met_by(former.items) - met_by(found.tried.items))
    if gone:
        text = f"What it was planned for has left the plan. {gone[0].text}"
        gone += tuple(LeftOut(what=what, why=gone[0].why, text=text) for what in lost)
    asked_for = {item.treatment for item in found.tried.items if item.id in want.touched}
    held = (asked_for | {line.treatment for line in found.tried.regimen}) - {each.what for each in gone}
    said: dict[str, LeftOut] = {}
    for each in (*gone, *former.left_out, *found.tried.home_left):
        if each.what not in held | met_by(found.tried.items):
            said.setdefault(each.what, each)
    yield from said.values()


def _notes(option: PlanOption, request: RevisionRequest) -> Iterator[str]:
    """Of series that a pause has reached, and of the budget."""
    now, budget = request.now, request.now.selecting().budget
    for item in option.items:
        days = [(visit.date, visit.done) for visit in option.timeline for each in visit.items if each.item == item.id]
        done, ahead = [day for day, was in days if was], [day for day, was in days if not was]
        said = effect(item, (min(ahead) - max(done)).days, now.library) if done and ahead else "goes_on"
        if said == "late":
            yield f"{item.title} goes on late: its next visit lies beyond the longest interval of its series."
        if said == "begins_anew":
            yield f"{item.title} begins anew: the pause is more than two of its longest intervals."
    if budget is not None and option.investment.total > budget:
        yield f"The plan costs {option.investment.total} {option.investment.currency}, beyond the client's budget."
