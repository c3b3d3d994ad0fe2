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
from planning.grounding.plain import plain
from planning.grounding.terms import home_care_terms, named, treatment_terms

StatedKind = Literal["before", "darker_before", "after", "repeat", "gap", "minimum_age", "phototypes"]
_MOST_DAYS, _AGES, _DARKER = 730, range(12, 100), 3
_UNIT_DAYS = {"day": 1, "week": 7, "month": 30}
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6}
_LONG = re.compile(r"\b(\d{1,3}) (day|week|month)s?\b")
_UNDER = r"(?:under|younger than|below)(?: the age of)? (\d\d)\b"
_AGE = re.compile(
    rf"\bminimum age\b.*?\b(\d\d)\b|"
    rf"\b(?:nobody|no one|not) {_UNDER}.*\b(?:treated|injected|booked|gets|receives)\b|"
    r"\b(?:clients?|patients?) must be at least (\d\d)\b|"
    r"\bfor (?:clients?|patients?) aged (\d\d) (?:and|or) (?:over|older)\b|"
    rf"\b(?:not|never|don't) (?:treat|inject) (?:anyone|anybody|clients|patients) {_UNDER}|"
    r"\bunder (\d\d)s are not (?:booked|treated|injected)\b"
)
_TYPE = r"(i{1,3}|iv|vi?)"
_SKIN = re.compile(
    rf"\b(?:phototypes?|fitzpatrick(?: (?:skin )?types?)?|skin types?) {_TYPE}(?:(?: to |-|–){_TYPE})?"
    rf"(?:, {_TYPE})?((?:,? (?:and|or) |, ){_TYPE})?\b(?P<up> (?:and|or) (?:above|up|darker|over))?"
)
_SHUT_OUT = re.compile(r"\b(?:no|not|never|contraindicated)\b")
_ORDER = re.compile(r"\bafter (.+?) before (.+)")
_PAIR = re.compile(r"\bbetween (.+?) and (.+)")
_WAITS = re.compile(
    r"^(?:no|never) [a-z ]+?(?: for| within)? ?$|\b(?:waits?|must wait|not (?:done|given|performed|offered))\b"
)
_AFTER = re.compile(r" after (?:an? |the )?(.+)")
_EACH = r"(?:at least |every )?\d{1,3} (?:day|week|month)s?"
_REPEATS = re.compile(
    rf"\b(?:at least|minimum(?: of)?|not less than|no less than|wait|allow|leave|keep) (?:at least )?{_EACH} between\b|"
    rf"\b(?:spaced|sessions|visits)\b.* at least {_EACH} apart\b|\bno sooner than {_EACH}|"
    rf"\bnot be repeated before {_EACH}|\bminimum interval between [a-z ]+(?::| is| of) {_EACH}"
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
        told = plain(sentence)
        if told:
            yield from _age(told, sentence, passage)
            yield from _phototypes(told, sentence, passage)
            yield from _days(told, sentence, passage)


def _age(told: str, sentence: str, passage: Passage) -> Iterator[Stated]:
    found = _AGE.search(told)
    years = int(next(filter(None, found.groups()))) if found else 0
    if years in _AGES:
        yield Stated("minimum_age", named(told, treatment_terms()), "", years, passage, sentence)


def _phototypes(told: str, sentence: str, passage: Passage) -> Iterator[Stated]:
    """Only from some type up: nobody is kept away for light skin."""
    found = _SKIN.search(told)
    named_before = named(told[: found.start()], treatment_terms()) if found else ()
    if not found or not named_before or not _SHUT_OUT.search(told[: found.start()]) or _LONG.search(told):
        return
    types = [_ROMAN[found[n]] for n in (1, 2, 3, 5) if found[n]]
    if min(types) >= _DARKER and (max(types) == 6 or len(types) == 1 or found["up"]):
        yield Stated("phototypes", named_before, "", 0, passage, sentence, tuple(range(min(types), 7)))


def _days(told: str, sentence: str, passage: Passage) -> Iterator[Stated]:
    lengths = [(found, days) for found in _LONG.finditer(told) if 0 < (days := _length(found)) <= _MOST_DAYS]
    if not lengths:
        return
    if named(told, home_care_terms()):
        yield from _home_care(told, lengths, sentence, passage)
        return
    days = max(days for _, days in lengths)
    before, after = told[: lengths[0][0].start()], told[lengths[-1][0].end() :]
    order = _ORDER.search(after)
    pair = _PAIR.search(after)
    waits = _WAITS.search(before) and _AFTER.match(after)
    if order or pair:
        first, second = ((found := order or pair) and (found[1], found[2])) or ("", "")
        yield from _pair(first, second, days, bool(pair and not order), sentence, passage)
    elif waits:
        yield from _pair(waits[1], before, days, False, sentence, passage)
    elif _REPEATS.search(told):
        yield Stated("repeat", named(told, treatment_terms()), "", days, passage, sentence)


def _pair(first: str, second: str, days: int, both: bool, sentence: str, passage: Passage) -> Iterator[Stated]:
    earlier, later = named(first, treatment_terms()), named(second, treatment_terms())
    for one in earlier:
        if later and one not in later:
            yield Stated("gap", later, one, days, passage, sentence)
            if both:
                yield from (Stated("gap", (one,), other, days, passage, sentence) for other in later)


def _home_care(
    told: str, lengths: list[tuple[re.Match[str], int]], sentence: str, passage: Passage
) -> Iterator[Stated]:
    """Each length belongs to the home care named since the length before."""
    turn = re.search(r"\b(before|after)\b", told[lengths[-1][0].end() :])
    if turn is None or not (_STOP if turn[1] == "before" else _RESUME).search(told):
        return
    treatments = named(told[lengths[-1][0].end() + turn.end() :], treatment_terms())
    darker = bool(_SKIN.search(told) or "darker skin" in told)
    kind: StatedKind = "after" if turn[1] == "after" else "darker_before" if darker else "before"
    start = 0
    for found, days in lengths:
        for tag in named(told[start : found.start()], home_care_terms()):
            yield Stated(kind, treatments, tag, days, passage, sentence)
        start = found.end()


def _length(found: re.Match[str]) -> int:
    return int(found[1]) * _UNIT_DAYS[found[2]]
