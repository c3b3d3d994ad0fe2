"""What a question means in the words that protocols are written in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from planning.files import Document, parse, shipped
from planning.grounding.names import names


class _Synonyms(Document):
    source: str
    synonyms: dict[str, tuple[str, ...]]
    named: dict[str, str]


@cache
def _read() -> _Synonyms:
    return parse(_Synonyms, shipped("grounding", "data", "synonyms.yaml"))


@cache
def _by_phrase() -> Mapping[str, tuple[str, ...]]:
    """Written words by what people say."""
    found: dict[str, tuple[str, ...]] = {}
    for written, said in _read().synonyms.items():
        for phrase in said:
            found[phrase] = (*found.get(phrase, ()), written)
    return MappingProxyType(found)


@cache
def _phrases() -> re.Pattern[str]:
    ordered = sorted(_by_phrase(), key=len, reverse=True)
    return re.compile(rf"\b({'|'.join(map(re.escape, ordered))})s?\b")


def expanded(question: str) -> str:
    """The question with the written words for what it says appended; unchanged where it says nothing of the kind."""
    said = _phrases().findall(question.lower())
    written = [word for phrase in said for word in _by_phrase()[phrase]]
    written += [_read().named[code] for code in names(question) if code in _read().named]
    return f"{question} ({', '.join(dict.fromkeys(written))})" if written else question
