"""What came of a test or a suspicion."""

from __future__ import annotations

import re

from planning.notes.marked import Marked, Mention
from planning.notes.near import NEAR
from planning.profile import Answer


def tested(said: Marked, mention: Mention) -> Answer | None:
    """`Tested for Ehlers-Danlos as a teen, negative.`"""
    looked = any(
        said.keys[cue.first] in ("tested", "evaluated")
        for cue in said.cued("uncertain.before", first=mention.opens, last=mention.first)
    )
    if not looked or mention.term.kind != "health":
        return None
    behind = said.keys[mention.last : mention.last + NEAR]
    place = next((place for place, key in enumerate(behind) if key in _RESULTS), 0)
    result = _RESULTS.get("".join(behind[place : place + 1]))
    return None if said.between(mention.last, mention.last + place) else result


# Other words of a result, or of another statement, leave it open.
_RESULTS = {
    **dict.fromkeys(("negative", "neg"), Answer.NO),
    **dict.fromkeys(("positive", "pos"), Answer.YES),
    **dict.fromkeys(("but", "for", ";", "not", "pending"), None),
}


def came_back(said: Marked, mention: Mention) -> Answer | None:
    """`Lupus was suspected but the tests came back negative.`"""
    behind = said.note[said.words[mention.last - 1].end : said.sentence.end]
    if _RULED_OUT.search(behind) and not _OPEN.search(behind):
        return Answer.NO
    told = _RESULT.search(behind)
    if told is None or said.between(mention.last, len(said.keys)) or _OPEN.search(behind):
        return None
    return Answer.YES if told["yes"] else Answer.NO


_RESULT = re.compile(
    r"\b(?:tests?|testing|work-?\s?up|labs?|biops(?:y|ies)|results?|blood ?work|bloods|ana|swabs?|scans?|it|which)\b"
    r"[^.;]{0,25}?\b(?:(?:was|were|is|came back|come back|has been|all|turned out|returned)\s+)+"
    r"(?:(?P<yes>positive|pos|confirmed)|negative|neg|normal|clear|unremarkable|ruled out|excluded|benign)\b",
    re.IGNORECASE,
)
_RULED_OUT = re.compile(
    r"\b(?:ruled|ruling) (?:it|that|this|them|both|all of (?:it|them)) out\b"
    r"|\b(?:excluded|disproved|discounted|dismissed) (?:it|that|this)\b"
    r"|\b(?:has|have|had) (?:since |now |later )?been (?:ruled out|excluded|disproved)\b"
    r"|\b(?:was|were) (?:since |later |then |subsequently )?(?:ruled out|excluded|disproved|withdrawn)\b"
    r"|\bturned out (?:not to be|to be (?:something else|wrong|a mistake|nothing|negative))\b|\bcame to nothing\b",
    re.IGNORECASE,
)
_OPEN = re.compile(
    r"\b(?:pending|awaiting|not (?:been )?(?:ruled out|excluded|confirmed)|cannot|can't|if|until)\b", re.IGNORECASE
)
