"""Who works in a practice, and what their licence lets them do."""

from __future__ import annotations

from datetime import date
from typing import Literal, Self

from pydantic import Field, model_validator

from planning.files import Document
from planning.library import Credential, Treatment
from planning.practice.hours import Hours

State = str  # two-letter postal code


class Licence(Document):
    """A licence to practice.

    Attributes:
        type: of the credential it certifies.
        state: that issued it; it counts there alone.
        expires: the last day on which it is valid.
    """

    type: Credential
    number: str = Field(min_length=1)
    state: State = Field(pattern="^[A-Z]{2}$")
    expires: date


class Provider(Document):
    """A person who treats.

    Attributes:
        credential: the person's profession.
        director: a medical director, who signs decisions on rules and treatment files.
        supervisor: id of the provider who supervises, where a location asks for it.
        treatments: ids the person is trained for; empty for all that the credential allows.
        hours: when at work; None for the location's hours.
    """

    id: str
    name: str = Field(min_length=3)
    credential: Credential
    licences: tuple[Licence, ...] = Field(min_length=1)
    director: bool = False
    supervisor: str = ""
    treatments: tuple[str, ...] = ()
    hours: Hours | None = None

    @model_validator(mode="after")
    def _licensed_as_said(self) -> Self:
        if self.credential not in {licence.type for licence in self.licences}:
            raise ValueError(f"no licence of a {self.credential} is given")
        return self

    def may_give(self, treatment: Treatment, state: State, on: date) -> Refusal | None:
        """None when the person may give a treatment in a state on a day, else why not."""
        if self.treatments and treatment.id not in self.treatments:
            return "not_trained"
        if self.credential not in treatment.credentials:
            return "credential"
        valid = [licence for licence in self.licences if licence.type == self.credential and licence.state == state]
        if not valid:
            return "no_licence_in_state"
        return None if any(on <= licence.expires for licence in valid) else "licence_expired"


Refusal = Literal["not_trained", "credential", "no_licence_in_state", "licence_expired"]
