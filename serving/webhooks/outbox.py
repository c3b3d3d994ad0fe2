"""Events, kept in the transaction of what they tell."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from serving.database import new_id
from serving.webhooks.errors import EventTypeUnknownError
from serving.webhooks.kinds import event_kinds
from serving.webhooks.tables import Delivery, OutgoingEvent, WebhookEndpoint


class Outbox:
    """`serving.desk.Outbox`: keeps events, and a delivery to every endpoint of the practice that asked for them."""

    def emit(
        self,
        session: Session,
        practice: str,
        at: datetime,
        kind: str,
        subject: str,
        *,
        client: str = "",
        data: Mapping[str, str | int] | None = None,
    ) -> str:
        """The event's id.

        Args:
            subject: id of what it is about.
            data: ids, versions and links beside it.

        Raises:
            EventTypeUnknownError.
        """
        event = new_event(session, practice, at, kind, subject, client=client, data=data)
        for endpoint in endpoints(session, practice):
            if endpoint.wants(kind):
                session.add(delivery(event, endpoint, at))
        return event.id


def new_event(
    session: Session,
    practice: str,
    at: datetime,
    kind: str,
    subject: str,
    *,
    client: str = "",
    data: Mapping[str, str | int] | None = None,
) -> OutgoingEvent:
    """Kept, and not on its way to anybody yet.

    Raises:
        EventTypeUnknownError.
    """
    if kind not in event_kinds():
        raise EventTypeUnknownError(kind)
    event = OutgoingEvent(
        id=new_id("evt", at), practice=practice, kind=kind, subject=subject, client=client, at=at, body=""
    )
    event.body = cloud_event(event, data or {})
    session.add(event)
    session.flush()
    return event


def endpoints(session: Session, practice: str) -> list[WebhookEndpoint]:
    query = select(WebhookEndpoint).where(WebhookEndpoint.practice == practice).order_by(WebhookEndpoint.id)
    return list(session.execute(query).scalars())


def delivery(event: OutgoingEvent, endpoint: WebhookEndpoint, now: datetime) -> Delivery:
    """Due at once."""
    return Delivery(
        id=new_id("dlv", now),
        practice=event.practice,
        event=event.id,
        endpoint=endpoint.id,
        state="waiting",
        tries=0,
        due_at=now,
        status=0,
        why="",
        ended_at=None,
    )


def cloud_event(event: OutgoingEvent, data: Mapping[str, str | int]) -> str:
    """CloudEvents 1.0, structured JSON. No attribute and no value names a person."""
    client = {"client": event.client} if event.client else {}
    told = {
        "specversion": "1.0",
        "id": event.id,
        "source": f"urn:countenance:practice:{event.practice}",
        "type": f"countenance.{event.kind}",
        "subject": event.subject,
        "time": event.at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        "datacontenttype": "application/json",
        "data": {**client, **data},
    }
    return json.dumps(told, separators=(",", ":"))
