"""Brings what is due. Several may work at once; each delivery is taken by one, and taken over if that one dies."""

from __future__ import annotations

import asyncio
import logging
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from http import HTTPStatus

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from models.errors import CountenanceError
from serving.database import Database
from serving.webhooks.guard import Guard
from serving.webhooks.post import TIMEOUT_S, post
from serving.webhooks.retries import Answer, after
from serving.webhooks.secrets import Secrets
from serving.webhooks.tables import Delivery, OutgoingEvent, WebhookEndpoint

_LEASE = timedelta(seconds=4 * TIMEOUT_S)  # then somebody else tries: the event may arrive twice, and never not at all
_AT_ONCE = 20
logger = logging.getLogger(__name__)
Unseal = Callable[[str, str, bytes], bytes]


@dataclass(frozen=True, slots=True)
class _Taken:
    """What a try needs, read while the delivery was taken."""

    delivery: str
    tries: int
    endpoint: str
    event: str
    url: str
    body: str
    secrets: Secrets


class Courier:
    """Args:
    unseal: owner, what, sealed bytes → bytes: opens endpoints' secrets.
    now: the clock.
    """

    def __init__(self, database: Database, guard: Guard, unseal: Unseal, now: Callable[[], datetime]) -> None:
        self._database, self._guard, self._unseal, self._now = database, guard, unseal, now

    def run_due(self) -> int:
        """Tries what is due now, some at a time. How many were tried."""
        if not self._due():  # looking takes no writer's turn
            return 0
        with self._database.writing() as session:
            taken = self._take(session)
        for each, answer in zip(taken, asyncio.run(self._try_all(taken)), strict=True):
            with self._database.writing() as session:
                self._note(session, each, answer)
        return len(taken)

    def _due(self) -> bool:
        query = select(Delivery.id).where(Delivery.state == "waiting", Delivery.due_at <= self._now()).limit(1)
        with self._database.reading() as session:
            return session.scalar(query) is not None

    def _take(self, session: Session) -> list[_Taken]:
        """Moved into the future while they are tried, so that nobody else takes them."""
        now = self._now()
        query = (
            select(Delivery, OutgoingEvent, WebhookEndpoint)
            .join(OutgoingEvent, Delivery.event == OutgoingEvent.id)
            .join(WebhookEndpoint, Delivery.endpoint == WebhookEndpoint.id)
            .where(Delivery.state == "waiting", Delivery.due_at <= now, WebhookEndpoint.state == "active")
            .order_by(Delivery.due_at, Delivery.id)
            .limit(_AT_ONCE)
            .with_for_update(skip_locked=True, of=Delivery)
        )
        taken = []
        for delivery, event, endpoint in session.execute(query).all():
            secrets = self._secrets(session, endpoint)
            if secrets is None:
                continue
            delivery.due_at = now + _LEASE
            delivery.tries += 1
            taken.append(_Taken(delivery.id, delivery.tries, endpoint.id, event.id, endpoint.url, event.body, secrets))
        return taken

    def _secrets(self, session: Session, endpoint: WebhookEndpoint) -> Secrets | None:
        """None where they will never open: one such endpoint keeps no other from its events."""
        try:
            opened = self._unseal(endpoint.practice, secrets_of(endpoint.id), endpoint.secrets)
        except CountenanceError as error:
            if error.status == HTTPStatus.SERVICE_UNAVAILABLE:  # the key store, for now
                raise
            logger.error("the secret of %s does not open: %s", endpoint.id, error.code)
            self._disable(session, endpoint.id, "unreadable")
            return None
        return Secrets.from_bytes(opened)

    async def _try_all(self, taken: Sequence[_Taken]) -> list[Answer]:
        return await asyncio.gather(*map(self._try, taken))

    async def _try(self, taken: _Taken) -> Answer:
        now = self._now().astimezone(UTC)
        headers = {
            "Content-Type": "application/cloudevents+json",
            "User-Agent": "Countenance-Webhooks/1",
            "webhook-id": taken.event,
            "webhook-timestamp": str(int(now.timestamp())),
            "webhook-signature": taken.secrets.signatures(taken.event, now, taken.body),
        }
        return await post(self._guard, taken.url, headers, taken.body)

    def _note(self, session: Session, taken: _Taken, answer: Answer) -> None:
        """Only while nobody took it over."""
        now = self._now()
        following = after(answer, taken.tries, now, random.random())
        values = {
            "state": following.state,
            "status": answer.status,
            "why": answer.why,
            "due_at": following.due_at or now,
            "ended_at": None if following.state == "waiting" else now,
        }
        mine = (Delivery.id == taken.delivery) & (Delivery.tries == taken.tries)
        session.execute(update(Delivery).where(mine).values(**values))
        if answer.gone or following.state == "given_up":
            self._disable(session, taken.endpoint, "gone" if answer.gone else "failing")

    def _disable(self, session: Session, endpoint: str, why: str) -> None:
        """It gets nothing more until the practice switches it on; what waits for it waits."""
        active = (WebhookEndpoint.id == endpoint) & (WebhookEndpoint.state == "active")
        values = {"state": "disabled", "why": why, "version": WebhookEndpoint.version + 1}
        session.execute(update(WebhookEndpoint).where(active).values(**values))


def secrets_of(endpoint: str) -> str:
    """What sealed secrets are bound to."""
    return f"webhook_endpoints.secrets:{endpoint}"
