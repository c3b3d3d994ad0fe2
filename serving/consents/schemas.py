"""Consent at the edge."""

from __future__ import annotations

import base64
import binascii
from datetime import datetime
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from serving.consents.scopes import Scope
from serving.consents.tables import Consent, ConsentRefusal
from serving.consents.texts import ConsentText
from serving.wording import Language

_PNG = b"\x89PNG\r\n\x1a\n"


def _drawn(text: str) -> str:
    try:
        data = base64.b64decode(text, validate=True)
    except binascii.Error:
        raise ValueError("must be base64") from None
    if not data.startswith(_PNG):
        raise ValueError("must be a PNG")
    return text


class TextShown(BaseModel):
    """A text as it is to be read before it is signed."""

    id: str = Field(examples=["template:biometric:en"])
    scope: Scope
    language: Language
    version: int = Field(examples=[1])
    template: bool = Field(description="True: it awaits the practice's counsel")
    title: str
    purpose: str
    term: str
    body: str
    sha256: str = Field(description="Of its very words; a signature names it")

    @classmethod
    def of(cls, text: ConsentText) -> Self:
        return cls(
            id=text.id,
            scope=text.scope,
            language=text.language,
            version=text.number,
            template=text.template,
            sha256=text.wording.sha256,
            **text.wording.model_dump(),
        )


class TextsShown(BaseModel):
    texts: list[TextShown]


class NewText(BaseModel):
    """A practice's own words for a scope, in place of those in force."""

    model_config = ConfigDict(extra="forbid")

    scope: Scope
    language: Language
    title: str = Field(min_length=1, max_length=120)
    purpose: str = Field(min_length=1, max_length=400)
    term: str = Field(min_length=1, max_length=400)
    body: str = Field(min_length=1, max_length=8000)


class Signature(BaseModel):
    """How it was signed."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    typed_name: str = Field(min_length=1, max_length=200, examples=["Ana Sample"])
    method: Literal["tablet", "paper", "online"] = "tablet"
    drawn_png: Annotated[str, AfterValidator(_drawn)] | None = Field(
        default=None, max_length=300_000, description="The drawn signature: a PNG in base64"
    )


class NewConsent(BaseModel):
    """One scope, one signature: there is no signature for several at once."""

    model_config = ConfigDict(extra="forbid")

    scope: Scope
    text: str = Field(max_length=64, description="Id of the text that was read", examples=["template:biometric:en"])
    text_sha256: str = Field(pattern=r"^[0-9a-f]{64}$", description="Of the text that was read")
    language: Language = "en"
    signature: Signature


class Said(BaseModel):
    """How it was declined. Nobody is asked to sign that they do not agree, or why."""

    model_config = ConfigDict(extra="forbid")

    method: Literal["tablet", "paper", "online", "in_person"] = "tablet"


class NewRefusal(BaseModel):
    """A text that the client read and did not agree to."""

    model_config = ConfigDict(extra="forbid")

    scope: Scope
    text: str = Field(max_length=64, description="Id of the text that was read", examples=["template:biometric:en"])
    text_sha256: str = Field(pattern=r"^[0-9a-f]{64}$", description="Of the text that was read")
    language: Language = "en"
    said: Said = Said()


class RefusalShown(BaseModel):
    id: str = Field(examples=["ref_01KAN6W0000000000000000000"])
    client: str
    scope: Scope
    text: str
    text_sha256: str
    language: Language
    declined_at: datetime
    taken_by: str = Field(description="Account or tablet before which it was declined")

    @classmethod
    def of(cls, row: ConsentRefusal) -> Self:
        names = ("id", "client", "text", "text_sha256", "language", "declined_at", "taken_by")
        return cls(scope=row.scope_name, **{name: getattr(row, name) for name in names})  # type: ignore[arg-type]


class ConsentShown(BaseModel):
    id: str
    client: str
    scope: Scope
    state: Literal["given", "withdrawn", "expired"]
    text: str
    text_sha256: str
    language: Language
    given_at: datetime
    ends_at: datetime | None = Field(description="Null: until it is taken back")
    withdrawn_at: datetime | None
    taken_by: str = Field(description="Account or tablet before which it was signed")

    @classmethod
    def of(cls, row: Consent, now: datetime) -> Self:
        ended = "withdrawn" if row.withdrawn_at else "expired"
        return cls(
            id=row.id,
            client=row.client,
            scope=row.scope_name,  # type: ignore[arg-type]
            state="given" if row.stands(now) else ended,  # type: ignore[arg-type]
            text=row.text,
            text_sha256=row.text_sha256,
            language=row.language,  # type: ignore[arg-type]
            given_at=row.given_at,
            ends_at=row.ends_at,
            withdrawn_at=row.withdrawn_at,
            taken_by=row.taken_by,
        )


class ConsentsShown(BaseModel):
    """What a client agreed to, newest last, and what may be done on it now; and what they declined."""

    consents: list[ConsentShown]
    in_force: list[Scope]
    refusals: list[RefusalShown] = Field(description="What the client said no to, the newest last")
    declined: list[Scope] = Field(description="Said no to, and not agreed to since")
