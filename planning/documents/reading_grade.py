"""How hard a text is to read."""

from __future__ import annotations

import re

_WORD = re.compile(r"[A-Za-z]+(?:['’-][A-Za-z]+)*|\d+(?:[.,]\d+)*")
_SENTENCE_END = re.compile(r"[.!?:;]+(?:\s|$)|\n+")
_VOWELS = re.compile(r"[aeiouy]+")
_SPLIT_VOWELS = re.compile(
    r"i[ao](?!u)|(?<![ctx])i(?=ou)|eo(?!p)|ua(?=[lt])|ya|uie|(?<=r)ea$|[^aeiouy]les?$|[aeiouy]ing$"
)
_SILENT_END = re.compile(r"[^aeiouy]e$|[^aeiouydt]ed$|(?:[^aeiouycghsxz]|(?<![cs])h)es$")


def reading_grade(text: str) -> float:
    """Flesch–Kincaid grade: US school years that a text asks for.

    0.39 · words per sentence + 11.8 · syllables per word − 15.59 (Kincaid et al., 1975, Research Branch Report 8-75).
    Syllables are counted by rule, not from a dictionary; numbers count as one word of one syllable each.
    """
    words = _WORD.findall(text)
    if not words:
        return 0.0
    sentences = max(1, sum(1 for part in _SENTENCE_END.split(text) if _WORD.search(part)))
    syllables = sum(_syllables(word) for word in words)
    return 0.39 * len(words) / sentences + 11.8 * syllables / len(words) - 15.59


def _syllables(word: str) -> int:
    return sum(_of_part(part) for part in re.split(r"['’-]", word.lower()) if len(part) > 1) or 1


def _of_part(part: str) -> int:
    groups = len(_VOWELS.findall(part)) + len(_SPLIT_VOWELS.findall(part))
    if _SILENT_END.search(part):
        groups -= 1
    return max(1, groups)
