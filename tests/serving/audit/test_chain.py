"""Events in the transaction of what they tell; numbers without a gap, also where many write at once."""

from __future__ import annotations

import threading
from random import Random

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from serving.audit import AuditKeyError, AuditKeys, Chain, verify
from serving.audit.tables import AuditEvent
from serving.database import Database
from tests.serving.audit.chains import KEYS, entry, fill


def numbers(database: Database, practice: str) -> list[int]:
    with database.reading() as session:
        query = select(AuditEvent.number).where(AuditEvent.practice == practice).order_by(AuditEvent.number)
        return list(session.execute(query).scalars())


def test_a_chain_is_whole(database: Database) -> None:
    fill(database, "pra_a", 40)
    fill(database, "pra_b", 3)
    with database.reading() as session:
        result = verify(session, "pra_a", KEYS)
    assert (result.whole, result.events, result.checkpointed) == (True, 40, 0)


def test_an_empty_chain_is_whole(database: Database) -> None:
    with database.reading() as session:
        assert verify(session, "pra_none", KEYS).whole


def test_an_event_goes_with_what_it_tells(database: Database) -> None:
    fill(database, "pra_a", 2)
    with pytest.raises(KeyError), database.writing() as session:
        Chain(KEYS).add(session, "pra_a", entry(9, Random(1)))
        raise KeyError
    fill(database, "pra_a", 1)
    assert numbers(database, "pra_a") == [1, 2, 3]


def test_many_write_at_once_and_no_number_is_missing(database: Database) -> None:
    def write(seed: int) -> None:
        for number in range(8):
            fill(database, "pra_a", 1, seed * 100 + number)

    threads = [threading.Thread(target=write, args=(seed,)) for seed in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert numbers(database, "pra_a") == list(range(1, 41))
    with database.reading() as session:
        assert verify(session, "pra_a", KEYS).whole


@pytest.mark.parametrize("statement", ["UPDATE audit_events SET event = 'x'", "DELETE FROM audit_events"])
def test_the_database_refuses_to_change_an_event(database: Database, statement: str) -> None:
    fill(database, "pra_a", 1)
    with pytest.raises(DBAPIError, match="only added"), database.writing() as session:
        session.execute(text(statement))


def test_another_secret_knows_nothing(database: Database) -> None:
    fill(database, "pra_a", 3)
    with database.reading() as session:
        result = verify(session, "pra_a", AuditKeys(bytes(32)))
    assert [finding.problem for finding in result.findings] == ["altered"] * 3


def test_practices_have_keys_of_their_own() -> None:
    assert KEYS.mac("pra_a", b"x") != KEYS.mac("pra_b", b"x")


def test_a_short_secret_is_refused() -> None:
    with pytest.raises(AuditKeyError):
        AuditKeys(b"short")
