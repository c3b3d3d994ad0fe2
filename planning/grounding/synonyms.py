"""What a question means in the words that protocols are written in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from planning.files import Document, parse, shipped


class _Synonyms(Document):
    source: str
    synonyms: dict[str, tuple[str, ...]]


@cache
def _by_phrase() -> Mapping[str, tuple[str, ...]]:
    """Written words by what people say."""
    found: dict[str, tuple[str, ...]] = {}
    for written, said in parse(_Synonyms, shipped("grounding", "data", "synonyms.yaml")).synonyms.items():
        for phrase in said:
            found[phrase] = (*found.get(phrase, ()), written)
    return MappingProxyType(found)


@cache
def _phrases() -> re.Pattern[str]:
    ordered = sorted(_by_phrase(), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, ordered))})\b")


def expanded(question: str) -> str:
    """The question with the written words for what it says appended; unchanged where it says nothing of the kind."""
    said = _phrases().findall(question.lower())
    written = dict.fromkeys(word for phrase in said for word in _by_phrase()[phrase])
    return f"{question} ({', '.join(written)})" if written else question
