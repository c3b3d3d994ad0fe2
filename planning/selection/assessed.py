"""After a positive screen for body dysmorphic disorder nothing elective is put forward before an assessment.

A screen that was left unfinished is a question, and holds like any other. A positive one is asked about by a person
first: what a draft lists would read as an offer.
"""

from __future__ import annotations

from collections.abc import Iterable

from planning.profile import Answer
from planning.selection.candidates import Candidate, Dropped
from planning.selection.request import SelectRequest

_RULE = "elective_dysmorphia"
TEXT = (
    "The screen for body dysmorphic disorder is positive. It is no diagnosis; elective treatment waits until a provider"
    " has recorded an assessment."
)


def assessed_first(
    request: SelectRequest, offered: list[Candidate], refused: list[Dropped]
) -> tuple[list[Candidate], list[Dropped]]:
    """Candidates that may be put forward now, and all others with the reason."""
    screen = request.profile.dysmorphia_screen
    if screen is None or screen.positive is not Answer.YES:
        return offered, refused
    waiting = [each for each in offered if any(_RULE in part.on_hold for part in each.parts)]
    kept = [each for each in offered if each not in waiting]
    return kept, [*refused, *_dropped(waiting)]


def _dropped(waiting: Iterable[Candidate]) -> Iterable[Dropped]:
    for each in waiting:
        keys = frozenset(key for part in each.parts for key in part.points)
        yield Dropped(each.id, "warned", f"{each.title}: {TEXT[:1].lower()}{TEXT[1:]}", keys)
