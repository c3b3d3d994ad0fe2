"""Words of protocols, and the tags that rules call the same things by."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from planning.files import Document, parse, shipped


class _Terms(Document):
    source: str
    treatments: dict[str, tuple[str, ...]]
    home_care: dict[str, tuple[str, ...]]


@cache
def _terms() -> _Terms:
    return parse(_Terms, shipped("grounding", "data", "terms.yaml"))


@cache
def treatment_terms() -> Mapping[str, str]:
    """Tags by phrase."""
    return _by_phrase(_terms().treatments)


@cache
def home_care_terms() -> Mapping[str, str]:
    """Tags by phrase."""
    return _by_phrase(_terms().home_care)


def _by_phrase(rows: Mapping[str, tuple[str, ...]]) -> Mapping[str, str]:
    return MappingProxyType({phrase: tag for tag, phrases in rows.items() for phrase in phrases})


def named(plain: str, terms: Mapping[str, str]) -> tuple[str, ...]:
    """Tags of what a lower-case text names, in its order; the longest phrase at a place counts."""
    ordered = sorted(terms, key=len, reverse=True)
    found = re.findall(rf"\b(?:{'|'.join(map(re.escape, ordered))})\b", plain)
    return tuple(dict.fromkeys(terms[phrase] for phrase in found))
