"""Three-valued answers of conditions, after Kleene's strong logic, with the facts that led to them.

And: no wins, then unknown. Or: yes wins, then unknown. There is no not: a condition can only be met by more risk, so
that adding a risk never makes a verdict milder.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from planning.profile import Answer


@dataclass(frozen=True, slots=True)
class Truth:
    """What a condition comes to.

    Attributes:
        answer: yes, no or unknown.
        facts: what led to a yes, or what is missing where it is unknown; sentences or short phrases.
        told: of an unknown, that the client said yes and only the day or the place is missing.
    """

    answer: Answer
    facts: tuple[str, ...] = ()
    told: bool = False


NO = Truth(Answer.NO)


def yes(fact: str) -> Truth:
    return Truth(Answer.YES, (fact,))


def unknown(fact: str) -> Truth:
    return Truth(Answer.UNKNOWN, (fact,))


def told(fact: str) -> Truth:
    """Yes, but on which day or at which place is not known."""
    return Truth(Answer.UNKNOWN, (fact,), told=True)


def any_of(truths: Sequence[Truth]) -> Truth:
    """Yes with the facts of every yes; else unknown with what is missing."""
    for answer in (Answer.YES, Answer.UNKNOWN):
        if met := [truth for truth in truths if truth.answer is answer]:
            return Truth(answer, _facts(met), any(truth.told for truth in met))
    return NO


def all_of(truths: Sequence[Truth]) -> Truth:
    """No as soon as one is; else unknown with what is missing; else yes with the facts of all."""
    if any(truth.answer is Answer.NO for truth in truths):
        return NO
    missing = [truth for truth in truths if truth.answer is Answer.UNKNOWN]
    if missing:
        return Truth(Answer.UNKNOWN, _facts(missing), all(truth.told for truth in missing))
    return Truth(Answer.YES, _facts(truths))


def _facts(truths: Sequence[Truth]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(fact for truth in truths for fact in truth.facts))
