"""What a route is handed: who asks, in which language, and transactions in which it may do what the policy allows.

A route takes `AtDesk`, `Creating`, `Editing` or `Looking` (by what it does), opens `desk.writing()` or
`desk.reading()` and works with the `Work` that it gets. What several views share at the edge lives here: idempotency,
paging, entity tags.
"""

from serving.desk.answer import Answer
from serving.desk.at_desk import AtDesk, Creating, Editing, Looking
from serving.desk.desk import Desk
from serving.desk.errors import (
    CursorInvalidError,
    IdempotencyKeyInvalidError,
    IdempotencyKeyRequiredError,
    IdempotencyKeyReusedError,
    NotAllowedError,
    NotFoundError,
    PreconditionRequiredError,
    StaleError,
)
from serving.desk.office import Office
from serving.desk.paging import Listing, Page, PageOf, Paging, page
from serving.desk.ports import Authenticate, Outbox, Recorder, ScopedTable, Sealing
from serving.desk.tables import Versioned
from serving.desk.work import Work

__all__ = [
    "Answer",
    "AtDesk",
    "Authenticate",
    "Creating",
    "CursorInvalidError",
    "Desk",
    "Editing",
    "IdempotencyKeyInvalidError",
    "IdempotencyKeyRequiredError",
    "IdempotencyKeyReusedError",
    "Listing",
    "Looking",
    "NotAllowedError",
    "NotFoundError",
    "Office",
    "Outbox",
    "Page",
    "PageOf",
    "Paging",
    "PreconditionRequiredError",
    "Recorder",
    "ScopedTable",
    "Sealing",
    "StaleError",
    "Versioned",
    "Work",
    "page",
]
