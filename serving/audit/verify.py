"""Whether a chain is whole: every event as it was told, in its place, none missing up to the last checkpoint."""

from __future__ import annotations

import hmac
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from serving.audit.checkpoints import Checkpoint
from serving.audit.entry import START, chained
from serving.audit.keys import AuditKeys
from serving.audit.tables import AuditEvent, AuditHead

Problem = Literal[
    "altered", "missing", "end_differs", "columns_differ", "truncated", "checkpoint_differs", "checkpoint_forged"
]

# What no check of the chain can tell, and is therefore said with every result.
BLIND_SPOTS = (
    "Events after the last checkpoint could have been cut off together with the note of where the chain ended.",
    "What was never told to the audit is not in it.",
    "Whoever holds the audit's secret could have written another chain; checkpoints kept by others would show it.",
)
_AT_ONCE = 1000


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is not as it was.

    Attributes:
        number: of the event.
    """

    practice: str
    number: int
    problem: Problem


@dataclass(frozen=True, slots=True)
class Verified:
    """Attributes:
    events: looked at.
    checkpointed: number of the last event that a genuine checkpoint vouches for; 0 for none.
    findings: empty where the chain is whole.
    """

    practice: str
    events: int
    checkpointed: int
    findings: tuple[Finding, ...]

    @property
    def whole(self) -> bool:
        return not self.findings


def verify(
    session: Session,
    practice: str,
    keys: AuditKeys,
    checkpoints: Iterable[Checkpoint] = (),
    public: bytes | None = None,
) -> Verified:
    """Reads the whole chain of a practice. Constant memory but for the checkpoints.

    Args:
        public: the key that checkpoints are checked with, as somebody else kept it (32 bytes); else that of `keys`.
    """
    mine = [each for each in checkpoints if each.practice == practice]
    genuine: dict[int, set[bytes]] = {}
    findings = []
    for each in mine:
        if each.genuine(public or keys.public):
            genuine.setdefault(each.number, set()).add(each.mac)
        else:
            findings.append(Finding(practice, each.number, "checkpoint_forged"))
    last, mac, events = 0, START, 0
    for row in _rows(session, practice):
        findings += [Finding(practice, number, "missing") for number in range(last + 1, row.number)]
        expected = keys.mac(practice, chained(practice, row.number, mac, row.body))
        findings += [Finding(practice, row.number, problem) for problem in _of_row(row, expected, genuine)]
        last, mac, events = row.number, row.mac, events + 1
    findings += _of_end(session, practice, last, mac, sorted(genuine))
    return Verified(practice, events, max(genuine, default=0), tuple(findings))


def _rows(session: Session, practice: str) -> Iterator[AuditEvent]:
    query = select(AuditEvent).where(AuditEvent.practice == practice).order_by(AuditEvent.number)
    result = session.execute(query.execution_options(yield_per=_AT_ONCE)).scalars()
    for row in result:
        yield row
        session.expunge(row)


def _of_row(row: AuditEvent, expected: bytes, genuine: Mapping[int, set[bytes]]) -> Iterator[Problem]:
    if not hmac.compare_digest(expected, row.mac):
        yield "altered"
    elif not _as_told(row):
        yield "columns_differ"
    if genuine.get(row.number, {row.mac}) != {row.mac}:
        yield "checkpoint_differs"


def _as_told(row: AuditEvent) -> bool:
    """Whether the columns to search by say what the protected body says."""
    told = json.loads(row.body)
    columns = (row.at.isoformat(timespec="microseconds"), row.event, row.actor, row.subject, row.client)
    return columns == tuple(told[name] for name in ("at", "event", "actor", "subject", "client"))


def _of_end(session: Session, practice: str, last: int, mac: bytes, vouched: Sequence[int]) -> Iterator[Finding]:
    head = session.get(AuditHead, practice)
    if (head.number, head.mac) != (last, mac) if head else last > 0:
        yield Finding(practice, last, "end_differs")
    yield from (Finding(practice, number, "truncated") for number in vouched if number > last)
