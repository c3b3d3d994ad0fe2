"""A group of clinics as its file says it, and one of its locations with all that it inherits."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Literal, Self, TypeVar

from icalendar.timezone import tzp
from pydantic import Field, field_validator, model_validator

from models.errors import CountenanceError
from planning.files import Document
from planning.library import Library
from planning.practice.hours import Hours
from planning.practice.offers import Membership, MenuEntry, Package, SeriesTemplate, StockItem, Tax
from planning.practice.people import Provider
from planning.practice.places import Brand, Device, Protocol, Room
from planning.screening import Policy, RuleChange

# ISO 4217: currencies whose smallest coin is not a hundredth.
_OTHER_PLACES = frozenset(
    (
        *("BHD", "BIF", "CLF", "CLP", "DJF", "GNF", "IQD", "ISK", "JOD", "JPY", "KMF", "KRW", "KWD", "LYD"),
        *("OMR", "PYG", "RWF", "TND", "UGX", "UYI", "UYW", "VND", "VUV", "XAF", "XOF", "XPF"),
    )
)

Keyed = TypeVar("Keyed", bound=Document)


class LocationUnknownError(CountenanceError):
    """The group has no such location."""

    code = "location_unknown"
    status = 422
    title = "There is no such location"


class Shared(Document):
    """What a group sets and a location may set anew, entry by entry.

    Attributes:
        menu: by treatment. prices stand in it.
        protocols, packages, memberships, taxes, templates: by id.
        rule_changes: the directors' signed decisions, by rule.
        providers: by id; those of a group work in all its locations.
        brand: as a whole.
    """

    menu: tuple[MenuEntry, ...] = ()
    protocols: tuple[Protocol, ...] = ()
    packages: tuple[Package, ...] = ()
    memberships: tuple[Membership, ...] = ()
    taxes: tuple[Tax, ...] = ()
    templates: tuple[SeriesTemplate, ...] = ()
    rule_changes: tuple[RuleChange, ...] = ()
    providers: tuple[Provider, ...] = ()
    brand: Brand | None = None


class LocationFile(Shared):
    """A location as written: what it sets anew, and what only it has."""

    id: str
    title: str
    state: str = Field(pattern="^[A-Z]{2}$")
    time_zone: str
    supervision: bool = False
    hours: Hours
    rooms: tuple[Room, ...] = Field(min_length=1)
    devices: tuple[Device, ...] = ()
    stock: tuple[StockItem, ...] = ()

    @field_validator("time_zone")
    @classmethod
    def _known(cls, time_zone: str) -> str:
        if tzp.timezone(time_zone) is None:
            raise ValueError(f"no such time zone: {time_zone!r}; say it as America/Los_Angeles")
        return time_zone


class PracticeFile(Shared):
    """A group as written."""

    schema_: Literal["countenance.practice/1"] = Field(alias="schema")
    id: str
    title: str
    currency: str = Field(pattern="^[A-Z]{3}$")
    asks_dysmorphia_screen: bool = False
    locations: tuple[LocationFile, ...] = Field(min_length=1)

    @field_validator("currency")
    @classmethod
    def _of_two_places(cls, currency: str) -> str:
        if currency in _OTHER_PLACES:
            raise ValueError(f"amounts are kept with two decimal places, and {currency} has not two")
        return currency

    @model_validator(mode="after")
    def _locations_differ(self) -> Self:
        names = [location.id for location in self.locations]
        if len(set(names)) < len(names):
            raise ValueError("two locations share an id")
        return self

    def at(self, location: str) -> Practice:
        """One location with all that it inherits.

        Raises:
            LocationUnknownError: the group has none of that id.
        """
        own = next((place for place in self.locations if place.id == location), None)
        if own is None:
            raise LocationUnknownError(f"{location!r} is not a location of {self.id}", location=location)
        return Practice(
            group=self.id,
            currency=self.currency,
            asks_dysmorphia_screen=self.asks_dysmorphia_screen,
            location=own,
            menu=tuple(entry for entry in _merged(self.menu, own.menu, "treatment") if entry.offered),
            protocols=_merged(self.protocols, own.protocols),
            packages=_merged(self.packages, own.packages),
            memberships=_merged(self.memberships, own.memberships),
            taxes=_merged(self.taxes, own.taxes),
            templates=_merged(self.templates, own.templates),
            providers=_merged(self.providers, own.providers),
            policy=Policy(changes=_merged(self.rule_changes, own.rule_changes, "rule")),
            brand=own.brand or self.brand,
        )


class Practice(Document):
    """One location, everything inherited."""

    group: str
    currency: str
    asks_dysmorphia_screen: bool
    location: LocationFile
    menu: tuple[MenuEntry, ...]
    protocols: tuple[Protocol, ...]
    packages: tuple[Package, ...]
    memberships: tuple[Membership, ...]
    taxes: tuple[Tax, ...]
    templates: tuple[SeriesTemplate, ...]
    providers: tuple[Provider, ...]
    policy: Policy
    brand: Brand | None

    def entry(self, treatment: str) -> MenuEntry | None:
        """Of the menu; None where the treatment is not offered."""
        return next((entry for entry in self.menu if entry.treatment == treatment), None)

    def providers_for(self, treatment: str, library: Library, on: date) -> tuple[Provider, ...]:
        """Who may give a treatment here on a day: trained, of the right credential, licensed in the state."""
        known, entry = library.treatment(treatment), self.entry(treatment)
        narrowed = set(entry.credentials) if entry and entry.credentials else set(known.credentials)
        able = (p for p in self.providers if p.may_give(known, self.location.state, on) is None)
        return tuple(provider for provider in able if provider.credential in narrowed)

    def fitting(self, concerns: Iterable[str], goals: Iterable[str]) -> tuple[SeriesTemplate, ...]:
        """Vetted series for any of these concerns or goals, all of whose treatments are on the menu."""
        wanted, asked, offered = set(concerns), set(goals), {entry.treatment for entry in self.menu}
        return tuple(
            template
            for template in self.templates
            if (wanted & set(template.concerns) or asked & set(template.goals))
            and all(treatment in offered for visit in template.visits for treatment in visit.treatments)
        )


def _merged(group: Iterable[Keyed], location: Iterable[Keyed], key: str = "id") -> tuple[Keyed, ...]:
    """The group's entries in their order, under what the location's of the same key sets; then what is new."""
    own = {getattr(entry, key): entry for entry in location}
    inherited = [_over(entry, own.pop(getattr(entry, key), entry)) for entry in group]
    return (*inherited, *own.values())


def _over(entry: Keyed, own: Keyed) -> Keyed:
    return entry.model_copy(update={name: getattr(own, name) for name in own.model_fields_set})
