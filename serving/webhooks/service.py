"""What is done with webhooks, in a transaction of the desk."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import delete, func, select

from serving.access import Resource
from serving.credentials.answers import ShownOnce
from serving.desk import Answer, Work
from serving.webhooks.courier import secrets_of
from serving.webhooks.errors import ReplayTooLargeError, WebhookDisabledError, WebhookLimitError
from serving.webhooks.guard import Guard
from serving.webhooks.outbox import delivery, new_event
from serving.webhooks.schemas import (
    NewWebhook,
    ReplayShown,
    SecretShown,
    TriedShown,
    WebhookEdit,
    WebhookMade,
    WebhookShown,
)
from serving.webhooks.secrets import OVERLAP, Secrets, new_secret
from serving.webhooks.tables import Delivery, OutgoingEvent, WebhookEndpoint

MOST_WEBHOOKS = 50
MOST_REPLAYED = 10_000


def may(work: Work, action: str) -> None:
    """That a practice may have webhooks is no secret."""
    work.may(action, Resource("webhook", work.caller.practice), seen=True)


def may_with(work: Work, name: str, action: str) -> None:
    """Raises NotFoundError: there is none, or it is another practice's; NotAllowedError."""
    find(work, name)
    may(work, action)


def create_webhook(work: Work, new: NewWebhook, guard: Guard) -> Answer:
    """Raises EndpointRefusedError, WebhookLimitError."""
    guard.check(new.url)
    mine = select(func.count()).where(WebhookEndpoint.practice == work.caller.practice)
    if work.session.scalar(mine) == MOST_WEBHOOKS:
        raise WebhookLimitError(MOST_WEBHOOKS)
    name, secrets = work.new_id("whk"), Secrets(new_secret())
    row = WebhookEndpoint(
        id=name,
        practice=work.caller.practice,
        url=new.url,
        kinds=" ".join(new.kinds),
        state="active",
        why="",
        secrets=work.seal(work.caller.practice, secrets_of(name), secrets.to_bytes()),
        created_at=work.now,
    )
    work.session.add(row)
    work.session.flush()
    work.record("webhook.created", name)
    shown = WebhookMade(**WebhookShown.of(row).model_dump(), secret=secrets.current)
    return ShownOnce.telling(shown, row.practice, "secret", at=f"/v1/webhooks/{name}", version=row.version)


def edit_webhook(
    work: Work, name: str, edit: WebhookEdit, expect: Callable[[int], None], guard: Guard
) -> WebhookEndpoint:
    """Raises EndpointRefusedError, NotFoundError, NotAllowedError, StaleError."""
    row = find(work, name, changing=True)
    may(work, "webhook.update")
    expect(row.version)
    if edit.url is not None:
        guard.check(edit.url)
        row.url = edit.url
    if edit.kinds is not None:
        row.kinds = " ".join(edit.kinds)
    if edit.state is not None and edit.state != row.state:
        row.state, row.why = edit.state, "by_practice" if edit.state == "disabled" else ""
    if work.session.is_modified(row):
        work.session.flush()
        work.record("webhook.updated", name, fields=",".join(sorted(edit.model_fields_set)), state=row.state)
    return row


def delete_webhook(work: Work, name: str) -> None:
    """With its deliveries; the events themselves stay."""
    row = find(work, name, changing=True)
    may(work, "webhook.delete")
    work.session.execute(delete(Delivery).where(Delivery.endpoint == row.id))
    work.session.delete(row)
    work.record("webhook.deleted", name)


def rotate_secret(work: Work, name: str) -> Answer:
    """A new secret; the one before it goes on for a day, so that the receiver can change over."""
    row = find(work, name, changing=True)
    where = secrets_of(name)
    before = Secrets.from_bytes(work.unseal(row.practice, where, row.secrets))
    after = before.rotated(work.now)
    row.secrets = work.seal(row.practice, where, after.to_bytes())
    work.session.flush()
    work.record("webhook.rotated", name)
    shown = SecretShown(secret=after.current, former_until=work.now + OVERLAP)
    return ShownOnce.telling(shown, row.practice, "secret", version=row.version)


def try_webhook(work: Work, name: str) -> Answer:
    """An event for this one alone, whatever kinds it asked for.

    Raises:
        WebhookDisabledError.
    """
    row = _active(work, name)
    event = new_event(work.session, row.practice, work.now, "webhook.tested", name)
    work.session.add(delivery(event, row, work.now))
    work.record("webhook.tested", name)
    return Answer.of(TriedShown(event=event.id), row.practice, status=202)


def replay(work: Work, name: str, since: datetime, until: datetime | None) -> Answer:
    """Sends again, in their order, what happened in a time, of the kinds that the webhook asks for.

    Raises:
        WebhookDisabledError, ReplayTooLargeError.
    """
    row = _active(work, name)
    query = select(OutgoingEvent).where(
        OutgoingEvent.practice == row.practice, OutgoingEvent.at >= since, OutgoingEvent.at < (until or work.now)
    )
    if row.kinds != "*":
        query = query.where(OutgoingEvent.kind.in_(row.kinds.split()))
    events = work.session.scalars(query.order_by(OutgoingEvent.id).limit(MOST_REPLAYED + 1)).all()
    if len(events) > MOST_REPLAYED:
        raise ReplayTooLargeError(MOST_REPLAYED)
    work.session.add_all([delivery(event, row, work.now) for event in events])
    work.record("webhook.replayed", name, events=len(events))
    return Answer.of(ReplayShown(events=len(events)), row.practice, status=202)


def find(work: Work, name: str, *, changing: bool = False) -> WebhookEndpoint:
    """Raises NotFoundError."""
    statement = select(WebhookEndpoint).where(WebhookEndpoint.id == name)
    return work.one(statement.with_for_update() if changing else statement, WebhookEndpoint)


def _active(work: Work, name: str) -> WebhookEndpoint:
    row = find(work, name, changing=True)
    if row.state != "active":
        raise WebhookDisabledError()
    return row
