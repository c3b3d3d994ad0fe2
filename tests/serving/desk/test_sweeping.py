"""What is kept for a while only is forgotten in the background."""

from __future__ import annotations

import asyncio
import logging
import threading
from datetime import datetime

import pytest
from sqlalchemy.orm import Session

from serving.database import DatabaseUnavailableError
from serving.desk import Office
from serving.desk.sweeping import sweep, swept

pytestmark = pytest.mark.anyio


async def test_it_goes_on_for_as_long_as_the_block_lasts(office: Office) -> None:
    done, moments = threading.Semaphore(0), []

    def forget(session: Session, now: datetime) -> None:
        moments.append(now)
        done.release()

    async with swept(office, [forget], every_s=0.001):
        for _ in range(3):
            assert await asyncio.to_thread(done.acquire, True, 20.0)
    count = len(moments)
    await asyncio.sleep(0.05)
    assert len(moments) == count and set(moments) == {office.now()}


def test_what_fails_keeps_nothing_else_from_being_done(office: Office, caplog: pytest.LogCaptureFixture) -> None:
    done = []

    def fails(session: Session, now: datetime) -> None:
        raise DatabaseUnavailableError()

    def forget(session: Session, now: datetime) -> None:
        done.append(now)

    with caplog.at_level(logging.WARNING):
        sweep(office, [fails, forget])
    assert len(done) == 1
    assert "fails was not done: database_unavailable" in caplog.text
