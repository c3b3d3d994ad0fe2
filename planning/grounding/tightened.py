"""The library as a practice's protocols make it: stricter where they are, and nowhere milder.

Figures are only ever added beside the library's own, so that whoever holds a plan against rules, gaps and pauses meets
the stricter of both; no sentence of a protocol can take one away.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from types import MappingProxyType

from planning.grounding.conflicts import Conflict
from planning.library import Library, Sourced, Treatment
from planning.rules import Condition, Gap, Level, Pause, Rule, Source


def tightened(library: Library, found: Iterable[Conflict]) -> Library:
    """The library with what protocols ask beyond it; each addition names the protocol as its source."""
    treatments, gaps = dict(library.treatments), list(library.gaps)
    for conflict in found:
        if conflict.by != "protocol":
            continue
        cite = f"The practice's protocol {conflict.citation.source}: {conflict.citation.place}"
        source = Source(cite=cite, strength="house")
        treatment = treatments[conflict.line]
        if conflict.stated.kind in ("repeat", "gap"):
            gaps.append(Sourced(_gap(conflict, treatment), source))
        else:
            treatments[treatment.id] = _held(conflict, treatment, source)
    return replace(library, treatments=MappingProxyType(treatments), gaps=tuple(gaps))


def _name(conflict: Conflict) -> str:
    fact = conflict.stated
    return "_".join(
        filter(None, ("protocol", fact.passage.protocol, conflict.line, fact.kind, fact.other, str(fact.value)))
    )


def _gap(conflict: Conflict, treatment: Treatment) -> Gap:
    repeat = conflict.stated.kind == "repeat"
    return Gap(
        id=_name(conflict),
        earlier=treatment.id if repeat else conflict.stated.other,
        later=treatment.id,
        days=conflict.applied,
        same_day="allowed" if repeat else "never",
        message=conflict.stated.sentence,
        source="protocol",
    )


def _held(conflict: Conflict, treatment: Treatment, source: Source) -> Treatment:
    """With a pause or a rule more, under a source of its own."""
    name = _name(conflict)
    sources = {**treatment.sources, name: source}
    if conflict.stated.kind in ("minimum_age", "phototypes"):
        rules = (*treatment.rules, _rule(conflict, name))
        return treatment.model_copy(update={"rules": rules, "sources": sources})
    pauses = (*treatment.pauses, _pause(conflict, name))
    return treatment.model_copy(update={"pauses": pauses, "sources": sources})


def _rule(conflict: Conflict, name: str) -> Rule:
    fact = conflict.stated
    skin = {"phototype": {"types": fact.phototypes}}
    when = {"age": {"below": conflict.applied}} if fact.kind == "minimum_age" else skin
    return Rule(
        id=name,
        when=Condition.model_validate(when),
        verdict=Level.BLOCK,
        unknown="hold",
        message=fact.sentence if len(fact.sentence) >= 10 else f"The practice's protocol: {fact.sentence}",
        ask="Date of birth" if fact.kind == "minimum_age" else "Phototype questionnaire",
        source=name,
    )


def _pause(conflict: Conflict, name: str) -> Pause:
    kind, days = conflict.stated.kind, conflict.applied
    return Pause(
        id=name,
        home_care=conflict.stated.other,
        before_days=days if kind == "before" else 0,
        darker_before_days=days if kind == "darker_before" else None,
        after_days=days if kind == "after" else 0,
        message=conflict.stated.sentence,
        source=name,
    )
