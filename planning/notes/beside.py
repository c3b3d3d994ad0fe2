"""Words beside a health question's thing that say whether it is there today or over."""

from __future__ import annotations

from planning.notes.language import Found
from planning.notes.marked import Marked, Mention
from planning.notes.vocabulary import single_words

NEAR = 5
# `now cleared` is over.
WEAK = ("now", "currently", "present", "today", "presently", "at", "current")


def told_near(said: Marked, mention: Mention, name: str, but: tuple[str, ...] = ()) -> bool:
    """In its clause, or in what goes on about it behind."""
    behind = mention.closes
    while behind < len(said.keys) and not said.answered(behind, said.clause(behind)[1]):
        behind = said.clause(behind)[1]
    first = max(mention.opens, mention.first - NEAR)
    return any(
        (not said.answered(cue.last, mention.first) or _of_list(said, cue, mention))
        and not said.answered(mention.last, cue.first)
        for cue in said.cued(name, first=first, last=behind)
        if said.keys[cue.first] not in but
        and not _denied_behind(said, mention, cue)
        and not _elsewhere(said, mention, cue)
        and not (said.keys[cue.last - 1] == "treated" and said.keys[cue.last : cue.last + 1] in _BY)
    )


def beside_active(said: Marked, mention: Mention) -> bool:
    """`Active infection or cold sores` names the first as a whole."""
    before = [m for m in said.mentions if m.last <= mention.first]
    joined = before and {*said.keys[before[-1].last : mention.first]} <= {"or", "/", "and", "nor"}
    return bool(joined) and said.keys[before[-1].first] in ("active", "current")


def _of_list(said: Marked, cue: Found, mention: Mention) -> bool:
    """`Any active infections or cold sores?` asks for both as they are now."""
    covered = {i for m in said.mentions for i in range(m.first, m.last)}
    gap = {said.keys[i] for i in range(cue.last, mention.first) if i not in covered}
    return said.keys[cue.first] in ("active", "current", "currently") and gap <= {"or", "/", "and", ",", "any"}


_BY = (("by",), ("with",), ("w/",), ("for",), ("at",), ("w",))  # what is being treated is not over


def _elsewhere(said: Marked, mention: Mention, cue: Found) -> bool:
    """Said of a medicine (`stopped her pill`, `acyclovir, starting today`), or awaited (`when it cleared`)."""
    drugs = [m for m in said.mentions if m.term.kind == "medicine" and m.first >= mention.last]
    of_drug = any(m.last <= cue.first or cue.last <= m.first <= cue.last + 1 for m in drugs)
    waits = bool(single_words("awaiting") & {*said.keys[max(cue.first - 3, 0) : cue.first]})
    of_drug &= said.keys[cue.first] in single_words("of_medicine")
    return waits or (cue.first >= mention.last and of_drug)


def _denied_behind(said: Marked, mention: Mention, cue: Found) -> bool:
    """`Cold sores since childhood; none currently.`"""
    opens, closes = said.clause(cue.first)
    return opens != mention.opens and bool(_NONE & {*said.keys[opens:closes]})


_NONE = frozenset(("none", "no", "not", "denies", "doesn't", "hasn't", "n", "nothing"))
