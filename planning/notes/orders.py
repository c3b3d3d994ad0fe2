"""Orders and paper: what was told, called off or handed out is no history."""

from __future__ import annotations

from planning.notes.language import Found
from planning.notes.marked import Marked, Mention
from planning.notes.vocabulary import single_words


def ordered(said: Marked, mention: Mention) -> bool:
    """`No RF!`, `IPL contraindicated`, `brochure on Sculptra`: nothing of what was or what will be."""
    handed = any(_beside(said, cue.last, mention) for cue in _cues(said, "handed", mention))
    if mention.term.kind == "medicine" and single_words("refused") & {
        *said.keys[max(mention.first - 1, 0) : mention.first]
    }:
        return True
    if handed or mention.term.kind != "treatment":
        return handed
    return (
        any(
            said.keys[cue.last - 1] == "no" or _beside(said, cue.last, mention)
            for cue in _cues(said, "orders", mention)
        )
        or any(_right_before(said, cue.last, mention) for cue in _cues(said, "held_off", mention))
        or _forbidden(said, mention)
        or _called_off(said, mention)
    )


def _cues(said: Marked, name: str, mention: Mention) -> list[Found]:
    return list(said.cued(name, first=mention.opens, last=mention.first))


def _beside(said: Marked, place: int, mention: Mention) -> bool:
    covered = {i for m in said.mentions for i in range(m.first, m.last)}
    gap = [key for i, key in enumerate(said.keys) if place <= i < mention.first and i not in covered]
    return not said.between(place, mention.first) or all(key in _JOINTS for key in gap)


def _only_no(said: Marked) -> bool:
    """Nothing stands in the sentence but treatments and their denial."""
    covered = {i for m in said.mentions for i in range(m.first, m.last)}
    rest = {key for i, key in enumerate(said.keys) if i not in covered}
    return rest <= {"no", "or", "and", ",", "today", "any", "/", "&", "!"} and all(
        m.term.kind == "treatment" for m in said.mentions
    )


def _right_before(said: Marked, place: int, mention: Mention) -> bool:
    """`Hold lip filler`, `wait with any laser`, but not `hold it 5 days before her peel`."""
    covered = {i for m in said.mentions for i in range(m.first, m.last)}
    gap = [key for i, key in enumerate(said.keys) if place <= i < mention.first and i not in covered]
    return all(key in _JOINTS or key in _LEADING for key in gap)


def _called_off(said: Marked, mention: Mention) -> bool:
    """Right behind it: `laser cancelled`, `RF is contraindicated`."""
    if said.keys[mention.last : mention.last + 2] == ("not", "given"):
        return True
    end = min(mention.closes, mention.last + 4)
    cues = said.cued("called_off", first=mention.last, last=end)
    return any(not said.between(mention.last, cue.first) for cue in cues)


def _forbidden(said: Marked, mention: Mention) -> bool:
    """A bare `no` before it, and a day it ends on, a ground before it, or a raised voice."""
    if mention.first == 0 or said.keys[mention.first - 1] != "no":
        return False
    behind = said.keys[mention.last : mention.last + 2]
    if behind and behind[0] in single_words("until_when"):
        return True
    if _only_no(said) and said.note[: said.sentence.start].strip():
        return True  # `10 weeks pregnant. No tox today.`
    if {"if", "when"} & {*said.keys[: mention.opens or mention.first]}:
        return True  # `if tanned, no IPL`
    if "!" in behind:
        return True
    ground = any(
        m.term.kind in ("health", "allergen") and not m.negated and m.last < mention.first for m in said.mentions
    )
    joined = said.keys[mention.first - 2] if mention.first > 1 else ""
    word = said.words[mention.first - 1]
    loud = said.note[word.start : word.end] == "NO" and not said.note.isupper()
    return loud or (ground and joined in ("-", "–", "—", ">", "→", "so", "=", ":"))


_LEADING = frozenset(("any", "all", "of", "her", "his", "further", "other", "more", "on", "with"))
_JOINTS = frozenset((",", "and", "&", "/", "or", "+", "the"))
