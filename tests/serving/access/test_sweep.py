"""What ended long ago is forgotten, and nothing else."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from serving.access import Caller, Grant
from serving.access.errors import CredentialsInvalidError
from serving.access.house import Access
from serving.access.tables import Attempts, SignedIn, TabletSession
from serving.database import Database

from .grounds import ADDRESS, NOON, ground, signed_in, taken

DESK = Caller("acc_desk", "user", "pra_a", (Grant("coordinator"),))
DAY = timedelta(days=1)


def test_sessions_are_kept_for_a_month_and_guesses_for_a_day(database: Database) -> None:
    access = Access.on(ground(database), lambda: NOON)
    taken(access.ground)
    signed_in(access.ground)
    announced = access.tablets.announce(DESK, "Room 2", "loc_1", NOON)
    access.tablets.enroll(announced.code, ADDRESS, NOON)
    access.tablets.start_session(DESK, announced.row.id, "cli_1", NOON)
    with pytest.raises(CredentialsInvalidError):
        access.sessions.open("eve", "wrong-horse-battery", (), ADDRESS, NOON)

    def left(after: timedelta) -> list[int]:
        with database.writing() as session:
            access.sweep(session, NOON + after)
        with database.reading() as session:
            counted = (select(func.count()).select_from(table) for table in (SignedIn, TabletSession, Attempts))
            return [session.execute(each).scalar_one() for each in counted]

    assert left(DAY) == [1, 1, 2]
    assert left(DAY + timedelta(seconds=1)) == [1, 1, 0]
    assert left(30 * DAY) == [1, 1, 0]
    assert left(31 * DAY) == [0, 0, 0]
