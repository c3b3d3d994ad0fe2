"""Misspelled names, read as the name they are nearest to, where only one is near."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from rapidfuzz.distance import OSA

from planning.files import Document, parse, shipped
from planning.medicines import Medicine
from planning.notes.vocabulary import dictionary
from planning.notes.words import Word, words

_SHORTEST = 5  # letters: shorter words have too many neighbors


class _Ordinary(Document):
    source: str
    targets: tuple[str, ...]
    ordinary: tuple[str, ...]


def corrected(told: Sequence[Word], known: frozenset[str]) -> tuple[str, ...]:
    """The words' keys, with misspelled ones as the vocabulary spells them."""
    return tuple(word.key if word.key in known else _nearest(word.key) for word in told)


def _nearest(key: str) -> str:
    targets, ordinary = _lists()
    if len(key) < _SHORTEST or not key.isalpha() or key in ordinary:
        return key
    near = [(OSA.distance(key, target, score_cutoff=_slips(target)), target) for target in targets]
    best = sorted((slips, target) for slips, target in near if slips <= _slips(target) and target[0] == key[0])
    if not best:
        return _medicine(key)
    return best[0][1] if len(best) == 1 or best[0][0] < best[1][0] or _kin(best) else key


def _medicine(key: str) -> str:
    """As the dictionary of medicines spells it, where it is sure and the name is one word."""
    found = dictionary().find(key)
    told = words(found.matched) if isinstance(found, Medicine) else ()
    return told[0].key if len(told) == 1 else key


def _kin(best: list[tuple[int, str]]) -> bool:
    """Equally near forms of one word."""
    return best[0][1][:4] == best[1][1][:4]


def _slips(target: str) -> int:
    """Letters left out, doubled, swapped or mistaken that a name may have."""
    return 1 if len(target) < 7 else 2


@cache
def _lists() -> tuple[tuple[str, ...], frozenset[str]]:
    content = parse(_Ordinary, shipped("notes", "data", "spelling.yaml"))
    return content.targets, frozenset(content.ordinary)
