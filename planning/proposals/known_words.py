"""Which words may leave the house: those of our vocabularies and a list of ordinary ones. Any other may be a name."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from planning.notes.vocabulary import cues, dictionary, terms
from planning.notes.words import words


@dataclass(frozen=True, slots=True)
class KnownWords:
    """In lower case.

    Attributes:
        terms: of names of conditions, medicines, treatments, goals and places.
        cues: of phrases that say how a thing is meant.
        ordinary: of everyday speech.
        also_names: of all these, what is a name, a street, a town or a month too.
        with_digits: terms that hold a figure (`b12`).
        numbers: figures in words.
        slashed: abbreviations (`h/o`).
    """

    terms: frozenset[str]
    cues: frozenset[str]
    ordinary: frozenset[str]
    also_names: frozenset[str]
    with_digits: frozenset[str]
    numbers: frozenset[str]
    slashed: frozenset[str]

    def knows(self, key: str) -> bool:
        return key in self.terms or key in self.cues or key in self.ordinary


@cache
def known_words() -> KnownWords:
    """Read once: it holds nothing of any note."""
    table = json.loads((files("planning") / "proposals" / "data" / "words.json").read_text(encoding="utf-8"))
    listed = {name: frozenset(text.split()) for name, text in table.items() if name != "source"}
    never = listed.pop("never")
    phrases = (phrase for each in cues().values() for phrase in each)
    return KnownWords(
        terms=frozenset(key for form in _forms() for key in _keys(form)) - never,
        cues=frozenset(key for phrase in phrases for key in _keys(phrase)) - never,
        **listed,
    )


def _forms() -> Iterator[str]:
    yield from (form for form, _ in terms())
    yield from dictionary().names


def _keys(phrase: str) -> Iterator[str]:
    return (word.key for word in words(phrase))
