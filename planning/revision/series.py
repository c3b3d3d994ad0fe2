"""What a session that was cancelled or missed does to its series.

By the treatment's own interval. Up to its longest, the series goes on. Up to twice that, one session was missed: it
goes on, late, and the provider is told. Beyond, what was done no longer counts and the series begins anew. That limit
is ours: no source of the library gives one. A vetted series keeps the practice's own days, and a treatment whose file
states no interval goes on; its provider decides.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Literal

from planning.library import Library
from planning.plan import PlanItem

Effect = Literal["goes_on", "late", "begins_anew"]
_MISSED = 2  # longest intervals between two visits, beyond which a series begins anew


def effect(item: PlanItem, days: int, library: Library) -> Effect:
    """Of so many days between two consecutive visits of an item."""
    interval = library.treatment(item.treatment).series.interval_days
    if interval is None or any(why.kind == "template" for why in item.why) or days <= interval.high:
        return "goes_on"
    return "late" if days <= _MISSED * interval.high else "begins_anew"


def begun_anew(item: PlanItem, done: Sequence[date], ahead: date, library: Library) -> PlanItem:
    """The item, with as many visits as its series needs if the next one is on the day ahead.

    Args:
        done: days of its visits that took place, in order.
    """
    if len(done) <= item.not_counted or effect(item, (ahead - done[-1]).days, library) != "begins_anew":
        return item
    length = item.visits - item.not_counted
    return item.model_copy(update={"visits": len(done) + length, "not_counted": len(done)})
