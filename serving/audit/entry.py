"""One event, as it is told, chained and exported."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

FORMAT = "countenance.audit/1"
START = bytes(32)  # what the first event of a chain follows


@dataclass(frozen=True, slots=True)
class Entry:
    """Who did what to what, and what it rested on. Ids, codes and versions only.

    Attributes:
        at: with its time zone.
        actor_kind, actor: user, integration, tablet or system, and its id.
        event: `<kind>.<verb>`, such as `photo.read`.
        subject: id of what it was done to.
        client: whose it is; empty where it is nobody's.
        location: where; empty for the group as a whole.
        reviewer: account of the provider who answered for it; empty where nobody had to.
        sources: ids and digests that it was made from.
        versions: of models, measures and rules that made it.
        facts: what else an auditor asks for: codes and counts.
    """

    at: datetime
    actor_kind: str
    actor: str
    event: str
    subject: str
    client: str = ""
    location: str = ""
    reviewer: str = ""
    sources: tuple[str, ...] = ()
    versions: Mapping[str, str] = field(default_factory=dict)
    facts: Mapping[str, str | int | bool] = field(default_factory=dict)

    def body(self) -> str:
        """What the chain protects, in one spelling: JSON with sorted keys and without spaces."""
        told = {
            "at": self.at.astimezone(UTC).isoformat(timespec="microseconds"),
            "actor_kind": self.actor_kind,
            "actor": self.actor,
            "event": self.event,
            "subject": self.subject,
            "client": self.client,
            "location": self.location,
            "reviewer": self.reviewer,
            "sources": list(self.sources),
            "versions": dict(self.versions),
            "facts": dict(self.facts),
        }
        return json.dumps(told, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def chained(practice: str, number: int, before: bytes, body: str) -> bytes:
    """The bytes that an event's MAC is made of: its place and the MAC before it, then its body."""
    return b"\n".join([FORMAT.encode(), practice.encode(), str(number).encode(), before.hex().encode(), body.encode()])
