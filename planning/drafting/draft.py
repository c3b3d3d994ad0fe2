"""From a client to a draft: `draft(request) -> PlanDraft`."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from planning.drafting.explained import explained
from planning.drafting.option import option
from planning.drafting.request import DraftRequest
from planning.drafting.tried import Trying
from planning.library import Library
from planning.plan import PlanDraft, PlanOption, Tier
from planning.selection import Chosen, Selection, select

DRAFTER = "1"
# Ours: the fuller plan is put forward where there is one, for it covers most within the budget with few treatments.
_FORWARD: tuple[Tier, ...] = ("better", "good", "best", "nothing_now")
_SECOND_LOOKS = 3  # how often something else is looked for in place of treatments that have no day at all
_BY_OTHERS = ("spacing", "visits_a_month")  # without a day for the sake of other treatments of the plan
_NOTHING = Chosen("nothing_now", (), 0, (), ())


def draft(request: DraftRequest) -> PlanDraft:
    """A draft for a licensed provider to change, approve or set aside.

    Whatever is asked, there is an answer: where nothing can be done, or nothing is due, it says so.

    Raises:
        NotBornYetError: of a profile that cannot be.
    """
    request.profile.born_by(request.today)
    request = replace(request, classes=cache(request.classes))
    selection, trying = _that_has_days(request)
    built = [option(request, trying, chosen, selection.needs) for chosen in selection.options or (_NOTHING,)]
    options = tuple(explained(each, built, selection) for each in _different(built))
    return PlanDraft(
        schema="countenance.plan/1",
        made_on=request.today,
        practice=request.practice.group,
        location=request.practice.location.id,
        client=request.profile.client,
        photo_sha256=request.photo_sha256,
        not_seen=selection.not_seen,
        options=options,
        recommended=_recommended(options),
        left_out=selection.left_out,
        versions={"drafter": DRAFTER, "library": library_digest(request.library)},
    )


def _that_has_days(request: DraftRequest) -> tuple[Selection, Trying]:
    """A selection whose treatments can be scheduled, each for itself; others are chosen where they can not."""
    without: dict[str, str] = {}
    for _ in range(_SECOND_LOOKS):
        selection = select(request.selecting(without.items()))
        trying = Trying(request, selection.needs)
        never = dict(_never(selection, trying))
        if not never:
            return selection, trying
        without |= never
    selection = select(request.selecting(without.items()))
    return selection, Trying(request, selection.needs)


def _never(selection: Selection, trying: Trying) -> Iterator[tuple[str, str]]:
    """Treatments of the largest option that have no day, with the reason."""
    for chosen in selection.options[-1:]:
        found = trying.solved(chosen.choices, chosen)
        placed = {each.item for visit in found.visits for each in visit.items}
        treatments = {item.id: item.treatment for item in chosen.items}
        for each in found.unplaced:
            if each.item not in placed and each.why not in _BY_OTHERS:
                yield treatments[each.item], each.text


def _different(options: Sequence[PlanOption]) -> list[PlanOption]:
    """The least of those that hold the same; an empty one only where all are empty."""
    kept: dict[tuple[str, ...], PlanOption] = {}
    for each in options:
        kept.setdefault(tuple(item.id for item in each.items), each)
    return [each for items, each in kept.items() if items] or list(kept.values())


def _recommended(options: Sequence[PlanOption]) -> Tier:
    tiers = {each.tier for each in options}
    return next(tier for tier in _FORWARD if tier in tiers)


def library_digest(library: Library) -> str:
    """Of everything the library says: two drafts with one digest rest on the same facts."""
    digest = hashlib.sha256()
    for part in (*library.treatments.values(), *library.rule_sets):
        digest.update(part.model_dump_json().encode())
    return digest.hexdigest()
