"""The courier's rounds: in a thread of the server, or as a process of its own."""

from __future__ import annotations

import logging
import threading
from datetime import datetime

from sqlalchemy import func, select

from models.errors import CountenanceError
from serving.database import Database
from serving.webhooks.courier import Courier
from serving.webhooks.tables import Delivery, WebhookEndpoint

logger = logging.getLogger(__name__)


class Rounds:
    """Args:
    every_s: seconds between two looks for what is due.
    """

    def __init__(self, courier: Courier, every_s: float) -> None:
        self._courier, self._every_s = courier, every_s
        self._ended = threading.Event()
        self._thread: threading.Thread | None = None

    def go(self) -> None:
        """Until `end`. What fails is in the log, and is tried again."""
        while not self._ended.is_set():
            if not self._round():
                self._ended.wait(self._every_s)

    def start(self) -> None:
        # A process that ends anyhow does not wait for a receiver: what was taken is taken over later.
        self._thread = threading.Thread(target=self.go, name="courier", daemon=True)
        self._thread.start()

    def end(self, patience_s: float = 0.0) -> None:
        """Begins no further round, and waits for the present one, at most so many seconds."""
        self._ended.set()
        if self._thread is not None:
            self._thread.join(patience_s)

    def _round(self) -> bool:
        """Whether something was due: then there may be more."""
        try:
            return self._courier.run_due() > 0
        except CountenanceError as error:
            logger.error("events were not delivered: %s", error.code)
            return False


def backlog(database: Database, now: datetime) -> tuple[int, float]:
    """Deliveries that wait for webhooks in use, and how many seconds the oldest of them is overdue."""
    waiting = (
        select(func.count(), func.min(Delivery.due_at))
        .join(WebhookEndpoint, Delivery.endpoint == WebhookEndpoint.id)
        .where(Delivery.state == "waiting", WebhookEndpoint.state == "active")
    )
    with database.reading() as session:
        number, oldest = session.execute(waiting).one()
    return number, max(0.0, (now - oldest).total_seconds()) if oldest else 0.0
