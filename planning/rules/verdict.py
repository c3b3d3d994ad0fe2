"""What a rule says of an item, with the rule, the source and the facts that led to it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from planning.rules.rule import Level
from planning.rules.source import Source


@dataclass(frozen=True, slots=True)
class Changed:
    """A medical director's decision to take a rule otherwise.

    Attributes:
        level: that the library gives it; None where it is silent.
        reason, signed_by, signed_on: on record.
    """

    level: Level | None
    reason: str
    signed_by: str
    signed_on: date


@dataclass(frozen=True, slots=True)
class Verdict:
    """One verdict on one item.

    Attributes:
        level: as it applies.
        treatment, zones: of the item.
        rule: id of the rule, gap or pause.
        message: to the provider.
        ask: what to ask; empty when nothing is open.
        facts: what triggered it, or what is missing.
        source: whose word it is.
        unknown: it rests on something that is not known.
        label: it can't be lowered.
        until: first day on which it no longer applies, where a day is all it takes.
        changed: by whom, where a practice takes the rule otherwise.
    """

    level: Level
    treatment: str
    zones: tuple[str, ...]
    rule: str
    message: str
    ask: str
    facts: tuple[str, ...]
    source: Source
    unknown: bool = False
    label: bool = False
    until: date | None = None
    changed: Changed | None = None


def approvable(verdicts: Iterable[Verdict]) -> bool:
    """Nothing is on hold and nothing is blocked."""
    return all(verdict.level < Level.HOLD for verdict in verdicts)
