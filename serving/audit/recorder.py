"""What a request did, as an event of its practice's chain."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from serving.access import Caller
from serving.audit.chain import Chain
from serving.audit.entry import Entry

_NAMED = frozenset({"client", "location", "reviewer", "sources", "versions"})  # an event has a place for these


class ChainRecorder:
    """`serving.desk.Recorder`: appended in the transaction of what it tells."""

    def __init__(self, chain: Chain) -> None:
        self._chain = chain

    def record(
        self, session: Session, caller: Caller, at: datetime, event: str, subject: str, facts: Mapping[str, object]
    ) -> None:
        """Args:
            facts: `client`, `location`, `reviewer`, `sources` and `versions` where they apply, and codes and counts.

        Raises:
            TypeError: a fact that is no code, count or yes-or-no: such a thing is a mistake of ours.
        """
        self._chain.add(session, caller.practice, _entry(caller, at, event, subject, facts))


def _entry(caller: Caller, at: datetime, event: str, subject: str, facts: Mapping[str, object]) -> Entry:
    named: dict[str, Any] = {name: value for name, value in facts.items() if name in _NAMED and value is not None}
    if "sources" in named:
        named["sources"] = tuple(named["sources"])
    others = {name: _plain(value) for name, value in facts.items() if name not in _NAMED}
    return Entry(at=at, actor_kind=caller.kind, actor=caller.id, event=event, subject=subject, facts=others, **named)


def _plain(value: object) -> str | int | bool:
    if isinstance(value, (str, int)):  # a bool is an int
        return value
    raise TypeError("A fact of the audit is a code, a count, or yes or no.")
