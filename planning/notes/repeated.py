"""What a note says more than once: of the same thing told twice, the telling that says more stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from planning.notes.facts import FactKind, ProposedFact

_FIGURES = (FactKind.LABORATORY, FactKind.PHOTOTYPE)


def once(facts: Iterable[ProposedFact]) -> Iterator[ProposedFact]:
    """The same said twice in a sentence is one fact."""
    seen: set[tuple[object, ...]] = set()
    for fact in facts:
        key = (*_what(fact), fact.on, fact.value)
        if key not in seen:
            seen.add(key)
            yield fact


def unrepeated(facts: Iterable[ProposedFact]) -> Iterator[ProposedFact]:
    """Without what another sentence says too, and better or earlier: `Botox in March. Botox went well.`"""
    told = list(facts)
    for place, fact in enumerate(told):
        better = any(_adds_to(fact, other) for other in told)
        if not better and not any(_equals(fact, other) for other in told[:place]):
            yield fact


def _adds_to(fact: ProposedFact, other: ProposedFact) -> bool:
    """Does the other say all of it, with a day beside?"""
    return _alike(fact, other) and not _days(fact) and bool(_days(other))


def _equals(fact: ProposedFact, other: ProposedFact) -> bool:
    return _alike(fact, other) and _days(fact) == _days(other)


def _alike(fact: ProposedFact, other: ProposedFact) -> bool:
    places = not fact.zones or fact.zones == other.zones or fact.code.endswith("_allergy")
    return fact.kind not in _FIGURES and _what(fact) == _what(other) and places


def _what(fact: ProposedFact) -> tuple[object, ...]:
    return (fact.kind, fact.code, fact.answer, fact.status, fact.experiencer, fact.certainty)


def _days(fact: ProposedFact) -> tuple[object, ...]:
    days = (fact.on, fact.started, fact.stopped)
    return days if any(days) else ()
