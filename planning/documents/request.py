"""What a document is made from."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

from planning.documents.errors import OptionUnknownError, PlanNotApprovableError
from planning.documents.pictures import Pictures
from planning.findings import Finding
from planning.library import Library, Treatment
from planning.plan import Attendance, Check, PlanDraft, PlanItem, PlanOption, Tier
from planning.practice import Brand, Practice
from planning.profile import Profile
from planning.wording.words import Language, Words

Ended = Literal["declined", "superseded"]
_UNBRANDED = {"primary_color": "#2f3e46", "accent_color": "#84a98c", "tone": "plain"}


@dataclass(frozen=True, slots=True)
class Approval:
    """That a licensed provider has approved an option; `by` as it is shown."""

    by: str
    on: date
    tier: Tier


@dataclass(frozen=True, slots=True)
class DocumentRequest:
    """A draft with all that its documents need.

    Attributes:
        tier: of the option; None for the recommended one.
        client_name: as it is shown; empty where documents are to carry none.
        profile: for the provider, who reads goals, budget, events and medicines in it; None where it is not at hand.
        findings: of the photo, for the provider's table; None where they are not at hand.
        approval: None while it is a draft, and then every page says so.
        by_hand: a person chose everything in it, and no page says that software did.
        ended: nothing of it is to be done any more: a provider declined it, or a newer plan took its place.
        replaces: id of the plan whose place it takes; empty for a first one.
        earlier: how many editions there were of plans before it, so that calendars know the newest.

    Raises:
        OptionUnknownError: the draft has no such option.
        PlanNotApprovableError: it is to be shown as approved while something is on hold or blocked.
    """

    draft: PlanDraft
    practice: Practice
    library: Library
    tier: Tier | None = None
    language: Language = "en"
    client_name: str = ""
    profile: Profile | None = None
    findings: tuple[Finding, ...] | None = None
    approval: Approval | None = None
    pictures: Pictures = field(default_factory=Pictures)
    by_hand: bool = False
    ended: Ended | None = None
    replaces: str = ""
    earlier: int = 0

    def __post_init__(self) -> None:
        if self.approval and (self.approval.tier != self.option.tier or not self.option.approvable):
            raise PlanNotApprovableError(tier=self.option.tier)

    @property
    def words(self) -> Words:
        return Words(self.language)

    @property
    def option(self) -> PlanOption:
        tier = self.tier or self.draft.recommended
        found = next((option for option in self.draft.options if option.tier == tier), None)
        if found is None:
            raise OptionUnknownError(tier=tier)
        return found

    @property
    def brand(self) -> Brand:
        return self.practice.brand or Brand.model_validate({"name": self.practice.location.title, **_UNBRANDED})

    @property
    def treatments(self) -> tuple[Treatment, ...]:
        """Of the items and then of the regimen, each once."""
        names = (*(item.treatment for item in self.option.items), *(line.treatment for line in self.option.regimen))
        return tuple(self.library.treatment(name) for name in dict.fromkeys(names))

    def check(self, name: str) -> Check:
        """Of an item's id, or of a home-care treatment."""
        return next(check for check in self.option.checks if check.item == name)

    def visits_of(self, item: PlanItem) -> list[int]:
        """Numbers of the visits that hold an item."""
        return [visit.number for visit in self.option.attendances if any(each.item == item.id for each in visit.items)]

    def visit_of(self, stop: int) -> int:
        """Number of the visit that holds a stop of the timeline; 0, before the first, stays 0."""
        found = (each.number for each in self.option.attendances if stop in {part.number for part in each.stops})
        return next(found, 0)

    def due(self, visit: Attendance) -> Decimal:
        """At a visit, taxes included."""
        stops = {stop.number for stop in visit.stops}
        return sum((paid.amount for paid in self.option.investment.payments if paid.visit in stops), Decimal(0))

    def room_title(self, name: str) -> str:
        """Of a room by id; empty where the location has none."""
        return next((room.title for room in self.practice.location.rooms if room.id == name), "")

    def provider_name(self, name: str) -> str:
        """A provider's name by id; empty where the practice knows none."""
        return next((provider.name for provider in self.practice.providers if provider.id == name), "")
