"""Chains for tests: some practices, some events of every kind."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from random import Random

from serving.audit import AuditKeys, Chain, Entry
from serving.database import Database

KEYS = AuditKeys(bytes(range(32)))
START_AT = datetime(2026, 11, 22, 9, tzinfo=UTC)


def entry(number: int, random: Random) -> Entry:
    return Entry(
        at=START_AT + timedelta(seconds=number),
        actor_kind=random.choice(["user", "tablet", "integration", "system"]),
        actor=f"usr_{random.randrange(4)}",
        event=random.choice(["photo.read", "plan.approve", "client.create", "consent.withdraw"]),
        subject=f"pho_{random.randrange(9)}",
        client=f"cli_{random.randrange(3)}",
        location="loc_1",
        reviewer=random.choice(["", "usr_2"]),
        sources=("pho_1", "ana_2"),
        versions={"face_mesh": "1", "rules": "ab12"},
        facts={"visits": random.randrange(5), "held": random.random() < 0.5},
    )


def fill(database: Database, practice: str, count: int, seed: int = 0) -> None:
    random, chain = Random(seed), Chain(KEYS)
    with database.writing() as session:
        for number in range(count):
            chain.add(session, practice, entry(number, random))
