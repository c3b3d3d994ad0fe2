"""Verdicts as they are written and served."""

from __future__ import annotations

from datetime import date

from planning.files import Document
from planning.rules import Changed, Source, Verdict


class ChangedDocument(Document):
    """A practice's decision on a rule. `level` is the library's; null where it is silent."""

    level: str | None
    reason: str
    signed_by: str
    signed_on: date

    @classmethod
    def of(cls, change: Changed) -> ChangedDocument:
        level = change.level.name.lower() if change.level else None
        return cls(level=level, reason=change.reason, signed_by=change.signed_by, signed_on=change.signed_on)


class VerdictDocument(Document):
    """One verdict; see `planning.rules.Verdict`."""

    level: str
    treatment: str
    zones: tuple[str, ...]
    rule: str
    message: str
    ask: str
    facts: tuple[str, ...]
    source: Source
    unknown: bool
    label: bool
    until: date | None
    changed: ChangedDocument | None

    @classmethod
    def of(cls, verdict: Verdict) -> VerdictDocument:
        change = verdict.changed
        return cls(
            level=verdict.level.name.lower(),
            treatment=verdict.treatment,
            zones=verdict.zones,
            rule=verdict.rule,
            message=verdict.message,
            ask=verdict.ask,
            facts=verdict.facts,
            source=verdict.source,
            unknown=verdict.unknown,
            label=verdict.label,
            until=verdict.until,
            changed=ChangedDocument.of(change) if change else None,
        )
