"""What a text names that goes by many names: medicines by ingredient and class, treatments by their tag."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType

from planning.medicines import Dictionary, Medicine
from planning.notes.vocabulary import terms

_WORD = re.compile(r"[a-z0-9]+")
_LONGEST = 6  # words of a name
Key = tuple[str, ...]


def names(text: str) -> list[str]:
    """`treatment:toxin` for `Dysport`, `photosensitizer` beside `doxycycline` for `doxy`; the longest name counts."""
    told, found, place = _WORD.findall(text.lower()), list[str](), 0
    while place < len(told):
        length, codes = _longest(tuple(told[place : place + _LONGEST]))
        found += codes
        place += length
    return found


def _longest(told: Key) -> tuple[int, Key]:
    """How many words the name at this place has, 1 where there is none, and what it stands for."""
    for length in range(len(told), 0, -1):
        key = told[:length]
        if codes := _codes().get(key) or _codes().get((*key[:-1], key[-1].removesuffix("s"))):
            return length, codes
    return 1, ()


@cache
def _codes() -> Mapping[Key, Key]:
    """Codes by the words of a name."""
    found: defaultdict[Key, set[str]] = defaultdict(set)
    dictionary = Dictionary.load()
    for form, term in terms():
        if term.kind == "medicine":
            found[_key(form)] |= {*term.codes, *_classes(form, dictionary)}
        elif term.kind == "treatment":
            found[_key(form)] |= {f"treatment:{code}" for code in term.codes}
    return MappingProxyType({key: tuple(sorted(codes)) for key, codes in found.items() if key})


def _key(form: str) -> Key:
    return tuple(_WORD.findall(form.lower()))


def _classes(form: str, dictionary: Dictionary) -> Iterator[str]:
    medicine = dictionary.find(form)
    if isinstance(medicine, Medicine):
        yield from medicine.classes
