"""Visits wait until what the client uses at home has rested for as long as the library asks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from planning.library import Library
from planning.plan import PlanItem
from planning.rules import Level, Verdict


def rested(
    items: Iterable[PlanItem], verdicts: Iterable[Verdict], library: Library, today: date
) -> Iterator[tuple[str, date]]:
    """First day of each item that must wait, if the client stops today.

    Args:
        verdicts: on the items, without days: a pause that warns is one of something in use.
    """
    found = {(verdict.treatment, verdict.rule) for verdict in verdicts if verdict.level is Level.WARN}
    for item in items:
        pauses = [sourced.part for sourced in library.pauses(library.treatment(item.treatment).called)]
        days = [pause.before_days for pause in pauses if (item.treatment, pause.id) in found]
        if days:
            yield item.id, today + timedelta(max(days))
