"""What is refused about webhooks."""

from __future__ import annotations

from models.errors import CountenanceError


class EndpointRefusedError(CountenanceError):
    """An address that events are not sent to. The reason is a code; the address is not repeated."""

    code = "webhook_endpoint_refused"
    status = 422
    title = "Events can't be sent to this address"

    def __init__(self, why: str) -> None:
        super().__init__(f"Events can't be sent to this address: {why.replace('_', ' ')}.", why=why)


class EventTypeUnknownError(CountenanceError):
    """A kind of event that does not exist."""

    code = "event_type_unknown"
    status = 422
    title = "There is no such kind of event"

    def __init__(self, kind: str) -> None:
        super().__init__(f"There is no event {kind!r}.", event_type=kind)


class WebhookDisabledError(CountenanceError):
    """Nothing is sent to it until it is switched on: `PATCH` with `state: active`."""

    code = "webhook_disabled"
    status = 409
    title = "This webhook is disabled. Switch it on first"


class WebhookLimitError(CountenanceError):
    """Every event goes to every one of them."""

    code = "webhook_limit"
    status = 409
    title = "The practice has as many webhooks as it may have"

    def __init__(self, most: int) -> None:
        super().__init__(most=most)


class ReplayTooLargeError(CountenanceError):
    """Too many events for one request."""

    code = "replay_too_large"
    status = 422
    title = "There are too many events in this time. Please replay it in parts"

    def __init__(self, most: int) -> None:
        super().__init__(most=most)
