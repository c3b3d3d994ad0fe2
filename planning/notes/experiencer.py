"""Of whom a thing is said."""

from __future__ import annotations

import re
from itertools import pairwise

from planning.notes.facts import Experiencer
from planning.notes.language import Found
from planning.notes.marked import Marked, Mention
from planning.notes.vocabulary import single_words

_LEADS = single_words("leads") | single_words("aged")
_GOES_ON = single_words("goes_on")
_BEFORE_WHOSE = frozenset(("in", "(", "-", "–", "on", ":"))
_TO_WHOSE = _BEFORE_WHOSE | {"her", "his", "my", "the", "both"}
_TOGETHER = frozenset(
    (who, joint) for who in ("she", "he", "i", "pt", "patient", "client") for joint in ("and", "&", "+")
)
_VERBS = frozenset(("does", "doesn't", "has", "had", "is", "was", "denies", "did", "didn't"))
_FAR = 4  # words


def experiencer_of(said: Marked, mention: Mention) -> Experiencer:
    """The client, unless a relative, partner or friend is the subject or stands behind as the one who has it."""
    if said.sentence.section == "family" and not _client_speaks(said, 0, mention.first):
        return Experiencer.FAMILY
    covered = {i for cue in _cues(said, "family.never") for i in range(cue.first, cue.last)}
    cues = [
        cue for cue in _cues(said, "family.nouns", "family.headers") if cue.first not in covered or _has_it(said, cue)
    ]
    cues += [cue for cue in _cues(said, "family.never") if _has_it(said, cue)]
    before = any(_is_subject(said, cue, mention) for cue in cues if cue.last <= mention.first)
    of_others = before or any(_names_whose(said, cue, mention) for cue in cues)
    return Experiencer.FAMILY if of_others else Experiencer.CLIENT


def _has_it(said: Marked, cue: Found) -> bool:
    """`Here with her husband, who has it.`"""
    return cue.name in ("family.nouns", "family.never") and "who" in said.keys[cue.last : cue.last + 2]


def _cues(said: Marked, *names: str) -> list[Found]:
    return list(said.cued(*names, first=0, last=len(said.keys)))


def _is_subject(said: Marked, cue: Found, mention: Mention) -> bool:
    """Of what follows, until the client is spoken of again."""
    found = _found_out(said, cue, mention) or _TOLD_BETWEEN.match(" ".join(said.keys[cue.last : mention.first]))
    if not found and (_client_speaks(said, cue.last, mention.first) or _tells(said, cue)):
        return False
    if _TOLD_BETWEEN.match(" ".join(said.keys[cue.last : mention.first])):
        return True
    if _has_it(said, cue):
        return said.clause(mention.first)[0] <= cue.last + 2
    if said.keys[cue.first : cue.last] == ("fh",):  # the forehead too, where doses stand
        return mention.term.kind == "health" and mention.first - cue.last < _FAR
    if cue.name == "family.headers":
        return True
    opens = said.clause(cue.first)[0]
    relatives = {noun.first for noun in _cues(said, "family.nouns")}
    leads = all(said.keys[i] in _LEADS or said.keys[i].isdigit() or i in relatives for i in range(opens, cue.first))
    if any(keys in _TOGETHER for keys in pairwise(said.keys[max(opens - 2, 0) : cue.first])):
        return False
    return leads and (mention.opens == opens or said.keys[mention.opens] in _GOES_ON)


def _found_out(said: Marked, cue: Found, mention: Mention) -> bool:
    """`Her mother has just been told that she has a melanoma` goes on about the mother."""
    return _LEARNS.match(" ".join(said.keys[cue.last : mention.first])) is not None


# `Her husband, who came with her, has a pacemaker.`
_TOLD_BETWEEN = re.compile(
    r"(?:, )?who [^,.;]{3,60} , (?:also |once |now )*(?:has|had|gets|got|takes|wears|uses|is|was)(?: \w+){0,3}$"
)
_LEARNS = re.compile(
    r"(?:has |have |had |was |is |just |recently |now |only |also )*"
    r"(?:been (?:told|informed|diagnosed)|told|informed|found out|learn(?:ed|t)|discovered|diagnosed)"
    r"(?: just| recently| last \w+| this \w+)*(?: that)? (?:she|he|they) (?:has|had|have|is|was|might have|may have)\b"
)


def _tells(said: Marked, cue: Found) -> bool:
    """`Her husband noticed that the mole is growing` speaks of the client."""
    return bool(_TELLING & {*said.keys[cue.last : cue.last + 2]})


_TELLING = single_words("telling")


def _client_speaks(said: Marked, first: int, last: int) -> bool:
    return any(True for _ in said.cued("client", first=first, last=last))


def _names_whose(said: Marked, cue: Found, mention: Mention) -> bool:
    """`Melasma in mother`, `melasma (mother)`, `lupus - aunt`, `keloids run in the family`."""
    gap = said.keys[mention.last : cue.first] if cue.first >= mention.last else None
    if gap and gap[0] in ("allergy", "allergies"):
        gap = gap[1:]
    if gap and "for" in gap and said.keys[cue.last - 1].endswith("'s") and not said.between(mention.last, cue.first):
        return True  # `EpiPen for her daughter's allergy`
    if gap == () and cue.name == "family.nouns" and mention.term.codes[0] == "pregnancy":
        return True
    if gap is None or len(gap) > _FAR or said.between(mention.last, cue.first):
        return False
    if cue.name == "family.headers":
        return said.keys[cue.first : cue.last] != ("fh",) or mention.term.kind == "health"
    speaks = said.keys[cue.last : cue.last + 1]
    ends = not speaks or speaks[0] not in _VERBS
    return ends and bool(gap) and gap[0] in _BEFORE_WHOSE and all(key in _TO_WHOSE for key in gap)
