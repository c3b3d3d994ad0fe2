"""The draft as a whole."""

from __future__ import annotations

import datetime
from typing import Literal, Self

from pydantic import Field, model_validator

from planning.files import Document
from planning.plan.attendances import Attendance, attendances
from planning.plan.checks import Check
from planning.plan.conflicts import ProtocolConflict
from planning.plan.investment import Investment
from planning.plan.items import PlanItem
from planning.plan.regimen import RegimenLine
from planning.plan.visits import PlannedVisit

SCHEMA = "countenance.plan/1"
Tier = Literal["good", "better", "best", "nothing_now"]


class LeftOut(Document):
    """What a plan does not hold, and why.

    Attributes:
        what: id of a treatment, or `concern:zone` of a finding, or `goal:code`.
        why: stable code: `blocked`, `not_offered`, `not_assessable`, `nothing_due`, `budget`, `no_slot`,
            `out_of_stock`, `downtime`, `covered`, `nothing_serves_it`, `tier`; `warned` where cautions leave it to the
            provider; `not_let_in` where the practice has the software suggest none of it; `provider` where a person
            took it out.
        text: one sentence.
    """

    what: str
    why: str
    text: str


class PlanOption(Document):
    """One way to go, in five sections.

    Attributes:
        tier: good, better or best; or that nothing is due now.
        primary, supporting: treatments, the most important first.
        regimen: at home.
        checks: of every item and home-care line.
        timeline: visits by date, one for each provider and room; `attendances` are the visits that people count.
        schedule: of the timeline: proven `optimal`; `feasible`, with the gap; `none` where nothing is scheduled.
        gap: 0 to 1, of the schedule's objective; 0 where it is optimal.
        schedule_notes: what stood in the way, one sentence each.
        left_out: of this option.
    """

    tier: Tier
    title: str
    summary: str = ""
    primary: tuple[PlanItem, ...] = ()
    supporting: tuple[PlanItem, ...] = ()
    regimen: tuple[RegimenLine, ...] = ()
    checks: tuple[Check, ...] = ()
    timeline: tuple[PlannedVisit, ...] = ()
    investment: Investment
    schedule: Literal["optimal", "feasible", "none"] = "none"
    gap: float = Field(default=0.0, ge=0)
    schedule_notes: tuple[str, ...] = ()
    left_out: tuple[LeftOut, ...] = ()

    @property
    def items(self) -> tuple[PlanItem, ...]:
        return (*self.primary, *self.supporting)

    @property
    def attendances(self) -> tuple[Attendance, ...]:
        """The timeline as people count it: one visit a day and arrival, whoever and wherever gives its parts."""
        return attendances(self.timeline)

    @property
    def approvable(self) -> bool:
        """Nothing on hold, nothing blocked."""
        return all(check.approvable for check in self.checks)

    @model_validator(mode="after")
    def _whole(self) -> Self:
        ids = [item.id for item in self.items]
        if len(set(ids)) < len(ids):
            raise ValueError("two items share an id")
        booked = {item.item for visit in self.timeline for item in visit.items}
        if booked - set(ids):
            raise ValueError(f"visits of items that the option does not hold: {sorted(booked - set(ids))}")
        checked = {check.item for check in self.checks}
        if missing := {*ids, *(line.treatment for line in self.regimen)} - checked:
            raise ValueError(f"not checked: {sorted(missing)}")
        return self


class PlanDraft(Document):
    """A draft. It becomes a plan when a licensed provider approves one option of it.

    Attributes:
        version: from 1; an edit makes the next.
        client: opaque id.
        photo_sha256: of the photo behind the findings; empty where there was none.
        not_seen: what the drafter could not see: no photo, findings not assessable, questions not asked.
        options: the least first; one with the tier `nothing_now` where nothing is due.
        recommended: tier of the option that is put forward.
        left_out: of all options.
        protocol_conflicts: where the practice's protocols and the library differ about these treatments.
        versions: of library, rules and drafter.
    """

    schema_: Literal["countenance.plan/1"] = Field(default="countenance.plan/1", alias="schema")
    version: int = Field(default=1, ge=1)
    status: Literal["draft"] = "draft"
    made_on: datetime.date
    practice: str
    location: str
    client: str = ""
    photo_sha256: str = ""
    not_seen: tuple[str, ...] = ()
    options: tuple[PlanOption, ...] = Field(min_length=1)
    recommended: Tier
    left_out: tuple[LeftOut, ...] = ()
    protocol_conflicts: tuple[ProtocolConflict, ...] = ()
    versions: dict[str, str] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _one_is_recommended(self) -> Self:
        tiers = [option.tier for option in self.options]
        if len(set(tiers)) < len(tiers) or self.recommended not in tiers:
            raise ValueError("the options must differ, and the recommended one must be among them")
        return self

    @property
    def visits(self) -> tuple[PlannedVisit, ...]:
        """Of the recommended option: what a projection over time shows."""
        return next(option for option in self.options if option.tier == self.recommended).timeline
