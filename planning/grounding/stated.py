"""Figures that a protocol states, in sentences of a few simple forms. Everything else is quoted and never obeyed.

    Stop retinoids [and acids] 7 days before a peel.              -> days at home without it, before
    In phototypes IV to VI stop retinoids 14 days before a peel.  -> likewise, in darker skin
    Restart retinoids 7 days after a peel.                        -> days without it, after
    At least 4 weeks between microneedling visits.                -> days between two of the same
    Wait at least 3 weeks after filler before microneedling.      -> days between two treatments, in that order
    Leave 14 days between filler and microneedling.               -> likewise, in both orders
    The minimum age for filler is 21 years.                       -> years
    No intense pulsed light in phototypes V and VI.               -> phototypes that are not treated

Where a sentence names no treatment it speaks of the protocol's own. A sentence that says something need not be done, is
a question, or has a figure beyond all reason is not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from planning.grounding.passage import Passage
from planning.grounding.terms import home_care_terms, named, treatment_terms

StatedKind = Literal["before", "darker_before", "after", "repeat", "gap", "minimum_age", "phototypes"]
_MOST_DAYS, _AGES = 730, range(12, 100)
_NUMBERS = {
    word: str(n)
    for n, word in enumerate(("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"), start=1)
} | {"a": "1", "twelve": "12", "fourteen": "14"}
_UNIT_DAYS = {"day": 1, "week": 7, "month": 30}
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6}
_LONG = re.compile(rf"\b(\d{{1,3}}|{'|'.join(_NUMBERS)}) (day|week|month)s?\b")
_AGE = re.compile(r"\bminimum age\b.*?\b(\d\d)\b|\b(?:nobody|no one|not) under (?:the age of )?(\d\d)\b")
_SKIN = re.compile(
    r"\bphototypes? (i{1,3}|iv|vi?)(?:(?: to |-|–)(i{1,3}|iv|vi?))?((?:,? (?:and|or) |, )(i{1,3}|iv|vi?))?\b"
)
_UNSAID = re.compile(
    r"\b(?:need not|needn't|no need|not necessary|not needed|don't need|do not need|does not need)\b|\?"
)
_STOP = re.compile(r"\b(?:stop|stops|stopped|pause|paused|rest|rests|leave off|hold|no|without|off)\b")
_RESUME = re.compile(r"\b(?:restart|resume|resumed|begin again|start again|back on|used again|no)\b")


@dataclass(frozen=True, slots=True)
class Stated:
    """One figure.

    Attributes:
        treatments: tags of what it is about; of a gap, the later one. Empty for the protocol's own treatments.
        other: tag of the home care, or of the earlier treatment of a gap; empty else.
        value: days, or years.
        phototypes: that are not treated.
        sentence: word for word.
    """

    kind: StatedKind
    treatments: tuple[str, ...]
    other: str
    value: int
    passage: Passage
    sentence: str
    phototypes: tuple[int, ...] = ()


def stated(passage: Passage) -> Iterator[Stated]:
    """Every figure of a passage."""
    for sentence in re.split(r"(?<=[.!?])\s+|\n", passage.text):
        plain = " ".join(sentence.lower().split())
        if not _UNSAID.search(plain):
            yield from _age(plain, sentence, passage)
            yield from _phototypes(plain, sentence, passage)
            yield from _days(plain, sentence, passage)


def _age(plain: str, sentence: str, passage: Passage) -> Iterator[Stated]:
    found = _AGE.search(plain)
    years = int(next(filter(None, found.groups()))) if found else 0
    if years in _AGES:
        yield Stated("minimum_age", named(plain, treatment_terms()), "", years, passage, sentence)


def _phototypes(plain: str, sentence: str, passage: Passage) -> Iterator[Stated]:
    found = _SKIN.search(plain)
    if not found or not re.search(r"\b(?:no|not|never)\b", plain[: found.start()]) or _LONG.search(plain):
        return
    low, high, also = (_ROMAN.get(found[n] or "", 0) for n in (1, 2, 4))
    types = {*range(low, max(high, low) + 1), also} - {0}
    yield Stated("phototypes", named(plain, treatment_terms()), "", 0, passage, sentence, tuple(range(min(types), 7)))


def _days(plain: str, sentence: str, passage: Passage) -> Iterator[Stated]:
    lengths = [(found, days) for found in _LONG.finditer(plain) if 0 < (days := _length(found)) <= _MOST_DAYS]
    if not lengths:
        return
    if named(plain, home_care_terms()):
        yield from _home_care(plain, lengths, sentence, passage)
        return
    days = max(days for _, days in lengths)
    after = plain[lengths[-1][0].end() :]
    order = re.search(r"\bafter (.+?) before (.+)", after)
    pair = re.search(r"\bbetween (.+?) and (.+)", after)
    if order or pair:
        first, second = ((found := order or pair) and (found[1], found[2])) or ("", "")
        yield from _pair(first, second, days, bool(pair and not order), sentence, passage)
    elif re.search(r"\bbetween\b", after) and re.search(r"\bat least|minimum|not less|no less\b", plain):
        yield Stated("repeat", named(after, treatment_terms()), "", days, passage, sentence)


def _pair(first: str, second: str, days: int, both: bool, sentence: str, passage: Passage) -> Iterator[Stated]:
    earlier, later = named(first, treatment_terms()), named(second, treatment_terms())
    for one in earlier:
        if later and one not in later:
            yield Stated("gap", later, one, days, passage, sentence)
            if both:
                yield from (Stated("gap", (one,), other, days, passage, sentence) for other in later)


def _home_care(
    plain: str, lengths: list[tuple[re.Match[str], int]], sentence: str, passage: Passage
) -> Iterator[Stated]:
    """Each length belongs to the home care named since the length before."""
    turn = re.search(r"\b(before|after)\b", plain[lengths[-1][0].end() :])
    if turn is None or not (_STOP if turn[1] == "before" else _RESUME).search(plain):
        return
    treatments = named(plain[lengths[-1][0].end() + turn.end() :], treatment_terms())
    darker = bool(_SKIN.search(plain) or "darker skin" in plain)
    kind: StatedKind = "after" if turn[1] == "after" else "darker_before" if darker else "before"
    start = 0
    for found, days in lengths:
        for tag in named(plain[start : found.start()], home_care_terms()):
            yield Stated(kind, treatments, tag, days, passage, sentence)
        start = found.end()


def _length(found: re.Match[str]) -> int:
    return int(_NUMBERS.get(found[1], found[1])) * _UNIT_DAYS[found[2]]
