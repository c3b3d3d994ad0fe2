"""Plans as the API shows and takes them."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from planning.plan import PlanDraft, Tier
from planning.revision import Change, Edit
from serving.desk.names import Name
from serving.plans.content import MadeFrom
from serving.plans.states import State
from serving.plans.suggestions import Beside, Suggestion

PLAN = "pln_01KAN6W0000000000000000000"
SHA256 = "5f70bf18a086007016e948b04aed3b82103a36bea41755b6cddfaf10ace3c6ef"
Verdict = Literal["accepted", "modified", "declined"]
Reason = Literal[
    "clinical_judgment", "contraindication", "not_indicated", "finding_wrong", "already_treated", "dose_or_course",
    "client_preference", "cost", "downtime", "not_available", "other",
]  # fmt: skip
Words = Annotated[str, Field(max_length=2000)]


class _Said(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class NewPlan(_Said):
    """Drafted by the software where the client agrees to that (`planning`), and else by hand."""

    location: Name | None = Field(None, description="Where it is to be carried out; else the client's home location")
    by_hand: bool = Field(False, description="An empty draft that a provider fills; the software suggests nothing")
    supersedes: Name | None = Field(None, description="An approved plan whose place it is to take; it begins with it")
    analysis: Name | None = Field(None, description="Whose findings, as corrected, it is drafted from; none: no photo")
    why: Words = Field("", examples=["First consultation"])


class PlanEdit(_Said):
    """Edits, in their order. None at all solves slipped days again, by what is known today."""

    edits: tuple[Edit, ...] = Field((), max_length=50)
    why: str = Field(min_length=3, max_length=2000, examples=["The client has a wedding in May"])
    tier: Tier | None = Field(None, description="The option that is edited; else the one that is put forward")


class NewDecision(_Said):
    """What a provider makes of a suggestion. The plan itself is changed by edits."""

    decision: Verdict
    reason: Reason | None = Field(None, description="Needed where it was modified or declined")
    words: Words = ""

    @model_validator(mode="after")
    def _why(self) -> Self:
        if self.decision != "accepted" and self.reason is None:
            raise ValueError("a modified or declined suggestion needs a reason")
        return self


class NewApproval(_Said):
    """A signature: under exactly one version, by somebody who has just given a second factor."""

    sha256: str = Field(pattern="^[0-9a-f]{64}$", description="Of the version that was read", examples=[SHA256])
    typed_name: str = Field(min_length=1, max_length=200, examples=["Dr. Amara Okafor"])
    tier: Tier | None = Field(None, description="The option that is approved; else the one that is put forward")


class NewCosignature(_Said):
    """A supervisor's signature under what was approved."""

    sha256: str = Field(pattern="^[0-9a-f]{64}$", examples=[SHA256])
    typed_name: str = Field(min_length=1, max_length=200, examples=["Dr. Amara Okafor"])


class NewDecline(_Said):
    """The plan as a whole is set aside."""

    reason: Reason
    words: Words = ""


class NewShare(_Said):
    """An approved plan is given out: to the client, or to the practice's own system (consent `sharing`)."""

    to: Literal["client", "system"]


class SignatureShown(BaseModel):
    """Who signed."""

    kind: Literal["approval", "cosignature"]
    by: str = Field(examples=["acc_01KAN6W0000000000000000000"])
    at: datetime
    number: int = Field(description="Of the version that was signed")
    sha256: str = Field(examples=[SHA256])
    name: str = Field(description="As typed")
    license: str = Field(examples=["physician CA SAMPLE-MD-1"])
    tier: Tier
    document_sha256: str | None = Field(description="Of the signed PDF; null while a co-signature is due")


class PlanShown(BaseModel):
    """A plan: where it stands. What it holds is in its versions."""

    id: str = Field(examples=[PLAN])
    client: str
    location: str
    state: State
    number: int = Field(description="Of the newest version", examples=[1])
    sha256: str = Field(description="Of the newest version", examples=[SHA256])
    by_hand: bool
    supersedes: str | None
    created_at: datetime
    created_by: str
    updated_at: datetime
    submitted_at: datetime | None
    opened_at: datetime | None = Field(description="When somebody who may decide first saw it in review")
    signed_at: datetime | None
    signed_by: str | None
    cosignature_due: bool = Field(description="Approved, and a supervisor has to sign, too")


class PlanListed(BaseModel):
    """A plan in a listing."""

    id: str = Field(examples=[PLAN])
    location: str
    state: State
    number: int
    by_hand: bool
    created_at: datetime
    updated_at: datetime
    signed_at: datetime | None


class VersionListed(BaseModel):
    """A version in a listing."""

    number: int = Field(examples=[1])
    at: datetime
    by: str
    sha256: str = Field(examples=[SHA256])


class VersionShown(VersionListed):
    """What a plan held: the draft with every option, and what differs from the version before."""

    why: str
    notes: tuple[str, ...]
    changes: tuple[Change, ...]
    made_from: MadeFrom
    document: PlanDraft


class DecisionShown(BaseModel):
    """A decision on record."""

    decision: Verdict
    reason: Reason | None
    words: str
    number: int = Field(description="Of the version that was looked at")
    at: datetime
    by: str


class SuggestionShown(BaseModel):
    """A suggestion, and what became of it."""

    suggestion: Suggestion
    decision: DecisionShown | None


class DecisionsShown(BaseModel):
    """What the software suggested and what the provider made of it, side by side."""

    plan: str = Field(examples=[PLAN])
    suggestions: list[SuggestionShown]


class ShadowShown(BaseModel):
    """What the software drafted unseen, beside what a provider did without it."""

    plan: str = Field(examples=[PLAN])
    state: State
    number: int = Field(description="Of the version that is beside it")
    at: datetime = Field(description="When it was drafted")
    in_shadow: tuple[str, ...] = Field(description="Treatments that were in shadow then", examples=[["pigment_laser"]])
    treatments: list[Beside] = Field(description="Those of them that would have been suggested, or were planned")
    document: PlanDraft


class ApprovalShown(BaseModel):
    """A plan's signatures, oldest first."""

    plan: str = Field(examples=[PLAN])
    state: State
    signatures: list[SignatureShown]
