"""Figures: laboratory values in the units of their names, and the phototype."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from planning.notes.dates import find_dates
from planning.notes.facts import Certainty, Experiencer, FactKind, ProposedFact
from planning.notes.sentences import Sentence
from planning.notes.spans import quote
from planning.profile import Answer

_JOIN = (
    r"\s*(?:count|level)?(?:\s*(?:[:=(~<>≥≤]|is|was|of|were|on|from|last|recent|latest|cbc|labs?|at|low|high|normal)"
    r"(?![a-z])|[\s,]+(?:her whole life|last ct|ct|on (?:[a-z]{3,9}\.? )?\d{1,2}(?:/\d{1,2})?(?:,? was| were| is|:)))*"
    r"[\s,]*"
)
_FIGURE = r"(?P<figure>\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)"
_PLATELETS = re.compile(
    r"\b(?:plts?|platelets?)\b\.?" + _JOIN + _FIGURE + r"\s*(?P<thousand>k\b|thousand|(?:x|×)\s*10|10\^|/nl)?",
    re.IGNORECASE,
)
_HEMOGLOBIN = re.compile(
    r"\b(?:hgb|hb|hemoglobin|haemoglobin)\b\.?" + _JOIN + _FIGURE + r"\s*(?P<unit>g/l)?", re.IGNORECASE
)
_TYPE = r"(?P<type>VI|IV|V|I{1,3}|[1-6]|one|two|three|four|five|six)"
_PHOTOTYPE = re.compile(
    r"\b(?:fst|fitz(?:patrick)?|fitzpatrick['’]?s?|photo\s?type|skin\s?type|skin\s+photo\s?type)\b"
    r"(?:\s*(?:skin|photo|type|phototype|scale|is|of|[:=#-]))*\s*(?P<doubt>\?|possibly|likely|probably|maybe)?\s*\b"
    + _TYPE
    + r"\b(?:\s*(?:-|–|/|to|or)\s*(?P<other>VI|IV|V|I{1,3}|[1-6])\b)?(?P<asked>\s*\?)?",
    re.IGNORECASE,
)
_TYPED_SKIN = re.compile(r"\btype\s+" + _TYPE + r"\s+skin\b(?P<doubt>)(?P<other>)(?P<asked>)", re.IGNORECASE)
_ROMAN = {
    "ONE": 1,
    "TWO": 2,
    "THREE": 3,
    "FOUR": 4,
    "FIVE": 5,
    "SIX": 6,
    "I": 1,
    "II": 2,
    "III": 3,
    "IV": 4,
    "V": 5,
    "VI": 6,
}
# Counts are written in thousands per microliter more often than in full; nobody alive has 2,000 in full.
_IN_FULL = 2000
_GRAMS_PER_LITER = 30


def value_facts(note: str, sentence: Sentence, on: date) -> Iterator[ProposedFact]:
    """All figures of one sentence."""
    days = [dated.when for dated in find_dates(note, sentence.start, sentence.end, on) if dated.when.first <= on]
    for code, pattern in (("platelets_per_ul", _PLATELETS), ("hemoglobin_g_per_dl", _HEMOGLOBIN)):
        for match in pattern.finditer(note, sentence.start, sentence.end):
            yield ProposedFact(
                FactKind.LABORATORY,
                code,
                Answer.YES,
                quote(note, match.start(), match.end()),
                quote(note, sentence.start, sentence.end),
                value=_platelets(match) if code == "platelets_per_ul" else _hemoglobin(match),
                on=days[-1] if days else None,
                experiencer=_whose(sentence),
            )
    for pattern in (_PHOTOTYPE, _TYPED_SKIN):
        yield from (_phototype(note, sentence, m) for m in pattern.finditer(note, sentence.start, sentence.end))


def _platelets(match: re.Match[str]) -> float:
    figure = float(match["figure"].replace(",", ""))
    return figure * 1000 if match["thousand"] or figure < _IN_FULL else figure


def _hemoglobin(match: re.Match[str]) -> float:
    figure = float(match["figure"].replace(",", ""))
    return figure / 10 if match["unit"] or figure > _GRAMS_PER_LITER else figure


def _phototype(note: str, sentence: Sentence, match: re.Match[str]) -> ProposedFact:
    """Between two types, or with a question mark, it stays unknown: a provider asks."""
    doubtful = bool(match["other"] or match["doubt"] or match["asked"])
    return ProposedFact(
        FactKind.PHOTOTYPE,
        "phototype",
        Answer.UNKNOWN if doubtful else Answer.YES,
        quote(note, match.start(), match.end()),
        quote(note, sentence.start, sentence.end),
        value=None if doubtful else float(_type(match["type"])),
        experiencer=_whose(sentence),
        certainty=Certainty.UNCERTAIN if doubtful else Certainty.STATED,
    )


def _type(told: str) -> int:
    return int(told) if told.isdecimal() else _ROMAN[told.upper()]


def _whose(sentence: Sentence) -> Experiencer:
    return Experiencer.FAMILY if sentence.section == "family" else Experiencer.CLIENT
