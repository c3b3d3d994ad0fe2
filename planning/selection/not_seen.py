"""What a selection could not see, in sentences for the provider."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from planning.plan import LeftOut
from planning.profile import Answer, health_catalogue
from planning.selection.request import SelectRequest


def not_seen(request: SelectRequest, left_out: Sequence[LeftOut]) -> tuple[str, ...]:
    """Of the photo, then of the client, then of the practice.

    Args:
        left_out: of the needs, for findings that could not be assessed.
    """
    return (*_of_photo(request, left_out), *_of_client(request))


def _of_photo(request: SelectRequest, left_out: Sequence[LeftOut]) -> Iterator[str]:
    if request.findings is None:
        yield "No photo was analyzed: the draft rests on goals and on what was told alone."
        return
    unseen = sum(each.why == "not_assessable" for each in left_out)
    if unseen:
        yield f"{unseen} of {len(request.findings)} findings could not be assessed on the photo."


def _of_client(request: SelectRequest) -> Iterator[str]:
    profile = request.profile
    if not profile.goals:
        yield "No goals were told."
    if profile.medicines is None or not profile.medicines.complete:
        yield "Not all medicines were asked for."
    if profile.history is None or not profile.history.complete:
        yield "Not all earlier treatments were asked for."
    if profile.phototype.type is None:
        yield "The phototype was not asked for."
    if profile.date_of_birth is None:
        yield "The date of birth was not asked for."
    unknown = sum(profile.fact(code).answer is Answer.UNKNOWN for code in health_catalogue())
    if unknown:
        have = "has" if unknown == 1 else "have"
        yield f"{unknown} of {len(health_catalogue())} health questions {have} no answer."
    if profile.downtime_days is None:
        yield "How many days of downtime the client accepts was not asked."
    if request.practice.asks_dysmorphia_screen and profile.dysmorphia_screen is None:
        yield "The practice's screen for body dysmorphic disorder was not taken."
    yield from _of_budget(request)


def _of_budget(request: SelectRequest) -> Iterator[str]:
    budget = request.profile.budget
    if budget is None:
        yield "No budget was named."
    elif request.budget is None:
        yield f"The budget is in {budget.currency}, prices are in {request.practice.currency}: they were not compared."
