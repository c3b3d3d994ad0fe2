"""What is kept for a while only is forgotten in the background."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import datetime

from sqlalchemy.orm import Session

from models.errors import CountenanceError
from serving.desk.office import Office
from serving.desk.orphans import sweep_orphans

Sweep = Callable[[Session, datetime], None]
Chore = Callable[[Office], object]  # with transactions of its own: many short ones
EVERY_S = 3600.0
logger = logging.getLogger(__name__)


def sweep(office: Office, sweeps: Sequence[Sweep], chores: Sequence[Chore] = ()) -> None:
    """Each in a transaction of its own. What fails is in the log, and is tried again the next time."""
    for each in sweeps:
        try:
            with office.database.writing() as session:
                each(session, office.now())
        except CountenanceError as error:
            logger.warning("%s was not done: %s", each.__name__, error.code)
    for chore in (*chores, sweep_orphans):
        try:
            chore(office)
        except CountenanceError as error:
            logger.warning("%s was not done: %s", chore.__name__, error.code)


@asynccontextmanager
async def swept(
    office: Office, sweeps: Sequence[Sweep], every_s: float = EVERY_S, chores: Sequence[Chore] = ()
) -> AsyncIterator[None]:
    """Now and then, for as long as the block lasts. A sweep that is going on is waited for."""
    ended = asyncio.Event()
    task = asyncio.create_task(_keep_sweeping(office, sweeps, chores, every_s, ended))
    try:
        yield
    finally:
        ended.set()
        await task


async def _keep_sweeping(
    office: Office, sweeps: Sequence[Sweep], chores: Sequence[Chore], every_s: float, ended: asyncio.Event
) -> None:
    while not ended.is_set():
        await asyncio.to_thread(sweep, office, sweeps, chores)
        try:
            await asyncio.wait_for(ended.wait(), every_s)
        except TimeoutError:
            continue
