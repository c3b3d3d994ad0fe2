"""Visits wait for what time alone settles: a tan that fades, months that go by after isotretinoin."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta

from planning.drafting.rested import Wait
from planning.plan import PlanItem
from planning.rules import Level, Verdict
from planning.screening import Planned
from planning.selection import PATIENCE_DAYS

Said = Callable[[Iterable[Planned]], tuple[Verdict, ...]]


def passing(items: Iterable[PlanItem], said: Said, today: date) -> Iterator[Wait]:
    """First day of each item on which nobody is warned any more of what passes.

    Args:
        said: what the rules say of lines of a plan on their days.
    """
    for item in items:
        line = Planned(treatment=item.treatment, zones=item.zones, product=item.product)
        soon, then = (_warnings(line, said, today + timedelta(days)) for days in (1, PATIENCE_DAYS))
        gone = {rule: message for rule, message in soon.items() if rule not in then}
        if gone:
            yield _last_of(item.id, line, gone, said, today)


def _last_of(name: str, line: Planned, gone: dict[str, str], said: Said, today: date) -> Wait:
    """By halving: time only takes such warnings away."""
    low, high, last = 1, PATIENCE_DAYS, dict(gone)
    while high - low > 1:
        middle = (low + high) // 2
        left = {rule: gone[rule] for rule in _warnings(line, said, today + timedelta(middle)) if rule in gone}
        low, high, last = (middle, high, left) if left else (low, middle, last)
    return Wait(name, today + timedelta(high), " ".join(dict.fromkeys(last.values())))


def _warnings(line: Planned, said: Said, day: date) -> dict[str, str]:
    found = said([line.model_copy(update={"on": day})])
    return {verdict.rule: verdict.message for verdict in found if verdict.level is Level.WARN}
