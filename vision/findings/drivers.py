"""What drives the look of a facial third: its groups of concerns, ranked, and whether one of them leads.

One leads only where its interval lies above the intervals of all others that were assessed, and its grade is above
`none`. Everything else is said as what it is: too close to tell, nothing elevated, nothing to compare with, nothing
assessable. All groups take part that are offered in the third. The scale that they are compared on is that of their
anchors, which are provisional: equal severities of lines and of laxity are equally far between what is young and what
is extreme, and not equally easy to see.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from vision.concerns.concern import Group
from vision.concerns.groups import group_words
from vision.findings.composite import Composite
from vision.zones import Third

Outcome = Literal["dominant", "no_clear_driver", "nothing_elevated", "single_group", "not_assessable"]


@dataclass(frozen=True, slots=True)
class Drivers:
    """Of one third.

    Attributes:
        third: facial third.
        outcome: stable code of the statement.
        dominant: the group that leads; None for every other outcome.
        statement: a sentence for people.
        ranking: composites of the groups that could be assessed, the highest severity first.
        not_assessed: groups that are offered here and could not be.
    """

    third: Third
    outcome: Outcome
    dominant: Group | None
    statement: str
    ranking: tuple[Composite, ...]
    not_assessed: tuple[Group, ...]


def rank_drivers(composites: Sequence[Composite]) -> tuple[Drivers, ...]:
    """One entry for each third, from upper to lower."""
    return tuple(_of_third(third, composites) for third in get_args(Third))


def _of_third(third: Third, composites: Sequence[Composite]) -> Drivers:
    groups = [each for each in composites if each.region == third and each.concern is None]
    ranking = sorted((each for each in groups if each.assessable), key=lambda each: -(each.severity or 0.0))
    missing = tuple(each.group for each in groups if not each.assessable)
    outcome, statement = _judge(ranking)
    if ranking and missing:
        statement += f" Not assessable here: {_listed(missing)}."
    dominant = ranking[0].group if outcome == "dominant" else None
    return Drivers(third, outcome, dominant, statement, tuple(ranking), missing)


def _judge(ranking: Sequence[Composite]) -> tuple[Outcome, str]:
    if not ranking:
        return "not_assessable", "Nothing could be assessed here."
    first, *others = ranking
    if first.grade == 0:
        return "nothing_elevated", "Nothing stands out: no group of concerns is above grade none."
    if not others:
        return (
            "single_group",
            f"Only {group_words(first.group)} could be assessed, so there is nothing to compare with.",
        )
    if first.interval is None or any(other.interval is None for other in others):
        return "no_clear_driver", "No clear driver: how far these scores scatter is not known."
    close = tuple(o.group for o in others if o.interval is not None and o.interval[1] >= first.interval[0])
    if close:
        return "no_clear_driver", f"No clear driver: {_listed((first.group, *close))} are too close to tell apart."
    return (
        "dominant",
        f"Dominant: {group_words(first.group)}, clear of {_listed(tuple(other.group for other in others))}.",
    )


def _listed(groups: Sequence[Group]) -> str:
    """ "lines", "lines and redness", "lines, pigment and redness"."""
    *most, last = map(group_words, groups)
    return " and ".join([", ".join(most), last] if most else [last])
