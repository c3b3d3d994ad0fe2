"""A listing returns just the rows that the policy lets the caller read: on both databases, for callers at random."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Column, Integer, MetaData, String, Table, exists, insert, select

from serving.access import Caller, CedarPolicy, Columns, Resource, Scope, known_actions
from serving.database import Database

from .values import CLIENTS, LOCATIONS, NOW, PRACTICES, STRONG_MINUTES, callers

metadata = MetaData()
things = Table(
    "scoped_things",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("practice", String, nullable=False),
    Column("location", String),
    Column("client", String),
)
assignments = Table("scoped_assignments", metadata, Column("client", String), Column("account", String))
ASSIGNED = {"cli_1", "cli_3"}
ROWS = [
    (practice, location, client)
    for practice in PRACTICES
    for location in (*LOCATIONS, None)
    for client in (*CLIENTS, None)
]
POLICY = CedarPolicy(lambda: NOW, STRONG_MINUTES)
SCOPE = Scope(POLICY)
KINDS = sorted({action.split(".")[0] for action in known_actions() if action.endswith(".read")})


@contextmanager
def filled(database: Database) -> Iterator[None]:
    metadata.create_all(database.engine)
    with database.writing() as session:
        rows = [dict(zip(("practice", "location", "client"), row, strict=True)) for row in ROWS]
        session.execute(insert(things), rows)
        session.execute(insert(assignments), [{"client": client, "account": "acc_1"} for client in ASSIGNED])
    yield


@pytest.fixture(autouse=True)
def with_rows(database: Database) -> Iterator[None]:
    with filled(database):
        yield


def columns(kind: str, caller: Caller) -> Columns:
    mine = exists().where(assignments.c.client == things.c.client, assignments.c.account == caller.id)
    return Columns(kind, things.c.practice, things.c.location, things.c.client, mine)


def listed(database: Database, caller: Caller, wanted: Columns) -> set[tuple[str, str | None, str | None]]:
    statement = select(things.c.practice, things.c.location, things.c.client)
    with database.reading() as session:
        rows = session.execute(statement.where(SCOPE.condition(caller, wanted))).all()
    assert len(rows) == len(set(rows))
    return {tuple(row) for row in rows}


@given(callers, st.sampled_from(KINDS))
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_rows_returned_are_rows_allowed(database: Database, caller: Caller, kind: str) -> None:
    allowed = {
        (practice, location, client)
        for practice, location, client in ROWS
        if POLICY.allows(caller, f"{kind}.read", Resource(kind, practice, location, client, client in ASSIGNED))
    }
    assert listed(database, caller, columns(kind, caller)) == allowed


@given(callers, st.sampled_from(KINDS))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_table_without_some_columns_belongs_to_the_group(database: Database, caller: Caller, kind: str) -> None:
    allowed = {row for row in ROWS if POLICY.allows(caller, f"{kind}.read", Resource(kind, row[0]))}
    assert listed(database, caller, Columns(kind, things.c.practice)) == allowed


def test_the_draws_meet_cases_of_every_kind() -> None:
    """Else the property would hold of nothing: some callers see all, some see some, some see none."""
    seen = set()

    @given(callers, st.sampled_from(KINDS))
    @settings(max_examples=300, deadline=None, database=None)
    def draw(caller: Caller, kind: str) -> None:
        allowed = sum(
            POLICY.allows(caller, f"{kind}.read", Resource(kind, practice, location, client, client in ASSIGNED))
            for practice, location, client in ROWS
        )
        seen.add("none" if not allowed else "all" if allowed == len(ROWS) / 2 else "some")

    draw()
    assert seen == {"none", "some", "all"}
