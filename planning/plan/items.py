"""A treatment of a plan, with everything that speaks for it."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from planning.files import Document
from simulation.effects import Level

WhyKind = Literal["finding", "goal", "template", "upkeep", "sequence", "provider"]


class Why(Document):
    """One reason, as a sentence and as what it rests on.

    Attributes:
        kind: a finding of the photo, a goal of the client, a vetted series, upkeep of what was done before, an order of
            treatments, or a provider's own word.
        text: one sentence, to the provider.
        concern, zone, severity: of a finding.
        goal: code of a goal.
        ref: id of what else it rests on: a template, a rule, an earlier treatment.
    """

    kind: WhyKind
    text: str = Field(min_length=4)
    concern: str = ""
    zone: str = ""
    severity: float | None = None
    goal: str = ""
    ref: str = ""


class Citation(Document):
    """A passage that a line rests on.

    Attributes:
        source: "library", or the id of a practice's protocol.
        place: key of a library source, or heading and line of a protocol.
        quote: the passage, word for word, or a source's citation.
    """

    source: str
    place: str
    quote: str


class PlanItem(Document):
    """One treatment in some zones, over all its visits.

    Attributes:
        id: within the plan.
        treatment: id of the library; `title` as shown.
        zones: names or kinds.
        product: chosen by the provider; empty in a draft that leaves it open.
        quantity: of the menu's unit for each visit, as the practice usually books it. The provider enters the dose.
        visits: how many are planned, those that took place among them.
        not_counted: of these, how many took place before a pause that made the series begin anew.
        level: of the published outcome that a projection shows.
        why: at least one reason.
        after: why it stands where it stands in the order; empty where nothing asks for an order.
    """

    id: str = Field(pattern="^[a-z][a-z0-9_]*$")
    treatment: str
    title: str
    zones: tuple[str, ...] = ()
    product: str = ""
    quantity: int = Field(default=1, gt=0)
    visits: int = Field(gt=0)
    not_counted: int = Field(default=0, ge=0)
    level: Level = "expected"
    why: tuple[Why, ...] = Field(min_length=1)
    after: str = ""
    citations: tuple[Citation, ...] = ()
