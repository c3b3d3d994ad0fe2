"""How far the days of two items keep apart, as screening will judge them: see `planning.screening.by_gap`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from planning.library import Library
from planning.rules import Gap, Item, zones_meet
from planning.schedule.services import Service

Order = Literal["any", "first_first", "second_first"]


@dataclass(frozen=True, slots=True)
class Spacing:
    """Between a first and a second item.

    Attributes:
        after: the second comes at least so many days after the first, where it comes on a later day.
        before: the first comes at least so many days after the second, where it comes on a later day.
        same_day: both may be on one day.
        order: of the two on one day.
    """

    after: int = 1
    before: int = 1
    same_day: bool = True
    order: Order = "any"

    def allows(self, days: int) -> bool:
        """Whether the second may come so many days after the first; negative where it comes before."""
        if days == 0:
            return self.same_day
        return days >= self.after if days > 0 else -days >= self.before


def spacing(first: Service, second: Service, library: Library) -> Spacing:
    """Of two items of a plan, or of one item's visits where both are the same."""
    forth = _gaps(first.line, second.line, library)
    back = _gaps(second.line, first.line, library)
    ways = _ways(forth, "first_first", "second_first") | _ways(back, "second_first", "first_first")
    same_day = len(ways) < 2 and all(gap.same_day != "never" for gap in (*forth, *back))
    share_skin = zones_meet(first.line.zones, second.line.zones)
    both_wound = share_skin and first.wounds and second.wounds and not (forth or back)
    return Spacing(
        after=max(1, _heals(first, both_wound) * share_skin, *(gap.days for gap in forth)),
        before=max(1, _heals(second, both_wound) * share_skin, *(gap.days for gap in back)),
        same_day=same_day and not both_wound and first.id != second.id,
        order=next(iter(ways), "any"),
    )


def _heals(earlier: Service, both_wound: bool) -> int:
    """Days until the skin may be treated again: for what wounds it too, until nothing of the first is seen."""
    return max(earlier.healed_days, earlier.downtime_days) if both_wound else earlier.healed_days


def _gaps(earlier: Item, later: Item, library: Library) -> list[Gap]:
    gaps = (gap.part for gap in library.gaps)
    bound = (gap for gap in gaps if gap.earlier in earlier.tags and gap.later in later.tags)
    return [gap for gap in bound if gap.where == "anywhere" or zones_meet(earlier.zones, later.zones)]


def _ways(gaps: Iterable[Gap], earlier_first: Order, later_first: Order) -> set[Order]:
    by_rule: dict[str, Order] = {"earlier_first": earlier_first, "later_first": later_first}
    return {by_rule[gap.same_day] for gap in gaps if gap.same_day in by_rule}
