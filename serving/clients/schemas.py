"""Clients as the API shows and takes them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from serving.clients.person import BORN_SINCE, ClientLanguage, Contact, Line, Person
from serving.clients.tables import Assignment, Client
from serving.desk.names import Name

LOCATION = "loc_01KAN6W0000000000000000000"
ClientState = Literal["active", "merged"]


class NewClient(Person):
    location: Name = Field(description="Home location", examples=[LOCATION])

    def person(self) -> Person:
        return Person.model_validate(self.model_dump(exclude={"location"}))


class ClientEdit(BaseModel):
    """What changes; the rest stays. `reference: null` takes the reference away."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: Line | None = None
    date_of_birth: date | None = Field(default=None, ge=BORN_SINCE)
    contact: Contact | None = None
    language: ClientLanguage | None = None
    reference: Line | None = None
    location: Name | None = None

    def of_person(self) -> dict[str, object]:
        """What changes of the person, by field. A null means that nothing is said, but for a reference."""
        said = {name: getattr(self, name) for name in self.model_fields_set - {"location"}}
        return {name: value for name, value in said.items() if value is not None or name == "reference"}


class ClientShown(Person):
    """A client."""

    id: str = Field(examples=["cli_01KAN6W0000000000000000000"])
    location: str = Field(examples=[LOCATION])
    state: ClientState
    merged_into: str | None = Field(description="Of a merged entry: the one that the client is kept under")
    created_at: datetime
    updated_at: datetime

    @classmethod
    def of(cls, row: Client, person: Person) -> ClientShown:
        kept = {name: getattr(row, name) for name in ("id", "location", "state", "merged_into")}
        return cls(**dict(person), **kept, created_at=row.created_at, updated_at=row.updated_at)


class NewAssignment(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    account: Name = Field(examples=["acc_01KAN6W0000000000000000000"])


class AssignmentShown(BaseModel):
    """An account that looks after the client."""

    account: str = Field(examples=["acc_01KAN6W0000000000000000000"])
    at: datetime
    by: str = Field(description="Who assigned it")

    @classmethod
    def of(cls, row: Assignment) -> AssignmentShown:
        return cls.model_validate(row, from_attributes=True)
