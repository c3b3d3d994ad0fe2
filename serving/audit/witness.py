"""Checkpoints are written now and then, and when the server stops: each says where every chain ended by then."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime
from typing import Protocol

from models.errors import CountenanceError
from serving.audit.checkpoints import Checkpoint, checkpoints_of
from serving.audit.keys import AuditKeys
from serving.database import Database

logger = logging.getLogger(__name__)


class Checkpoints(Protocol):
    """Where they are kept. Whoever can change the database should not be able to change this."""

    def add(self, checkpoint: Checkpoint) -> None:
        """Kept, and not to be lost, when it returns."""

    def read(self) -> tuple[Checkpoint, ...]:
        """All of them."""


class Witness:
    """Args:
    kept: where checkpoints go.
    now: the clock.
    """

    def __init__(self, database: Database, keys: AuditKeys, kept: Checkpoints, now: Callable[[], datetime]) -> None:
        self._database, self._keys, self._kept, self._now = database, keys, kept, now
        self._ends: dict[str, int] = {}
        self.written_at = now()

    def write(self) -> int:
        """One for every chain that has grown since the last. How many.

        Raises:
            DatabaseUnavailableError, CheckpointsUnreadableError: nothing is vouched for that was not written.
        """
        at = self._now()
        with self._database.reading() as session:
            ends = checkpoints_of(session, self._keys, at)
        grown = [each for each in ends if self._ends.get(each.practice) != each.number]
        for each in grown:
            self._kept.add(each)
            self._ends[each.practice] = each.number
        self.written_at = at
        return len(grown)

    def try_to_write(self) -> None:
        """What fails is in the log, and in the age that the metrics tell; it is tried again the next time."""
        try:
            self.write()
        except CountenanceError as error:
            logger.error("no checkpoint was written: %s", error.code)

    def age_s(self) -> float:
        """Seconds since the last time that all chains were vouched for."""
        return (self._now() - self.written_at).total_seconds()
