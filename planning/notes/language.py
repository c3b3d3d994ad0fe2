"""The pipeline: spaCy's phrase matching over our words, and negspacy for what is negated.

No statistical model: a note's clauses are ours (`clauses.py`), negation within a clause is negspacy's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import spacy
from negspacy.negation import Negex
from negspacy.termsets import termset
from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc, Span
from spacy.util import filter_spans
from spacy.vocab import Vocab

from planning.notes import vocabulary
from planning.notes.vocabulary import Term
from planning.notes.words import words


@dataclass(frozen=True, slots=True)
class Found:
    """Words `first` to `last` (not included) of a sentence, and the name they were found under."""

    name: str
    first: int
    last: int

    def within(self, other: Found) -> bool:
        """All of it stands in the other, which is longer."""
        return (
            other.first <= self.first and self.last <= other.last and other.last - other.first > self.last - self.first
        )


class _Words:
    """A tokenizer for phrases of the vocabulary, which are cut as notes are."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        return Doc(self.vocab, words=[word.key for word in words(text)])

    def pipe(self, texts: Iterable[str], **_: object) -> Iterator[Doc]:
        """Each text as a document."""
        return (self(text) for text in texts)


@dataclass(frozen=True, slots=True)
class Reader:
    """What reads a sentence's words.

    Attributes:
        names: things by kind, longest first where they overlap.
        patterns: regular expressions with their names, under the stems of which one must stand in the sentence.
        terms: of a name that `names` gives.
        cues: how things are meant.
    """

    language: Language
    names: PhraseMatcher
    allergens: PhraseMatcher
    patterns: tuple[tuple[tuple[str, ...], tuple[tuple[re.Pattern[str], str], ...]], ...]
    terms: tuple[Term, ...]
    cues: PhraseMatcher
    negex: Negex
    known: frozenset[str]

    def document(self, keys: Sequence[str]) -> Doc:
        """A sentence."""
        return Doc(self.language.vocab, words=list(keys))


def matches(matcher: PhraseMatcher, doc: Doc) -> Iterator[Found]:
    """All that a matcher finds, in order; of two names for the same words, the one that the vocabulary has first."""
    found = [Found(doc.vocab.strings[name], first, last) for name, first, last in matcher(doc)]
    yield from sorted(found, key=lambda one: (one.first, -one.last, len(one.name), one.name))


def longest(doc: Doc, found: Iterable[Found]) -> tuple[Found, ...]:
    """Without those that overlap a longer one."""
    spans = [Span(doc, one.first, one.last, label=one.name) for one in found]
    return tuple(Found(span.label_, span.start, span.end) for span in filter_spans(spans))


@cache
def reader() -> Reader:
    """Built once: it holds nothing of any note."""
    language = spacy.blank("en")
    language.tokenizer = _Words(language.vocab)
    terms: list[Term] = []
    names, allergens = PhraseMatcher(language.vocab, attr="LOWER"), PhraseMatcher(language.vocab, attr="LOWER")
    patterns: dict[tuple[str, ...], list[tuple[re.Pattern[str], str]]] = {}
    for row in vocabulary.patterns():
        patterns.setdefault(row.stems, []).append((re.compile(row.pattern, re.IGNORECASE), str(len(terms))))
        terms.append(row.term)
    for form, term in vocabulary.terms():
        matcher = allergens if term.kind == "allergen" else names
        matcher.add(str(len(terms)), [language.tokenizer(spelled) for spelled in _with_plural(form)])
        terms.append(term)
    cues = PhraseMatcher(language.vocab, attr="LOWER")
    for name, phrases in vocabulary.cues().items():
        cues.add(name, [language.tokenizer(phrase) for phrase in phrases])
    known = {word.key for form, _ in vocabulary.terms() for one in _with_plural(form) for word in words(one)}
    known |= {word.key for phrases in vocabulary.cues().values() for phrase in phrases for word in words(phrase)}
    gated = tuple((stems, tuple(rows)) for stems, rows in patterns.items())
    return Reader(language, names, allergens, gated, tuple(terms), cues, _negex(language), frozenset(known))


def _with_plural(form: str) -> tuple[str, ...]:
    return (form, f"{form}s") if form[-1].isalpha() and form[-1] != "s" and len(form) > 3 else (form,)


def _negex(language: Language) -> Negex:
    """negspacy with its clinical terms and ours; ours also say which of its terms are not negations in these notes."""
    theirs, ours = termset("en_clinical").get_patterns(), vocabulary.cues()
    pseudo = [*ours["negation.pseudo"], *theirs["pseudo_negations"]]
    removed = {*pseudo, *ours["negation.removed"]}
    chosen = {
        "pseudo_negations": pseudo,
        "preceding_negations": [*{*theirs["preceding_negations"], *ours["negation.preceding"]} - removed],
        "following_negations": [*{*theirs["following_negations"], *ours["negation.following"]} - removed],
        "termination": list(ours["hard"]),
    }
    return Negex(language, "negex", {name: sorted(phrases) for name, phrases in chosen.items()})
