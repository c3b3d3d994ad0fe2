"""When something ends, and what is destroyed then."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from types import MappingProxyType

from serving.clients import Client
from serving.consents import Scope, Standing
from serving.desk import Work
from serving.kept import What
from serving.retention.schedule import schedule

# What a withdrawal destroys. Sharing, marketing, planning and analysis stop what is to come, and destroy nothing.
RESTS_ON: Mapping[Scope, tuple[What, ...]] = MappingProxyType(
    {
        "biometric": ("face_geometry", "projections"),
        "storage": ("photos", "projections"),
        "projection": ("projections",),
    }
)
# Swept once a day, so that what ends before the next time ends now. Geometry is never kept beyond its term.
AHEAD = timedelta(days=1)
_TERMS: tuple[tuple[str, What], ...] = (
    ("face_geometry", "face_geometry"),
    ("photos", "photos"),
    ("projections", "projections"),
    ("drafts", "drafts"),
)


def end_now(work: Work, client: Client, ended: Mapping[What, str]) -> dict[What, int]:
    """Destroys what has ended, in this transaction, and puts it on record.

    Args:
        ended: what, and a code of why.

    Returns:
        How many of each there were; what there was none of is left out.
    """
    gone: dict[What, int] = {}
    for what, why in ended.items():
        if number := work.office.kept.destroy(work, client.id, what):
            gone[what] = number
            facts = {"client": client.id, "location": client.location, "count": number, "why": why}
            work.record(f"{what}.destroyed", client.id, **facts)
    return gone


def has_ended(last_visit: date, standing: Standing, now: datetime) -> dict[What, str]:
    """What of a client's has ended, or will have before the next sweep, and why."""
    ended: dict[What, str] = {}
    for rule, what in _TERMS:
        if now.astimezone(UTC).date() + AHEAD >= last_visit + _term(rule):
            ended[what] = "term_after_last_visit"
    for scope, rests in RESTS_ON.items():
        if scope not in standing.given:
            ended |= dict.fromkeys(rests, f"no_{scope}_consent")
    return ended


def _term(rule: str) -> timedelta:
    """Raises StopIteration: the schedule lacks a rule that the code does by, which a test keeps from happening."""
    days = next(each.days_after_last_visit for each in schedule() if each.what == rule)
    assert days is not None  # these count from the last visit
    return timedelta(days=days)
