"""From a name as written to the letters that name the medicine, and the route that its form tells."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from planning.medicines.rows import Route, Wording

_APOSTROPHES = re.compile(r"['’`´]")
_AMOUNT = r"\d+(?:[.,]\d+)*"
_UNIT = r"(?:%|(?:mg|mcg|ug|g|gr|grams?|ml|cc|iu|ui|units?|u|meq)(?![a-z]))"
_DOSE = re.compile(
    rf"(?<![a-z0-9]){_AMOUNT}\s*{_UNIT}(?:\s*/\s*(?:{_AMOUNT}\s*)?(?:ml|mg|day|dia|d|h|hr|dose|week|wk)(?![a-z]))?"
)
_FRACTION = re.compile(r"(?<![a-z0-9])\d+\s*/\s*\d+(?![a-z0-9])")
_JOIN = re.compile(r"[/+&()\[\]]|(?<=[a-z])-(?=[a-z])")
_NOT_A_LETTER = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Wordings:
    """One name read in several ways.

    Attributes:
        spellings: the letters of the name, most literal first: as written, without doses, without forms and the like.
        readings: more ways to take the name; any may be a known name, none is worth a guess.
        route: what the form tells, if it tells any.
    """

    spellings: tuple[str, ...]
    readings: tuple[str, ...]
    route: Route | None


def plain(text: str) -> str:
    """Lower case, without accents and apostrophes."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(sign for sign in decomposed if not unicodedata.combining(sign))
    return _APOSTROPHES.sub("", letters)


def key(text: str) -> str:
    """The letters and digits of a name, joined: what two spellings of one name have in common."""
    return _NOT_A_LETTER.sub("", plain(text))


def parts(text: str) -> list[str]:
    """What a slash, a plus, a hyphen or brackets join: "fluticasone-salmeterol", "Plavix (clopidogrel)"."""
    return [part for part in _JOIN.split(_undosed(text)) if part.strip()]


class Reader:
    """Reads names with the words of a wording file."""

    def __init__(self, wording: Wording) -> None:
        self._routes: dict[str, Route] = {}
        for route, words in reversed(wording.routes.items()):
            self._routes.update(dict.fromkeys(map(plain, words), route))
        self._rank = {route: rank for rank, route in enumerate(wording.routes)}
        self._silent = {plain(word) for words in wording.ignored for word in words} | set(self._routes)

    def read(self, text: str) -> Wordings:
        """The readings of a name, and its route."""
        written = _words(plain(text))
        words = self.words(text)
        telling = self._telling(words)
        named = [word for word in telling if not word.isdigit()]
        spellings = _joined([written, words, telling, named])
        readings = _joined([written, words, *self._trimmed(words), telling, named])
        return Wordings(spellings, readings, self._route(words))

    def names_nothing(self, text: str) -> bool:
        """Whether a text holds doses and forms only."""
        return all(map(self._may_go, self.words(text)))

    @staticmethod
    def words(text: str) -> list[str]:
        """The words of a name, doses left out."""
        return _words(_undosed(text))

    def _may_go(self, word: str) -> bool:
        return word in self._silent or word.isdigit()

    def _trimmed(self, words: list[str]) -> Iterator[list[str]]:
        """The words with fewer and fewer silent ones at both ends: "fish oil daily" is fish oil, not fish."""
        loud = [at for at, word in enumerate(words) if not self._may_go(word)]
        for start in range((loud[0] if loud else 0) + 1):
            yield from (words[start:end] for end in range(len(words), loud[-1] if loud else 0, -1))

    def _telling(self, words: list[str]) -> list[str]:
        """Words that may name something. A single letter is silent after another silent word only: "Retin-A"."""
        kept: list[str] = []
        after_silent = False
        for word in words:
            after_silent = word in self._silent and (len(word) > 1 or after_silent)
            if not after_silent:
                kept.append(word)
        return kept

    def _route(self, words: list[str]) -> Route | None:
        told = {self._routes[word] for word in words if word in self._routes}
        return min(told, key=self._rank.__getitem__, default=None)


def _undosed(text: str) -> str:
    return _FRACTION.sub(" ", _DOSE.sub(" ", plain(text)))


def _joined(ways: Iterable[list[str]]) -> tuple[str, ...]:
    return tuple(letters for letters in dict.fromkeys("".join(words) for words in ways) if letters)


def _words(text: str) -> list[str]:
    return [word for word in _NOT_A_LETTER.split(text) if word]
