"""Words as the word search compares them."""

from __future__ import annotations

import re
from functools import cache

from planning.files import Document, parse, shipped

_WORD = re.compile(r"[a-z0-9]+")
_RUN = 4
_ENDINGS = ("ies", "ing", "es", "ed", "ly", "s")


class _Common(Document):
    source: str
    words: frozenset[str]


@cache
def _common() -> frozenset[str]:
    return parse(_Common, shipped("grounding", "data", "common.yaml")).words


def words(text: str) -> list[str]:
    """Lower case, common words left out, the commonest endings cut: `peels` and `peeling` are `peel`."""
    return [_stem(word) for word in _WORD.findall(text.lower()) if word not in _common()]


def _stem(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3 and not word.endswith("ss"):
            stem = word[: -len(ending)]
            return f"{stem}y" if ending == "ies" else stem
    return word


def letters(text: str) -> list[str]:
    """Runs of four letters of each word, so that `swim` meets `swimming` and a slip of the pen still meets the rest."""
    return [run for word in words(text) for run in _runs(f"_{word}_")]


def _runs(word: str) -> list[str]:
    return [word[n : n + _RUN] for n in range(max(1, len(word) - _RUN + 1))]
