"""Webhooks, deliveries and events as the API shows and takes them."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field

from serving.webhooks.errors import EventTypeUnknownError
from serving.webhooks.kinds import event_kinds
from serving.webhooks.tables import Delivery, OutgoingEvent, WebhookEndpoint

State = Literal["active", "disabled"]
Url = Annotated[
    str, Field(max_length=2048, description="https://, to a public address", examples=["https://pms.example.com/hook"])
]


def _known(kinds: list[str]) -> list[str]:
    """Each once, and `*` alone."""
    unknown = [kind for kind in kinds if kind != "*" and kind not in event_kinds()]
    if unknown:
        raise ValueError("must be kinds of events")  # which, is not repeated: it may be anything
    return ["*"] if "*" in kinds else sorted(set(kinds))


Kinds = Annotated[
    list[Annotated[str, Field(max_length=64)]],
    Field(min_length=1, max_length=64, description="Kinds of events; `*` for all", examples=[["plan.approved"]]),
    AfterValidator(_known),
]


class NewWebhook(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    url: Url
    kinds: Kinds = Field(default=["*"])


class WebhookEdit(BaseModel):
    """What changes; the rest stays. `state: active` switches a disabled one on, and what waited for it is sent."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    url: Url | None = None
    kinds: Kinds | None = None
    state: State | None = None


class WebhookShown(BaseModel):
    """Where events of the practice are sent."""

    id: str = Field(examples=["whk_01KAN6W0000000000000000000"])
    url: Url
    kinds: list[str] = Field(examples=[["plan.approved"]])
    state: State
    why: str = Field(
        description="Of a disabled one: by_practice, gone (it answered 410), failing (a delivery was given up), "
        "unreadable (its secret does not open: enter it anew)"
    )
    created_at: datetime

    @classmethod
    def of(cls, row: WebhookEndpoint) -> WebhookShown:
        return cls(
            id=row.id,
            url=row.url,
            kinds=row.kinds.split(),
            state="active" if row.state == "active" else "disabled",
            why=row.why,
            created_at=row.created_at,
        )


class WebhookMade(WebhookShown):
    """With the secret that its deliveries are signed with. It is shown this once."""

    secret: str | None = Field(description="Standard Webhooks: `whsec_…`; null when told again", examples=["whsec_…"])


class SecretShown(BaseModel):
    """The new secret, shown this once. The one before it signs, too, until `former_until`."""

    secret: str | None = Field(description="Null when told again", examples=["whsec_…"])
    former_until: datetime


class DeliveryShown(BaseModel):
    """One event to one webhook."""

    id: str = Field(examples=["dlv_01KAN6W0000000000000000000"])
    event: str = Field(examples=["evt_01KAN6W0000000000000000000"])
    state: Literal["waiting", "delivered", "given_up"]
    tries: int
    due_at: datetime = Field(description="Of the next try, while it waits")
    status: int = Field(description="Of the last answer; 0 where there was none")
    why: str = Field(description="A code of what went wrong last: timed_out, no_connection, refused, redirected …")
    ended_at: datetime | None

    @classmethod
    def of(cls, row: Delivery) -> DeliveryShown:
        return cls.model_validate(row, from_attributes=True)


class NewReplay(BaseModel):
    """Of which time events are sent again; up to now, if no end is named."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    since: AwareDatetime
    until: AwareDatetime | None = None


class ReplayShown(BaseModel):
    events: int = Field(description="That are sent again, with the ids that they had")


class TriedShown(BaseModel):
    """The event that is on its way; `GET …/deliveries` tells how it went."""

    event: str = Field(examples=["evt_01KAN6W0000000000000000000"])


class EventShown(BaseModel):
    """An event that left, or would have if somebody had asked for its kind: a CloudEvent (1.0)."""

    specversion: Literal["1.0"]
    id: str = Field(examples=["evt_01KAN6W0000000000000000000"])
    source: str
    type: str = Field(examples=["countenance.plan.approved"])
    subject: str
    time: str
    datacontenttype: Literal["application/json"]
    data: dict[str, Any] = Field(description="Ids and versions; who may, asks the API for the rest")

    @classmethod
    def of(cls, row: OutgoingEvent) -> EventShown:
        return cls(**json.loads(row.body))


def checked_kind(kind: str | None) -> str | None:
    """Raises EventTypeUnknownError."""
    if kind is not None and kind not in event_kinds():
        raise EventTypeUnknownError(kind)
    return kind
