"""The five answers."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from pydantic import BaseModel, Field

from serving.consents import Scope
from serving.rollout import Mode
from serving.wording import Language

Missing = Literal[
    "no_medical_director",
    "no_provider",
    "no_rollout",
    "no_sign_off",
    "template_texts",
    "no_backup",
    "no_audit_verification",
    "no_erasure",
    "no_decisions",
    "no_shares",
    "no_projections",
    "labels_not_whole",
]
MasterKeyFrom = Literal["environment", "file", "key management service", "data folder"]
_MISSING = Field(description="What is not on record, by code; no number stands for it", examples=[["no_backup"]])


class LicenceHeld(BaseModel):
    type: str = Field(examples=["physician"])
    number: str
    state: str = Field(examples=["CA"])
    expires: date
    valid: bool = Field(description="On the day of this answer")


class Overseer(BaseModel):
    """Somebody who treats, or directs those who do."""

    account: str = Field(examples=["acc_01KAN6W0000000000000000000"])
    name: str
    roles: list[str] = Field(examples=[["medical_director"]])
    locations: list[str] | None = Field(description="Null: all")
    reviews_pilots: bool = Field(description="Looks a second time at what a pilot drafts")
    second_factor: bool
    licences: list[LicenceHeld]
    last_signed_at: datetime | None = Field(description="Null: never")


class RolloutTold(BaseModel):
    version: int = Field(description="0: nobody has set anything")
    default_mode: Mode
    default_client_documents: bool
    lines: int = Field(description="Exceptions by location, provider and kind of treatment")
    set_by: str | None
    set_at: datetime | None


class RuleDecisions(BaseModel):
    """What directors decided on shipped rules, in the catalogue in force."""

    changes: int
    last_signed_on: date | None


class Oversight(BaseModel):
    """Who oversees the software's suggestions?"""

    overseers: list[Overseer]
    cosigned_locations: int = Field(description="Where a supervisor signs what is approved, too")
    locations: int
    rollout: RolloutTold
    rules: RuleDecisions
    missing: list[Missing] = _MISSING


class TextInForce(BaseModel):
    scope: Scope
    language: Language
    id: str = Field(examples=["template:planning:en"])
    version: int
    template: bool = Field(description="It awaits the practice's counsel")
    sha256: str


class ScopeCounted(BaseModel):
    scope: Scope
    signatures: int = Field(description="Ever given")
    clients_agreeing: int = Field(description="Clients whose agreement stands now")
    withdrawn: int = Field(description="Signatures taken back")
    expired: int = Field(description="Signatures whose term has ended")
    refusals: int = Field(description="How often somebody read the text and said no; it blocked no care")
    clients_without: int = Field(description="Clients whose agreement is not there: nothing that rests on it is done")


class ConsentTold(BaseModel):
    """How is consent taken when software shapes the plan?"""

    texts: list[TextInForce]
    clients: int = Field(description="Active entries")
    scopes: list[ScopeCounted]
    missing: list[Missing] = _MISSING


class RuleKept(BaseModel):
    what: str = Field(examples=["face_geometry"])
    days_after_last_visit: int | None
    ends: list[str]


class BackupTold(BaseModel):
    at: datetime
    objects: int
    bytes: int


class AuditTold(BaseModel):
    events: int
    verified_at: datetime | None = Field(description="When somebody last had it checked; null: never")
    whole: bool | None = Field(description="What was found then")


class ErasuresTold(BaseModel):
    done: int
    begun: int = Field(description="Asked for, and being finished")
    held: int = Field(description="Of which what was signed is held, as the law asks")
    keys_destroyed: int = Field(description="Of which the ledger of deletions tells that the key is gone")


class Storage(BaseModel):
    """How are images and data stored and protected?"""

    database: str = Field(examples=["sqlite"])
    objects: Literal["folder", "bucket"]
    encryption: str = Field(examples=["AES-256-GCM"])
    keys: Literal["of each client alone"]
    master_key: MasterKeyFrom
    photos: int
    analyses: int
    analyses_with_geometry: int = Field(description="Whose points of the face are still kept")
    sealed: dict[str, int] = Field(description="Rows of what is sealed, by table")
    destroyed: dict[str, int] = Field(description="How often retention or a withdrawal destroyed something, by kind")
    schedule: list[RuleKept]
    backup: BackupTold | None = Field(description="The last one made on this machine; null: none is on record")
    audit: AuditTold
    erasures: ErasuresTold
    missing: list[Missing] = _MISSING


class Decisions(BaseModel):
    """Is it documented how suggestions were weighed against the provider's decision?"""

    plans: int
    by_software: int = Field(description="Of which the software drafted; the rest were made by hand")
    plans_declined: int = Field(description="As a whole")
    decided: int | None = Field(description="Suggestions with a decision that counts; null: none is on record")
    accepted: int | None
    modified: int | None
    declined: int | None
    reasons: dict[str, int] | None = Field(description="Why something was modified or declined, by code")
    shared: int = Field(description="Plans that were given out")
    shared_without_decision: int | None = Field(
        description="Of which something suggested in what was signed has no decision; null: none was shared"
    )
    missing: list[Missing] = _MISSING


class Projections(BaseModel):
    """Is every simulation labelled as a projection and not a promise?"""

    made: int | None = Field(description="Ever, by the audit; null: none is on record")
    kept: int = Field(description="Of which these are still there")
    pictures: int = Field(description="In which they are kept; of each the label was read back before it was")
    labels_checked: int | None = Field(description="The newest ones, opened for this answer; null: there is none")
    labels_verified: int | None = Field(description="Of which these are, byte by byte, as their label was read back")
    missing: list[Missing] = _MISSING


class Governance(BaseModel):
    """Five answers, from what is on record at a moment."""

    practice: str = Field(examples=["prc_01KAN6W0000000000000000000"])
    title: str = Field(examples=["Linden Aesthetics"])
    client: str | None = Field(description="The client that it was asked of; null for all")
    at: datetime
    oversight: Oversight
    consent: ConsentTold
    storage: Storage
    decisions: Decisions
    projections: Projections
