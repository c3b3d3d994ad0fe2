"""A sentence with all that was found in it: things, cues, clauses, and what negspacy holds for negated."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from planning.notes.answered import Asked
from planning.notes.dates import Dated
from planning.notes.language import Found
from planning.notes.sentences import Sentence
from planning.notes.vocabulary import Term
from planning.notes.words import Word


@dataclass(frozen=True, slots=True)
class Mention:
    """A thing of the vocabulary, words `first` to `last` (not included), in the clause from `opens` to `closes`."""

    term: Term
    first: int
    last: int
    opens: int
    closes: int
    negated: bool


@dataclass(frozen=True, slots=True)
class Marked:
    """A sentence as read.

    Attributes:
        note: the whole note.
        sentence: its place and heading.
        words: each with its place in the note.
        keys: as the vocabulary spells them.
        mentions: in order, none over another.
        zones: places on the face.
        cues: those that no mention covers and no longer cue contains.
        starts: first word of each clause.
        dates: days named.
        asked: what a form or a question asks for, with the answer.
    """

    note: str
    sentence: Sentence
    words: tuple[Word, ...]
    keys: tuple[str, ...]
    mentions: tuple[Mention, ...]
    zones: tuple[Mention, ...]
    cues: tuple[Found, ...]
    starts: tuple[int, ...]
    dates: tuple[Dated, ...]
    asked: tuple[Asked, ...] = ()

    def answer_to(self, mention: Mention) -> Asked | None:
        """What a form answers for a thing."""
        return next((one for one in self.asked if one.first <= mention.first < one.last), None)

    def cued(self, *names: str, first: int, last: int) -> Iterator[Found]:
        """Cues of some lists that stand wholly between two words, in order."""
        return (cue for cue in self.cues if cue.name in names and first <= cue.first and cue.last <= last)

    def clause(self, word: int) -> tuple[int, int]:
        """First word of the clause that holds a word, and of the next."""
        opens = max(start for start in self.starts if start <= word)
        return opens, min((start for start in self.starts if start > word), default=len(self.words))

    def between(self, first: int, last: int) -> bool:
        """Is anything named between two words?"""
        return any(first <= mention.first < last for mention in self.mentions)

    def answered(self, first: int, last: int) -> bool:
        """Is another health question answered between two words?"""
        return any(first <= m.first < last and m.term.kind == "health" for m in self.mentions)
