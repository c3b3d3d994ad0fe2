"""A note's words, each with its place."""

from __future__ import annotations

import re
from dataclasses import dataclass

# In this order: charting abbreviations with a slash; words; numbers, fractions and dates in digits; any other mark.
_WORD = re.compile(
    r"(?<![A-Za-z])[A-Za-z]/[A-Za-z]{1,2}(?:['’][A-Za-z])?(?![A-Za-z])|(?<![A-Za-z])w/"
    r"|[^\W\d_]+(?:['’][^\W\d_]+)*"
    r"|\d+(?:[.,/:-]\d+)*"
    r"|\S"
)
# Contractions as they are texted.
_BARE = re.compile(r"(?:does|do|did|is|are|was|were|has|have|had|could|would|should|ca)nt|[s]?hes")
_HYPHENS = "-‐‑–"


@dataclass(frozen=True, slots=True)
class Word:
    """Characters `start` to `end` of the note; `key` is what vocabularies know them by."""

    start: int
    end: int
    key: str


def words(note: str, start: int = 0, end: int | None = None) -> tuple[Word, ...]:
    """The words between two places. A hyphen inside a word, and a dot that ends none, is no word."""
    end = len(note) if end is None else end
    found = (match for match in _WORD.finditer(note, start, end))
    return tuple(Word(m.start(), m.end(), _key(m[0])) for m in found if not _silent(note, m.start(), end))


def _key(told: str) -> str:
    key = told.lower().replace("’", "'").replace("—", "–")
    return f"{key[:-1]}'{key[-1]}" if _BARE.fullmatch(key) else key


def _silent(note: str, place: int, end: int) -> bool:
    mark = note[place]
    if mark in _HYPHENS:
        return 0 < place < end - 1 and note[place - 1].isalnum() and note[place + 1].isalnum()
    return mark == "."
