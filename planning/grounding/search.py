"""Passages for a question: by words (BM25) and by meaning (a sentence network), fused by reciprocal rank."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

import bm25s
import numpy as np
from numpy.typing import NDArray

from planning.grounding.passage import Passage
from planning.grounding.synonyms import expanded
from planning.grounding.words import words

# Vectors of texts, (N, D) float32 of length 1. The network is loaded once, by whoever builds the search.
Encode = Callable[[Sequence[str]], NDArray[np.float32]]
# Of reciprocal rank fusion, Cormack 2009 (doi 10.1145/1571941.1572114).
_RANK_OFFSET = 60


@dataclass(frozen=True, slots=True)
class Found:
    """A passage with its scores.

    Attributes:
        score: fused; it orders the passages of one question and means nothing beside another's.
        by_words: BM25, 0 where no word is shared.
        by_meaning: cosine, -1 to 1; None without a network.
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
        self._encode = encode
        self._words: bm25s.BM25 | None = None
        corpus = [words(passage.searched) for passage in self._passages]
        if any(corpus):
            self._words = bm25s.BM25()
            self._words.index(corpus, show_progress=False)
        searched = [passage.searched for passage in self._passages]
        self._vectors = encode(searched) if encode and searched else None

    @property
    def passages(self) -> tuple[Passage, ...]:
        return self._passages

    def retrieve(self, query: str, k: int = 3, protocols: Collection[str] | None = None) -> tuple[Found, ...]:
        """The k best, the best first.

        Args:
            protocols: ids; None for all.
        """
        asked = expanded(query)
        by_words, by_meaning = self._by_words(asked), self._by_meaning(asked)
        fused = sum(
            (_reciprocal(scores) for scores in (by_words, by_meaning) if scores is not None),
            np.zeros(len(self._passages)),
        )
        allowed = [n for n, p in enumerate(self._passages) if protocols is None or p.protocol in protocols]
        order = sorted(allowed, key=lambda n: (-fused[n], n))[: max(k, 0)]
        return tuple(
            Found(
                passage=self._passages[n],
                score=float(fused[n]),
                by_words=float(by_words[n]),
                by_meaning=None if by_meaning is None else float(by_meaning[n]),
            )
            for n in order
        )

    def _by_words(self, query: str) -> NDArray[np.float32]:
        asked = words(query)
        if self._words is None or not asked:
            return np.zeros(len(self._passages), np.float32)
        return np.asarray(self._words.get_scores(asked), np.float32)

    def _by_meaning(self, query: str) -> NDArray[np.float32] | None:
        if self._encode is None or self._vectors is None:
            return None
        return np.asarray(self._vectors @ self._encode([query])[0], np.float32)


def _reciprocal(scores: NDArray[np.float32]) -> NDArray[np.float64]:
    """One over the rank; what has no score at all has no rank."""
    ranks = np.empty(len(scores), np.float64)
    ranks[np.argsort(-scores, kind="stable")] = np.arange(1, len(scores) + 1)
    return np.where(scores > 0, 1 / (_RANK_OFFSET + ranks), 0.0)
