"""Verdicts of gaps: of two lines of the plan, and of a line with what was given before."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from planning.library import Library, Sourced
from planning.rules import Case, Gap, Item, Level, Source, Verdict, zones_meet

_NOT_ASKED = Source(cite="Ours: what was given before must be known where a gap may be due", strength="house")


def by_gaps(case: Case, item: Item, library: Library) -> Iterator[Verdict]:
    """Verdicts on an item as the later of two; the earlier one is of the plan or of the past."""
    bound = [gap for gap in library.gaps if gap.part.later in item.tags]
    for gap in bound:
        for other in (*case.others(item), *case.past):
            if gap.part.earlier in other.tags and _meet(gap.part, other, item):
                yield from _between(case, gap, other, item)
    if bound and case.past_open:
        yield _not_asked(item, case.past_open)


def _meet(gap: Gap, other: Item, item: Item) -> bool:
    return gap.where == "anywhere" or zones_meet(other.zones, item.zones)


def _between(case: Case, gap: Sourced[Gap], other: Item, item: Item) -> Iterator[Verdict]:
    if other.past:
        yield from _after_past(case.day(item), gap, other, item)
    elif other.on is None or item.on is None:
        yield _verdict(gap, item, Level.INFORM, f"{gap.part.days} days after {other}, once scheduled")
    else:
        yield from _scheduled(gap, other, item, other.on, item.on)


def _after_past(day: date, gap: Sourced[Gap], other: Item, item: Item) -> Iterator[Verdict]:
    if other.on is None:
        yield _verdict(gap, item, Level.HOLD, f"{other.treatment} was given, when is not known", unknown=True)
        return
    until = other.on + timedelta(gap.part.days)
    same_day_is_fine = day == other.on and gap.part.same_day in ("allowed", "earlier_first")
    if day < until and not same_day_is_fine:
        yield _verdict(gap, item, Level.HOLD, f"{other.treatment} was given on {other.on}", until=until)


def _scheduled(gap: Sourced[Gap], other: Item, item: Item, earlier: date, later: date) -> Iterator[Verdict]:
    if later == earlier and gap.part.same_day != "never":
        first = {"earlier_first": other, "later_first": item}.get(gap.part.same_day)
        if first is not None:
            yield _verdict(gap, item, Level.INFORM, f"{first.treatment} first, on the same day")
    elif earlier <= later < earlier + timedelta(gap.part.days):
        yield _verdict(gap, item, Level.BLOCK, f"{other} is too near", until=earlier + timedelta(gap.part.days))


def _verdict(
    gap: Sourced[Gap], item: Item, level: Level, fact: str, *, unknown: bool = False, until: date | None = None
) -> Verdict:
    return Verdict(
        level=level,
        treatment=item.treatment,
        zones=item.zones,
        rule=gap.part.id,
        message=gap.part.message,
        ask="When was it given?" if unknown else "",
        facts=(fact,),
        source=gap.source,
        unknown=unknown,
        until=until,
    )


def _not_asked(item: Item, open_: tuple[str, ...]) -> Verdict:
    return Verdict(
        level=Level.HOLD,
        treatment=item.treatment,
        zones=item.zones,
        rule="earlier_treatments_unknown",
        message="Some earlier treatments need days in between, and not all of them are known.",
        ask="Which treatments have you had in the last two years, where and when?",
        facts=open_,
        source=_NOT_ASKED,
        unknown=True,
    )
