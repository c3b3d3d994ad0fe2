"""The client profile: what was asked and told, from which rules and drafts read. Nothing in it comes from a photo."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Literal, Self

from pydantic import Field, field_validator, model_validator

from planning.files import Document
from planning.profile.answer import HealthFact
from planning.profile.dysmorphia import DysmorphiaScreen
from planning.profile.errors import NotBornYetError
from planning.profile.goals import Goal
from planning.profile.health import health_catalogue
from planning.profile.history import History, Laboratory, ProviderRecord
from planning.profile.medicines import Medicines
from planning.profile.phototype import Phototype

LaboratoryName = Literal["platelets_per_ul", "hemoglobin_g_per_dl"]


class Budget(Document):
    """The most the client wants to spend."""

    amount: Decimal = Field(ge=0)
    currency: str = Field(pattern="^[A-Z]{3}$")


class Away(Document):
    """Days on which nothing may be scheduled, both included."""

    first: date
    last: date
    note: str = ""

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.last < self.first:
            raise ValueError("the last day is before the first")
        return self


class Event(Document):
    """A day by which all visible downtime is over."""

    name: str
    on: date


class Profile(Document):
    """One client.

    Attributes:
        date_of_birth: asked; never estimated.
        phototype: asked; never inferred.
        health: by code of the catalogue; what is not there is unknown.
        medicines, history: None where not asked at all.
        laboratory: by name, the name ends in the unit.
        records: what providers have put on record.
        downtime_days: the most the client accepts at a time, None when not asked.
        pain_tolerance, sun_exposure: as the client sees it.
    """

    schema_: Literal["countenance.profile/1"] = Field(alias="schema")
    client: str = ""
    date_of_birth: date | None = None
    phototype: Phototype = Phototype()
    health: dict[str, HealthFact] = Field(default_factory=dict)
    medicines: Medicines | None = None
    history: History | None = None
    laboratory: dict[LaboratoryName, Laboratory] = Field(default_factory=dict)
    records: tuple[ProviderRecord, ...] = ()
    dysmorphia_screen: DysmorphiaScreen | None = None
    goals: tuple[Goal, ...] = ()
    budget: Budget | None = None
    away: tuple[Away, ...] = ()
    events: tuple[Event, ...] = ()
    downtime_days: int | None = Field(default=None, ge=0)
    pain_tolerance: Literal["low", "medium", "high", "unknown"] = "unknown"
    sun_exposure: Literal["low", "medium", "high", "unknown"] = "unknown"

    @field_validator("health")
    @classmethod
    def _known(cls, health: dict[str, HealthFact]) -> dict[str, HealthFact]:
        unknown = [code for code in health if code not in health_catalogue()]
        if unknown:
            raise ValueError(f"no such health question: {', '.join(unknown)}")
        return health

    def fact(self, code: str) -> HealthFact:
        """What is known of a question; unknown where nothing is."""
        return self.health.get(code, HealthFact())

    def born_by(self, today: date) -> None:
        """Nothing is asked of a client who is not born.

        Raises:
            NotBornYetError: the date of birth is today or later.
        """
        if self.date_of_birth is not None and self.date_of_birth >= today:
            raise NotBornYetError()
