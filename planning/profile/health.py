"""The catalogue of health questions: every code that a profile, a rule or a note may speak of."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Literal

from planning.files import Document, parse, shipped

Kind = Literal["state", "condition", "skin", "allergy", "implant", "event"]


class HealthQuestion(Document):
    """One row of the catalogue.

    Attributes:
        code: stable, snake_case.
        title: the field's term.
        kind: an `event` happened on a day, so that a yes without a date leaves open whether it still counts; all else
            goes on until a `last` day is given.
        question: as asked of the client.
    """

    code: str
    title: str
    kind: Kind
    question: str


class _Catalogue(Document):
    source: str
    questions: tuple[HealthQuestion, ...]


@cache
def health_catalogue() -> Mapping[str, HealthQuestion]:
    """Questions by code, in the order of the file."""
    rows = parse(_Catalogue, shipped("profile", "data", "health.yaml")).questions
    return MappingProxyType({question.code: question for question in rows})
