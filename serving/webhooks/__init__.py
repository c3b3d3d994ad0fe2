"""What other systems are told: Standard Webhooks with CloudEvents bodies, durable, retried, replayable.

`Outbox.emit` keeps an event and a delivery to every endpoint that asked for its kind, in the transaction of what it
tells. `Courier.run_due` posts what is due, outside any transaction, and notes how it went. At least once: a receiver
tells repeats by `webhook-id`. Events name ids and links, never a person.
"""

from serving.webhooks.courier import Courier
from serving.webhooks.errors import EndpointRefusedError, EventTypeUnknownError
from serving.webhooks.guard import Guard
from serving.webhooks.kinds import event_kinds
from serving.webhooks.outbox import Outbox

__all__ = ["Courier", "EndpointRefusedError", "EventTypeUnknownError", "Guard", "Outbox", "event_kinds"]
