"""Cues near a thing: the last before it, right beside it, or behind it before the next."""

from __future__ import annotations

from planning.notes.direct import counted
from planning.notes.language import Found
from planning.notes.marked import Marked, Mention
from planning.notes.vocabulary import single_words

NEAR = 6  # words that a cue behind a thing may stand away from it


def last_before(said: Marked, mention: Mention, name: str) -> int:
    """Where the last cue of a list before a thing ends in its clause; -1 for none."""
    return max((cue.last for cue in said.cued(name, first=mention.opens, last=mention.first)), default=-1)


def right_before(said: Marked, mention: Mention, name: str) -> bool:
    """Right before it, an article apart."""
    cues = said.cued(name, first=mention.opens, last=mention.first)
    return any(
        all(
            key in ("the", "a", "her", "his", "my", "their", "any", "next", "starting")
            for key in said.keys[cue.last : mention.first]
        )
        for cue in cues
    )


def stands_behind(said: Marked, mention: Mention, name: str) -> bool:
    """Behind it in its clause, before the next thing, and near."""
    end = min(mention.closes, mention.last + NEAR)
    cues = said.cued(name, first=mention.last, last=end)
    return any(_leads_to(said, mention, cue) and not counted(said, cue) for cue in cues)


def _leads_to(said: Marked, mention: Mention, cue: Found) -> bool:
    """No other thing stands between, but for more of a list that is planned as one: `laser + peel booked`."""
    between = [m for m in said.mentions if mention.last <= m.first < cue.first]
    covered = {i for m in between for i in range(m.first, m.last)}
    rest = {said.keys[i] for i in range(mention.last, cue.first) if i not in covered}
    listed = cue.name == "planned.after" and rest <= single_words("joints")
    return not between or (listed and all(m.term.kind == mention.term.kind for m in between))
