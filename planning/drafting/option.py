"""One option made whole: days, home care, checks and price; what does not hold is left out, and said."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from planning.drafting.checked import blocked
from planning.drafting.request import DraftRequest
from planning.drafting.tried import Choice, Tried, Trying
from planning.drafting.words import TITLES
from planning.plan import LeftOut, PlanItem, PlanOption, RegimenLine, Tier
from planning.schedule import Unplaced
from planning.selection import Chosen, Need
from planning.wording import summary

_CODES = {
    **dict.fromkeys(("not_offered", "nobody_licensed", "no_room", "no_device"), "not_offered"),
    "blocked": "blocked",
    "downtime": "downtime",
}


@dataclass(frozen=True, slots=True)
class _Drop:
    """A choice that cannot stay, by its place among the choices."""

    choice: int
    why: str
    text: str


def option(request: DraftRequest, trying: Trying, chosen: Chosen, needs: Sequence[Need]) -> PlanOption:
    """The option with days and a price. It holds less than was chosen where that cannot be, and says why.

    Each round leaves out one choice or one product, so that it comes to an end.
    """
    choices, unsold, left = list(chosen.choices), set[str](), list[LeftOut]()
    while True:
        tried = trying.tried(choices, chosen, unsold)
        drop = next(_misfits(tried, request), None)
        if drop is not None:
            left += _left_out(choices.pop(drop.choice), drop)
            continue
        line = _unaffordable(tried, request)
        if line is None:
            return _whole(tried, chosen, needs, left)
        unsold.add(line.sku)
        left.append(_not_sold(line))


def _misfits(tried: Tried, request: DraftRequest) -> Iterator[_Drop]:
    """What cannot stay: what has no day, what a rule blocks on its day, and last what the budget does not reach."""
    placed = {each.item for visit in tried.visits for each in visit.items}
    reasons = {each.item: each for each in tried.scheduled.unplaced} if tried.scheduled else {}
    by_item = {check.item: check for check in tried.checks}
    for index, choice in enumerate(tried.choices):
        for item in choice:
            if item.id not in placed:
                reason = reasons.get(item.id)
                yield _Drop(index, no_day(reason), reason.text if reason else f"{item.title}: no day was found.")
            elif message := blocked(by_item[item.id]):
                yield _Drop(index, "blocked", f"{item.title} is blocked: {message}")
    budget = request.selecting().budget
    if tried.choices and budget is not None and tried.alone.total > budget:
        titles, total = " and ".join(item.title for item in tried.choices[-1]), tried.alone.total
        text = f"{titles}: with it the plan costs {total} {tried.alone.currency}, which is beyond the budget."
        yield _Drop(len(tried.choices) - 1, "budget", text)


def no_day(reason: Unplaced | None) -> str:
    """Why an item has no day, as `LeftOut` says it."""
    return _CODES.get(reason.why, "no_slot") if reason else "no_slot"


def _left_out(choice: Choice, drop: _Drop) -> list[LeftOut]:
    return [LeftOut(what=item.treatment, why=drop.why, text=drop.text) for item in choice]


def _unaffordable(tried: Tried, request: DraftRequest) -> RegimenLine | None:
    """The last product, where products go beyond the budget; sunscreen goes last of all."""
    budget = request.selecting().budget
    if budget is None or tried.investment.total <= budget:
        return None
    sold = [line for line in reversed(tried.regimen) if line.sku]
    return min(sold, key=lambda line: _protects(line, request), default=None)


def _protects(line: RegimenLine, request: DraftRequest) -> bool:
    routine = request.library.treatment(line.treatment).routine
    return routine is not None and routine.role == "protect"


def _not_sold(line: RegimenLine) -> LeftOut:
    text = f"{line.title} is recommended and not sold with the plan: its price is beyond the budget."
    return LeftOut(what=line.treatment, why="budget", text=text)


def _whole(tried: Tried, chosen: Chosen, needs: Sequence[Need], left: Sequence[LeftOut]) -> PlanOption:
    tier: Tier = chosen.tier if tried.choices else "nothing_now"
    first = {item.id for choice in tried.choices[: chosen.primary] for item in choice}
    known = (*chosen.left_out, *left, *tried.home_left)
    scheduled = tried.scheduled
    made = PlanOption(
        tier=tier,
        title=TITLES[tier],
        primary=tuple(item for item in tried.items if item.id in first),
        supporting=tuple(item for item in tried.items if item.id not in first),
        regimen=tried.regimen,
        checks=tried.checks,
        timeline=tried.visits,
        investment=tried.investment,
        schedule=scheduled.status if scheduled else "none",
        gap=scheduled.gap if scheduled else 0.0,
        schedule_notes=scheduled.notes if scheduled else (),
        left_out=(*known, *_lost(chosen.items, needs, left)),
    )
    return made.model_copy(update={"summary": summary(made)})


def _lost(items: Iterable[PlanItem], needs: Iterable[Need], left: Sequence[LeftOut]) -> Iterator[LeftOut]:
    """Needs that went with what was left out on the way."""
    met = {item.treatment: met_by([item]) for item in items}
    gone = {each.what: each for each in left if each.what in met}
    kept = set().union(*(keys for name, keys in met.items() if name not in gone))
    for need in needs:
        reason = next((each for name, each in gone.items() if need.key in met[name]), None)
        if reason and need.key not in kept:
            yield LeftOut(what=need.key, why=reason.why, text=f"Not treated: {need.words}. {reason.text}")


def met_by(items: Iterable[PlanItem]) -> set[str]:
    """Keys of the needs that items are there for."""
    whys = (why for item in items for why in item.why if why.kind in ("finding", "goal"))
    return {f"{why.concern}:{why.zone}" if why.concern else f"goal:{why.goal}" for why in whys}
