"""Routes of webhooks, and of the events that leave."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Response
from pydantic import AwareDatetime
from sqlalchemy import select

from serving.access import Resource
from serving.container import Services, services
from serving.desk import Answer, AtDesk, Creating, Editing, Listing, Looking, PageOf, Paging, page
from serving.desk.described import creating_responses, editing_responses, listing_responses, reading_responses
from serving.desk.names import PathName
from serving.webhooks import service
from serving.webhooks.schemas import (
    DeliveryShown,
    EventShown,
    NewReplay,
    NewWebhook,
    ReplayShown,
    SecretShown,
    TriedShown,
    WebhookEdit,
    WebhookMade,
    WebhookShown,
    checked_kind,
)
from serving.webhooks.tables import Delivery, OutgoingEvent, WebhookEndpoint

router = APIRouter(prefix="/v1", tags=["webhooks"])

KIND, NAME = r"^[a-z_]+\.[a-z_]+$", r"^[A-Za-z0-9_-]{1,64}$"
House = Annotated[Services, Depends(services)]


@router.post(
    "/webhooks",
    summary="Have events sent to an address",
    status_code=201,
    response_model=WebhookMade,
    responses=creating_responses(409),
)
def create_webhook(body: NewWebhook, desk: Creating, house: House) -> Response:
    """Signed as Standard Webhooks says, with CloudEvents as bodies: ids and versions, never what is about a person."""
    guard = house.keeping.guard
    return desk.once(
        body,
        lambda work: service.may(work, "webhook.create"),
        lambda work: service.create_webhook(work, body, guard),
    )


@router.get("/webhooks", summary="Where events are sent", responses=listing_responses())
def list_webhooks(desk: AtDesk, asked: Paging) -> PageOf[WebhookShown]:
    with desk.reading() as work:
        service.may(work, "webhook.read")
        statement = work.visible(select(WebhookEndpoint), WebhookEndpoint)
        found = page(work, statement, Listing("webhooks", WebhookEndpoint.id, {}), asked)
        return PageOf(items=[WebhookShown.of(row) for row in found.rows], next_cursor=found.next_cursor)


@router.get("/webhooks/{webhook}", summary="A webhook", response_model=WebhookShown, responses=reading_responses())
def read_webhook(webhook: PathName, desk: Looking) -> Response:
    with desk.reading() as work:
        row = service.find(work, webhook)
        answer = Answer.of(WebhookShown.of(row), row.practice, version=row.version)
    return desk.shown(answer)


@router.patch(
    "/webhooks/{webhook}", summary="Edit a webhook", response_model=WebhookShown, responses=editing_responses()
)
def edit_webhook(webhook: PathName, edit: WebhookEdit, desk: Editing, house: House) -> Response:
    """What is not named stays. One that failed for days, or answered 410, was disabled, and is switched on here."""
    with desk.writing() as work:
        row = service.edit_webhook(work, webhook, edit, desk.expect, house.keeping.guard)
        answer = Answer.of(WebhookShown.of(row), row.practice, version=row.version)
    return answer.response()


@router.delete("/webhooks/{webhook}", summary="Send no more", status_code=204, responses=listing_responses())
def delete_webhook(webhook: PathName, desk: AtDesk) -> Response:
    """What was still to be delivered to it is not. The events stay on record."""
    with desk.writing() as work:
        service.delete_webhook(work, webhook)
    return Response(status_code=204)


@router.post(
    "/webhooks/{webhook}/rotations",
    summary="A new secret",
    status_code=201,
    response_model=SecretShown,
    responses=creating_responses(),
)
def rotate_webhook_secret(webhook: PathName, desk: Creating) -> Response:
    """For a day everything is signed with both."""
    return desk.once(
        b"", lambda work: service.may_with(work, webhook, "webhook.update"), lambda w: service.rotate_secret(w, webhook)
    )


@router.post(
    "/webhooks/{webhook}/tests",
    summary="Send a test",
    status_code=202,
    response_model=TriedShown,
    responses=creating_responses(409),
)
def try_webhook(webhook: PathName, desk: Creating) -> Response:
    """An event `webhook.tested` that goes to this webhook alone."""
    return desk.once(
        b"", lambda work: service.may_with(work, webhook, "webhook.update"), lambda w: service.try_webhook(w, webhook)
    )


@router.post(
    "/webhooks/{webhook}/replays",
    summary="Send events again",
    status_code=202,
    response_model=ReplayShown,
    responses=creating_responses(409),
)
def replay_events(webhook: PathName, body: NewReplay, desk: Creating) -> Response:
    """Each with the id and the bytes that it had: a receiver tells repeats by `webhook-id`."""
    return desk.once(
        body,
        lambda work: service.may_with(work, webhook, "event.replay"),
        lambda work: service.replay(work, webhook, body.since, body.until),
    )


@router.get("/webhooks/{webhook}/deliveries", summary="What was sent, and how it went", responses=listing_responses())
def list_deliveries(
    webhook: PathName,
    desk: AtDesk,
    asked: Paging,
    state: Annotated[str | None, Query(pattern="^(waiting|delivered|given_up)$")] = None,
) -> PageOf[DeliveryShown]:
    """The newest first."""
    with desk.reading() as work:
        row = service.find(work, webhook)
        statement = select(Delivery).where(Delivery.endpoint == row.id)
        statement = statement if state is None else statement.where(Delivery.state == state)
        listing = Listing(f"deliveries of {webhook}", Delivery.id, {"state": state}, newest_first=True)
        found = page(work, statement, listing, asked)
        return PageOf(items=[DeliveryShown.of(each) for each in found.rows], next_cursor=found.next_cursor)


@router.get("/events", summary="Events of the practice", responses=listing_responses())
def list_events(
    desk: AtDesk,
    asked: Paging,
    kind: Annotated[str | None, Query(max_length=64, pattern=KIND, examples=["plan.approved"])] = None,
    subject: Annotated[str | None, Query(pattern=NAME, description="Id of what they are about")] = None,
    since: Annotated[AwareDatetime | None, Query(description="From this moment on")] = None,
) -> PageOf[EventShown]:
    """In the order in which they happened, whether or not anybody listened: a system that missed some asks here."""
    filters = {"kind": checked_kind(kind), "subject": subject, "since": since.isoformat() if since else None}
    with desk.reading() as work:
        work.may("event.read", Resource("event", work.caller.practice), seen=True)
        statement = work.visible(select(OutgoingEvent), OutgoingEvent)
        statement = statement if kind is None else statement.where(OutgoingEvent.kind == kind)
        statement = statement if subject is None else statement.where(OutgoingEvent.subject == subject)
        statement = statement if since is None else statement.where(OutgoingEvent.at >= since)
        found = page(work, statement, Listing("events", OutgoingEvent.id, filters), asked)
        return PageOf(items=[EventShown.of(row) for row in found.rows], next_cursor=found.next_cursor)
