"""How near a spelling is to a name: edits of the letters, or of the sounds they stand for."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import OSA

EXACT_ONLY = 4  # letters; shorter names have too many neighbors
SOUND_COST = 0.5  # two spellings of one sound are half an edit apart
_REACH = 3.5  # no name farther than this is looked at
_OTHER_START = 7  # letters: from here on one slip may be in the first
_LIMITS = ((10, 2.0), (7, 1.5), (0, 1.0))  # at least so many letters: at most so many edits
_SOUNDS = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        ("ph", "f"),
        ("ck|qu|q", "k"),
        ("x", "ks"),
        ("c(?=[eiy])", "s"),
        ("c", "k"),
        ("z", "s"),
        ("y", "i"),
        ("(?<=[tkr])h", ""),
        ("[ao]e", "e"),
        (r"(.)\1+", r"\1"),
        ("e$", ""),
    )
)


@dataclass(frozen=True, slots=True)
class Near:
    """A name's letters at a distance from a spelling: edits, a changed sound counting half of one more."""

    key: str
    distance: float


def sounds(letters: str) -> str:
    """Letters with one sign per sound: "ibuprophen" and "ibuprofen" become equal."""
    for pattern, sound in _SOUNDS:
        letters = pattern.sub(sound, letters)
    return letters


def limit(letters: str, near: Near) -> float:
    """How far a name may be from a spelling of so many letters: less far where it begins with another sound."""
    if len(letters) <= EXACT_ONLY or len(near.key) <= EXACT_ONLY:
        return 0.0
    if sounds(letters)[0] != sounds(near.key)[0]:
        return 1.0 if len(letters) >= _OTHER_START else SOUND_COST
    return next(edits for at_least, edits in _LIMITS if len(letters) >= at_least)


class Neighborhood:
    """Names by their letters, searched for those near a spelling."""

    def __init__(self, keys: Iterable[str]) -> None:
        self._keys = tuple(keys)
        self._sounds = tuple(map(sounds, self._keys))

    def near(self, spellings: Iterable[str], reach: float = _REACH) -> list[Near]:
        """Names within `reach` of any of the spellings, nearest first."""
        nearest: dict[str, float] = {}
        for spelling in spellings:
            for distance, index in self._distances(spelling, reach):
                name = self._keys[index]
                nearest[name] = min(distance, nearest.get(name, distance))
        return sorted((Near(name, distance) for name, distance in nearest.items()), key=lambda near: near.distance)

    def _distances(self, spelling: str, reach: float) -> Iterable[tuple[float, int]]:
        for query, choices, cost in ((spelling, self._keys, 0.0), (sounds(spelling), self._sounds, SOUND_COST)):
            found = process.extract(query, choices, scorer=OSA.distance, score_cutoff=int(reach - cost), limit=None)
            yield from ((distance + cost, index) for _, distance, index in found)
