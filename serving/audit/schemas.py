"""The audit as the API shows it."""

from __future__ import annotations

import json
from datetime import datetime

from pydantic import BaseModel, Field

from serving.audit.tables import AuditEvent
from serving.audit.verify import BLIND_SPOTS, Problem, Verified

MOST_FINDINGS = 1000


class AuditEventShown(BaseModel):
    """Who did what to what, when, and what it rested on. Ids, codes and versions; never what is about a person."""

    number: int = Field(description="Its place in the practice's chain", examples=[1042])
    at: datetime
    event: str = Field(examples=["photo.read"])
    actor_kind: str = Field(examples=["user"])
    actor: str = Field(examples=["acc_01KAN6W0000000000000000000"])
    subject: str = Field(description="What it was done to")
    client: str = Field(description="Whose it is; empty where it is nobody's")
    location: str
    reviewer: str = Field(description="Account of the provider who answered for it; empty where nobody had to")
    sources: list[str] = Field(description="Ids and digests that it was made from")
    versions: dict[str, str] = Field(description="Of the models, measures and rules that made it")
    facts: dict[str, str | int | bool]
    mac: str = Field(description="Of this event and the one before it, in hex")

    @classmethod
    def of(cls, row: AuditEvent) -> AuditEventShown:
        return cls(**json.loads(row.body), number=row.number, mac=row.mac.hex())


class FindingShown(BaseModel):
    """Something that is not as it was."""

    number: int = Field(description="Of the event")
    problem: Problem


class VerificationShown(BaseModel):
    """Whether the practice's chain is whole."""

    at: datetime
    whole: bool
    events: int = Field(description="Looked at")
    checkpointed: int = Field(description="Number of the last event that a checkpoint vouches for; 0 for none")
    findings_in_all: int
    findings: list[FindingShown] = Field(description=f"The first {MOST_FINDINGS}")
    cannot_tell: list[str] = Field(description="What no check of the chain can see", examples=[list(BLIND_SPOTS)])

    @classmethod
    def of(cls, found: Verified, at: datetime) -> VerificationShown:
        shown = [FindingShown(number=each.number, problem=each.problem) for each in found.findings[:MOST_FINDINGS]]
        return cls(
            at=at,
            whole=found.whole,
            events=found.events,
            checkpointed=found.checkpointed,
            findings_in_all=len(found.findings),
            findings=shown,
            cannot_tell=list(BLIND_SPOTS),
        )
