"""Passages for a question: by words and letters (BM25) and by meaning (a sentence network), their scores added."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from planning.grounding.names import names
from planning.grounding.passage import Passage
from planning.grounding.rankings import ByMeaning, ByTokens, Encode
from planning.grounding.synonyms import expanded
from planning.grounding.words import letters, words

# What each way counts beside the others, as parts of its best: meaning twice as much as words and letters together.
_WORDS, _LETTERS = 1, 1
_MEANINGS = ((3, True), (1, False))  # of sentences under their headings, and of sentences alone


@dataclass(frozen=True, slots=True)
class Found:
    """A passage with its scores.

    Attributes:
        score: of all ways; it orders the passages of one question and means nothing beside another's.
        by_words: BM25, 0 where no word is shared.
        by_meaning: cosine with its nearest sentence under the headings, -1 to 1; None without a network.
    """

    passage: Passage
    score: float
    by_words: float
    by_meaning: float | None


class Search:
    """Over all passages of a practice.

    Args:
        passages: of every protocol.
        encode: None searches by words alone.
    """

    def __init__(self, passages: Sequence[Passage], encode: Encode | None = None) -> None:
        self._passages = tuple(passages)
        self._words = ByTokens(self._passages, lambda text: [*words(text), *names(text)])
        self._letters = ByTokens(self._passages, letters)
        self._encode = encode
        self._meanings = [(n, ByMeaning(self._passages, encode, above)) for n, above in _MEANINGS] if encode else []

    @property
    def passages(self) -> tuple[Passage, ...]:
        return self._passages

    def retrieve(self, query: str, k: int = 3, protocols: Collection[str] | None = None) -> tuple[Found, ...]:
        """The k best, the best first.

        Args:
            protocols: ids; None for all.
        """
        asked = expanded(query)
        by_words = self._words.scores(asked)
        score = _WORDS * _parts(by_words) + _LETTERS * _parts(self._letters.scores(asked))
        by_meaning: NDArray[np.float32] | None = None
        if self._encode:
            vectors = self._encode((query, asked))
            nearness = [meaning.scores(vectors) for _, meaning in self._meanings]
            score += sum(n * _parts(each) for (n, _), each in zip(self._meanings, nearness, strict=True))
            by_meaning = nearness[0]
        allowed = [n for n, p in enumerate(self._passages) if protocols is None or p.protocol in protocols]
        order = sorted(allowed, key=lambda n: (-score[n], n))[: max(k, 0)]
        return tuple(
            Found(
                passage=self._passages[n],
                score=float(score[n]),
                by_words=float(by_words[n]),
                by_meaning=None if by_meaning is None else float(by_meaning[n]),
            )
            for n in order
        )


def _parts(scores: NDArray[np.float32]) -> NDArray[np.float64]:
    """Of the best; nothing below 0, and nothing at all where the best is none."""
    positive = np.maximum(scores, 0).astype(np.float64)
    best = positive.max(initial=0)
    return positive / best if best > 0 else positive
