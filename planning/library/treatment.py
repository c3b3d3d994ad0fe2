"""One treatment as its file says it. The file is reference: the provider enters dose, product and settings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal, Self

from pydantic import Field, model_validator

from planning.files import Document
from planning.library.care import Care, WarningSign
from planning.library.ranges import Range
from planning.library.routine import Routine
from planning.library.sign_off import SignOff
from planning.rules import Gap, Pause, Rule, Source, Stated
from simulation.effects import Effect

Kind = Literal[
    "toxin", "filler", "biostimulator", "skin_booster", "needling", "regenerative", "peel", "light", "laser",
    "tightening", "facial", "hair_removal", "home_care",
]  # fmt: skip
Credential = Literal[
    "physician", "nurse_practitioner", "physician_assistant", "registered_nurse", "licensed_esthetician",
    "laser_technician",
]  # fmt: skip


class Serves(Document):
    """What it is given for, and whether a label says so there.

    Attributes:
        zones: kinds of zones.
        concerns: of the registry; empty where it only serves goals.
        goals: of the goal catalogue.
        status: `on_label`; `off_label`; `not_labeled` where no label speaks (devices without one found, cosmetics).
        source: key.
    """

    zones: tuple[str, ...] = Field(min_length=1)
    concerns: tuple[str, ...] = ()
    goals: tuple[str, ...] = ()
    status: Literal["on_label", "off_label", "not_labeled"]
    source: str

    @model_validator(mode="after")
    def _something(self) -> Self:
        if not self.concerns and not self.goals:
            raise ValueError("it must serve a concern or a goal")
        return self


class Series(Document):
    """Visits, days from one to the next, and a review; None where no source gives it."""

    visits: Range | None
    interval_days: Range | None
    review_days: Range | None = None
    retreat_days: Range | None
    source: str


class Times(Document):
    """Minutes in the room; days until one can be seen in public; days until all is healed."""

    minutes: Range | None
    downtime_days: Range | None
    recovery_days: Range | None
    source: str


class Outcome(Document):
    """Days after the (last) visit until something is seen, until it is most, and until it has faded."""

    onset_days: Range | None
    peak_days: Range | None
    lasts_days: Range | None
    source: str


class Device(Document):
    """What it is done with.

    Attributes:
        kind: of the device, as rooms and devices of a practice name it.
        settings: always the practice's own; the library gives none.
        note: what a source says of the kind.
    """

    kind: str
    settings: Literal["the practice's own, as reference only"] = "the practice's own, as reference only"
    note: str = ""


class LabelDose(Document):
    """What a product's label says, as reference only."""

    product: str
    text: str
    source: str


class Treatment(Document):
    """One treatment.

    Attributes:
        id: the file's name.
        tags: what rules and gaps call it by, beside its id.
        products: that can be chosen, generic names; empty where there is none to choose.
        sources: by key; each is used, and each key that is used is there.
        not_projected: why no outcome may be shown, where effects are empty.
        routine: of home care alone; None where no file says it.
    """

    schema_: Literal["countenance.treatment/1"] = Field(alias="schema")
    id: str = Field(pattern="^[a-z][a-z0-9_]+$")
    title: str
    summary: str = Field(min_length=20)
    kind: Kind
    tags: tuple[str, ...] = Field(min_length=1)
    sign_off: SignOff
    products: tuple[str, ...] = ()
    serves: tuple[Serves, ...] = Field(min_length=1)
    series: Series
    times: Times
    outcome: Outcome
    credentials: tuple[Credential, ...] = ()
    credentials_source: str = ""
    device: Device | None = None
    label_doses: tuple[LabelDose, ...] = ()
    effects: tuple[Effect, ...] = ()
    not_projected: str = ""
    care: Care
    routine: Routine | None = None
    warning_signs: tuple[WarningSign, ...] = ()
    rules: tuple[Rule, ...] = ()
    gaps: tuple[Gap, ...] = ()
    pauses: tuple[Pause, ...] = ()
    sources: dict[str, Source] = Field(min_length=1)

    @property
    def home_care(self) -> bool:
        """Used at home, so that no visit is scheduled for it."""
        return self.kind == "home_care"

    @property
    def called(self) -> frozenset[str]:
        """Everything rules may call it by."""
        return frozenset({self.id, self.kind, *self.tags})

    @property
    def zones(self) -> tuple[str, ...]:
        """Kinds of zones it is given on."""
        return tuple(dict.fromkeys(zone for serves in self.serves for zone in serves.zones))

    @model_validator(mode="after")
    def _complete(self) -> Self:
        if bool(self.effects) == bool(self.not_projected):
            raise ValueError("either effects with a sourced cap, or not_projected with the reason")
        if not self.home_care and not (self.credentials and self.credentials_source):
            raise ValueError("credentials and their source are needed: who may do it")
        if not self.home_care and not self.warning_signs:
            raise ValueError("warning signs are needed: what calls for urgent care")
        if self.routine and not self.home_care:
            raise ValueError("a routine is for home care alone")
        used = set(self._used())
        if missing := used - set(self.sources):
            raise ValueError(f"no such source: {', '.join(sorted(missing))}")
        if idle := set(self.sources) - used:
            raise ValueError(f"a source that nothing names: {', '.join(sorted(idle))}")
        return self

    def _used(self) -> Iterator[str]:
        groups: tuple[Sequence[Stated], ...] = (
            (self.series, self.times, self.outcome),
            *(self.serves, self.label_doses, self.effects, self.care.all, self.warning_signs),
            *(self.rules, self.gaps, self.pauses),
        )
        yield from (part.source for group in groups for part in group)
        if self.routine:
            yield self.routine.source
        if self.credentials_source:
            yield self.credentials_source
