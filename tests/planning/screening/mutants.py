"""Small mistakes that could be made in the shipped rules: every one of them as a library that holds it.

Each operator yields the same mutants on every run, so that a seed can draw a sample from all of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any, TypeVar

from planning.library import Library, RuleSet, Sourced, Treatment
from planning.rules import Gap, Pause
from tests.planning.screening.slips import rule_slips, timing_slips

Owner = TypeVar("Owner", RuleSet, Treatment)
Slip = tuple[str, Any]  # what was slipped, and the part with the slip in it; None where it is gone


@dataclass(frozen=True, slots=True)
class Mutant:
    """One mistake.

    Attributes:
        parts: ids of the rules, gaps or pauses that it touches.
        what: the mistake in words.
        library: the shipped one with it.
    """

    parts: tuple[str, ...]
    what: str
    library: Library


def mutants(library: Library) -> Iterator[Mutant]:
    """All of them."""
    for owner in (*library.rule_sets, *library.treatments.values()):
        yield from _of_parts(library, owner, "rules")
        yield from _of_parts(library, owner, "pauses")
    for rule_set in library.rule_sets:
        yield from _of_tags(library, rule_set)
    yield from _of_gaps(library)


def _of_parts(library: Library, owner: RuleSet | Treatment, field: str) -> Iterator[Mutant]:
    parts: tuple[Any, ...] = getattr(owner, field)
    for index, part in enumerate(parts):
        for what, slipped in (*_slips(part), ("gone", None)):
            rest = _replaced(parts, index, slipped)
            yield Mutant((part.id,), f"{part.id}: {what}", _with(library, _copy(owner, **{field: rest})))


def _slips(part: Any) -> Iterator[Slip]:
    return timing_slips(part) if isinstance(part, Pause | Gap) else rule_slips(part)


def _of_tags(library: Library, rule_set: RuleSet) -> Iterator[Mutant]:
    touched = tuple(part.id for part in (*rule_set.rules, *rule_set.pauses))
    for index, tag in enumerate(rule_set.tags):
        tags = _replaced(rule_set.tags, index, None)
        yield Mutant(touched, f"{rule_set.id}: without {tag}", _with(library, _copy(rule_set, tags=tags)))


def _of_gaps(library: Library) -> Iterator[Mutant]:
    for index, sourced in enumerate(library.gaps):
        gap = sourced.part
        for what, slipped in (*_slips(gap), ("gone", None)):
            part = None if slipped is None else Sourced(slipped, sourced.source)
            yield Mutant((gap.id,), f"{gap.id}: {what}", replace(library, gaps=_replaced(library.gaps, index, part)))


def _replaced(parts: Iterable[Any], index: int, part: Any) -> tuple[Any, ...]:
    listed = list(parts)
    listed[index : index + 1] = [] if part is None else [part]
    return tuple(listed)


def _copy(model: Owner, **changes: Any) -> Owner:
    return model.model_copy(update=changes)


def _with(library: Library, owner: RuleSet | Treatment) -> Library:
    """The library with one file changed."""
    if isinstance(owner, Treatment):
        return replace(library, treatments=MappingProxyType({**library.treatments, owner.id: owner}))
    return replace(library, rule_sets=tuple(owner if each.id == owner.id else each for each in library.rule_sets))
