"""`Pregnant or nursing? Yes - nursing`: the answer names which of the things asked for it means."""

from __future__ import annotations

from planning.notes.marked import Marked, Mention

_NEAR = 6  # words behind the answer


def narrowed(said: Marked, mention: Mention) -> bool:
    """Asked for with others, and the yes behind names one of them but not this one, which stays open."""
    question = said.answer_to(mention)
    if question is None or question.state != "yes":
        return False
    asked = {m.term.codes for m in said.mentions if question.first <= m.first < question.last}
    behind = [m for m in said.mentions if question.closes <= m.first < question.closes + _NEAR]
    told = {m.term.codes for m in behind if not m.negated}
    return bool(asked & told) and mention.term.codes not in told
