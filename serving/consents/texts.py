"""The words that are signed: those that ship, and a practice's own once its director has published them."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Self

import yaml
from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import select

from serving.consents.scopes import Scope
from serving.consents.tables import PublishedText
from serving.desk import Work
from serving.wording import Language


class Wording(BaseModel):
    """The words of a text."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)

    title: str = Field(min_length=1, max_length=120)
    purpose: str = Field(min_length=1, max_length=400)
    term: str = Field(min_length=1, max_length=400)
    body: str = Field(min_length=1, max_length=8000)

    @property
    def sha256(self) -> str:
        """Of title, purpose, term and body, a line between them."""
        return hashlib.sha256("\n".join((self.title, self.purpose, self.term, self.body)).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class ConsentText:
    """Attributes:
    number: version; 1 is the template.
    template: it awaits the practice's counsel.
    """

    id: str
    scope: Scope
    language: Language
    number: int
    wording: Wording
    template: bool

    @classmethod
    def published(cls, row: PublishedText) -> Self:
        wording = Wording.model_validate_json(row.body)
        return cls(row.id, row.scope_name, row.language, row.number, wording, template=False)  # type: ignore[arg-type]


@cache
def shipped(language: Language) -> Mapping[Scope, ConsentText]:
    """The templates in a language."""
    text = files("serving.consents").joinpath("texts").joinpath(f"{language}.yaml").read_text(encoding="utf-8")
    return MappingProxyType(
        {
            scope: ConsentText(f"template:{scope}:{language}", scope, language, 1, Wording(**words), template=True)
            for scope, words in yaml.safe_load(text).items()
        }
    )


def in_force(work: Work, language: Language) -> dict[Scope, ConsentText]:
    """What is signed now in the caller's practice."""
    mine = (PublishedText.practice == work.caller.practice) & (PublishedText.language == language)
    rows = work.session.scalars(select(PublishedText).where(mine).order_by(PublishedText.number))
    return dict(shipped(language)) | {text.scope: text for text in map(ConsentText.published, rows)}
