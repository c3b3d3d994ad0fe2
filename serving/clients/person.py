"""What is kept of a client under their own key."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from serving.clients.tables import Client
from serving.desk import Work

BORN_SINCE = date(1900, 1, 1)


def _line(text: str) -> str:
    text = text.strip()
    if not text or not text.isprintable():
        raise ValueError("must be a line of printable characters")
    return text


Line = Annotated[str, Field(max_length=200), AfterValidator(_line)]
ClientLanguage = Literal["en", "es"]


class Contact(BaseModel):
    """How the client is reached."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    email: str | None = Field(default=None, max_length=254, pattern=r"^[^@\s]+@[^@\s]+$", examples=["ann@example.com"])
    phone: str | None = Field(
        default=None, max_length=32, pattern=r"^\+?[0-9 ().-]{5,31}$", examples=["+1 510 555 0100"]
    )


class Person(BaseModel):
    """Attributes:
    date_of_birth: as the client says it; never estimated.
    reference: the practice system's own id.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: Line = Field(examples=["Ann Example"])
    date_of_birth: date = Field(
        ge=BORN_SINCE, description="Asked of the client, never estimated", examples=["1985-04-12"]
    )
    contact: Contact = Contact()
    language: ClientLanguage = "en"
    reference: Line | None = Field(default=None, description="The practice system's own id", examples=["PMS-10442"])


def seal_person(work: Work, client: str, person: Person) -> bytes:
    return work.seal(client, where(client), person.model_dump_json().encode())


def person_of(work: Work, client: Client) -> Person:
    assert client.sealed is not None  # only of an erased client nothing is left, and that is told before
    owner = client.merged_into or client.id  # a merged entry stays on record under the key of who it was merged into
    return Person.model_validate_json(work.unseal(owner, where(client.id), client.sealed))


def index_of(work: Work, reference: str | None) -> str | None:
    """The digest that a client is found by; the same reference has another one in another practice."""
    return None if reference is None else work.digest("client reference", reference.encode()).hex()


def where(client: str) -> str:
    return f"clients.sealed:{client}"
