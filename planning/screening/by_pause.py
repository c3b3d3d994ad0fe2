"""Verdicts of pauses: home care that stops around a visit, planned or already used."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from planning.library import Library, Sourced
from planning.profile import Answer
from planning.rules import Case, Condition, Item, Level, Pause, Verdict


def by_pauses(case: Case, item: Item, library: Library) -> Iterator[Verdict]:
    """Verdicts on a visit: what of the plan's home care stops, and what the client uses that must."""
    for pause in library.pauses(item.tags):
        planned = [other for other in case.others(item) if pause.part.home_care in other.tags]
        for other in planned:
            yield _verdict(
                pause, item, Level.INFORM, (f"{other.treatment} in the same plan{_days(case, pause.part, item)}",)
            )
        yield from _used(case, pause, item)


def _used(case: Case, pause: Sourced[Pause], item: Item) -> Iterator[Verdict]:
    if not pause.part.medicine_class:
        return
    before = pause.part.before(case.profile.phototype.type)
    taken = {"class": pause.part.medicine_class, "within_days": max(before - 1, 0)}
    truth = Condition.model_validate({"medicine": taken}).truth(case, item)
    if truth.answer is Answer.YES:
        yield _verdict(pause, item, Level.WARN, (*truth.facts, _days(case, pause.part, item).removeprefix(": ")))


def _days(case: Case, pause: Pause, item: Item) -> str:
    before = pause.before(case.profile.phototype.type)
    if item.on is None:
        return f": stop {before} days before, resume {pause.after_days} days after"
    stop, resume = item.on - timedelta(before), item.on + timedelta(pause.after_days)
    return f": stop by {stop}, resume from {resume}"


def _verdict(pause: Sourced[Pause], item: Item, level: Level, facts: tuple[str, ...]) -> Verdict:
    part, source = pause.part, pause.source
    return Verdict(level, item.treatment, item.zones, part.id, part.message, "", facts, source)
