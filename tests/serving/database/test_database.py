"""Transactions, moments and names: alike on both databases."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Column, Integer, MetaData, Table, create_engine, func, insert, select

from serving.database import Database, DatabaseUnavailableError, Instant, is_id, new_id, open_database

metadata = MetaData()
notes = Table("scribbles", metadata, Column("number", Integer, primary_key=True), Column("at", Instant))
NOON = datetime(2026, 11, 22, 12, 0, 0, 123456, tzinfo=UTC)


@pytest.fixture(autouse=True)
def with_table(database: Database) -> None:
    metadata.create_all(database.engine)


def count(database: Database) -> int:
    with database.reading() as session:
        return session.execute(select(func.count()).select_from(notes)).scalar_one()


def test_what_was_written_is_there_after_the_block(database: Database) -> None:
    with database.writing() as session:
        session.execute(insert(notes).values(number=1, at=NOON))
    assert count(database) == 1


def test_what_raises_takes_everything_back(database: Database) -> None:
    with pytest.raises(KeyError), database.writing() as session:
        session.execute(insert(notes).values(number=1, at=NOON))
        raise KeyError
    assert count(database) == 0


def test_a_reader_writes_nothing_that_stays(database: Database) -> None:
    with database.reading() as session:
        session.execute(insert(notes).values(number=1, at=NOON))
    assert count(database) == 0


def test_a_reader_sees_one_state_beside_a_writer(database: Database) -> None:
    with database.writing() as session:
        session.execute(insert(notes).values(number=1, at=NOON))
        assert count(database) == 0  # from another connection: nothing half-written is visible, and nobody waits


def test_a_reader_sees_one_state_from_its_first_look_on(database: Database) -> None:
    with database.reading() as session:
        before = session.execute(select(func.count()).select_from(notes)).scalar_one()
        with database.writing() as other:
            other.execute(insert(notes).values(number=1, at=NOON))
        assert session.execute(select(func.count()).select_from(notes)).scalar_one() == before == 0
    assert count(database) == 1


def test_a_writer_sees_what_others_wrote_before(database: Database) -> None:
    """After a reader had the same connection, too."""
    count(database)
    with database.writing() as session:
        session.execute(insert(notes).values(number=1, at=NOON))
        assert session.connection().get_isolation_level() in ("READ COMMITTED", "SERIALIZABLE")


def test_more_readers_than_connections_are_told_to_come_back(database_url: str) -> None:
    crowded = open_database(database_url)
    engine = create_engine(crowded.engine.url, pool_size=1, max_overflow=0, pool_timeout=0.01)
    with Database(engine).reading(), pytest.raises(DatabaseUnavailableError):
        Database(engine).ping()
    engine.dispose()


def test_writers_take_turns(database: Database) -> None:
    """Each reads the count and writes the next number: two with one number would clash."""

    def write() -> None:
        for _ in range(10):
            with database.writing() as session:
                if database.engine.dialect.name == "postgresql":
                    session.execute(select(func.pg_advisory_xact_lock(1)))
                next_one = session.execute(select(func.count()).select_from(notes)).scalar_one()
                session.execute(insert(notes).values(number=next_one, at=NOON))

    threads = [threading.Thread(target=write) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert count(database) == 40


@pytest.mark.parametrize("zone", [UTC, timezone(timedelta(hours=5, minutes=45)), timezone(timedelta(hours=-8))])
def test_a_moment_comes_back_as_the_same_moment(database: Database, zone: timezone) -> None:
    with database.writing() as session:
        session.execute(insert(notes).values(number=1, at=NOON.astimezone(zone)))
    with database.reading() as session:
        back = session.execute(select(notes.c.at)).scalar_one()
    assert (back, back.tzinfo) == (NOON, UTC)


def test_a_moment_without_a_zone_is_refused(database: Database) -> None:
    with pytest.raises(Exception, match="time zone"), database.writing() as session:
        session.execute(insert(notes).values(number=1, at=NOON.replace(tzinfo=None)))


def test_a_database_that_is_not_there_says_so() -> None:
    closed = open_database("postgresql://nobody@127.0.0.1:1/none?connect_timeout=1")
    with pytest.raises(DatabaseUnavailableError):
        closed.ping()


def test_other_databases_are_refused_without_their_password() -> None:
    with pytest.raises(ValueError) as caught:
        open_database("mysql://user:secret@host/name")
    assert "secret" not in str(caught.value)


@given(
    st.datetimes(datetime(2000, 1, 1), datetime(2200, 1, 1), timezones=st.just(UTC)),
    st.timedeltas(timedelta(milliseconds=1), timedelta(days=90)),
)
def test_names_sort_by_the_time_they_were_made(at: datetime, later: timedelta) -> None:
    first, second = new_id("cli", at), new_id("cli", at + later)
    assert is_id(first, "cli") and first < second


@pytest.mark.parametrize(
    "text",
    [
        "",
        "cli_",
        "cli_01",
        "pho_" + "0" * 26,
        "cli_" + "8" + "0" * 25,
        "cli_" + "0" * 25 + "U",
        "cli_" + "0" * 26 + "\n",
    ],
)
def test_what_is_no_name_is_seen(text: str) -> None:
    assert not is_id(text, "cli")
