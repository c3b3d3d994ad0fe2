"""How near passages are to a question: by words or their letters (BM25), and by meaning (a sentence network)."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import bm25s
import numpy as np
from numpy.typing import NDArray

from planning.grounding.passage import Passage

# Vectors of texts, (N, D) float32 of length 1. The network is loaded once, by whoever builds the search.
Encode = Callable[[Sequence[str]], NDArray[np.float32]]
_SENTENCES = re.compile(r"(?<=[.!?;])\s+|\n")


class ByTokens:
    """BM25 over what `tokens` makes of title, headings and text."""

    def __init__(self, passages: Sequence[Passage], tokens: Callable[[str], list[str]]) -> None:
        self._tokens, self._count = tokens, len(passages)
        corpus = [tokens(passage.searched) for passage in passages]
        self._index: bm25s.BM25 | None = None
        if any(corpus):
            self._index = bm25s.BM25()
            self._index.index(corpus, show_progress=False)

    def scores(self, question: str) -> NDArray[np.float32]:
        """(N,) float32, 0 where nothing is shared."""
        asked = list(dict.fromkeys(self._tokens(question)))  # what is said in several ways is asked once
        if self._index is None or not asked:
            return np.zeros(self._count, np.float32)
        return np.asarray(self._index.get_scores(asked), np.float32)


class ByMeaning:
    """Cosine with the nearest sentence of a passage: one sentence answers a question, the rest of them dilutes it.

    Args:
        above: reads each sentence under the protocol's title and its own heading, since it often names neither; alone
            it tells more of what its neighbors do not say.
    """

    def __init__(self, passages: Sequence[Passage], encode: Encode, above: bool) -> None:
        self._count = len(passages)
        pairs = [(n, sentence) for n, passage in enumerate(passages) for sentence in _sentences(passage, above)]
        self._owners = np.array([n for n, _ in pairs], np.intp)
        self._vectors = encode([sentence for _, sentence in pairs])

    def scores(self, asked: NDArray[np.float32]) -> NDArray[np.float32]:
        """(N,) float32, -1 to 1: the mean over ways of asking the same, whose vectors are (W, D) float32."""
        nearness = self._vectors @ asked.T
        best = np.full((self._count, len(asked)), -1, np.float32)
        np.maximum.at(best, self._owners, nearness)
        return np.asarray(best.mean(axis=1), np.float32)


def _sentences(passage: Passage, above: bool) -> list[str]:
    named = (passage.title, *passage.headings[-1:]) if above else ()
    return [" ".join((*named, told)) for told in _SENTENCES.split(passage.text) if told.strip()]
