"""Who somebody of the staff is, and what they were given: the values of an account."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from planning.practice.people import Licence
from serving.access.caller import Grant, Role
from serving.access.tokens import digest


class StaffLicence(Licence):
    """A licence, and how far it goes.

    Attributes:
        treatments: ids within its scope of practice; empty for all that the credential allows.
    """

    treatments: tuple[str, ...] = ()

    def covers(self, treatment: str, state: str, on: date) -> bool:
        """Whether it is of that state, valid on that day, and does not leave the treatment out."""
        return self.state == state and on <= self.expires and (not self.treatments or treatment in self.treatments)


class Profile(BaseModel):
    """Kept sealed with the practice's key.

    Attributes:
        login: what is typed at the door, such as a mail address; unique in the house.
        supervisor: id of the account that co-signs, where a location asks for it.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str = Field(min_length=1, max_length=200)
    login: str = Field(min_length=3, max_length=200, pattern=r"^\S+$")
    licences: tuple[StaffLicence, ...] = Field(default=(), max_length=50)
    supervisor: str | None = Field(default=None, max_length=40)


@dataclass(frozen=True, slots=True)
class Staff:
    """An account as others see it.

    Attributes:
        invited: no password was chosen yet.
        second_factor: one is set up.
    """

    id: str
    practice: str
    version: int
    active: bool
    grants: tuple[Grant, ...]
    scopes: tuple[str, ...]
    profile: Profile
    invited: bool
    second_factor: bool


def login_hash(login: str) -> bytes:
    """By which an account is found; capitals make no difference."""
    return digest(f"login:{login.strip().casefold()}")


def subject_hash(issuer: str, subject: str) -> bytes:
    """By which somebody of an identity provider is found."""
    return digest(f"subject:{len(issuer)}:{issuer}:{subject}")


def grant_row(grant: Grant) -> dict[str, Any]:
    locations = None if grant.locations is None else sorted(grant.locations)
    return {"role": grant.role, "locations": locations, "assigned_only": grant.assigned_only}


def read_grant(row: dict[str, Any]) -> Grant:
    role: Role = row["role"]
    locations = None if row["locations"] is None else frozenset(row["locations"])
    return Grant(role, locations, row["assigned_only"])
