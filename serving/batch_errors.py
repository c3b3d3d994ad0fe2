"""How errors leave a batch: one for each item, logged once, and without holding on to anybody's photo."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Sequence

from models.errors import CountenanceError
from serving.errors import BatchFailedError

logger = logging.getLogger(__name__)


def failed_because(error: Exception) -> Exception:
    """An error of its own for each caller: one shared instance would collect everybody's tracebacks."""
    failure = BatchFailedError()
    failure.__cause__ = error
    return failure


def log_unexpected(model: str, outcomes: Sequence[object]) -> None:
    """As text, once each: a log record with the exception would keep its frames, and so the photos."""
    errors = [outcome for outcome in outcomes if isinstance(outcome, Exception)]
    causes = {id(cause): cause for error in errors if (cause := _unexpected(error)) is not None}
    for cause in causes.values():
        logger.error("%s: %s", model, "".join(traceback.format_exception(cause)))


def _unexpected(error: Exception) -> BaseException | None:
    """What the log should hear of: a whole batch's cause, or an item's error that is not one of ours."""
    if isinstance(error, BatchFailedError):
        return error.__cause__
    return None if isinstance(error, CountenanceError) else error


def drop_tracebacks(outcomes: Sequence[object]) -> None:
    """A traceback holds the variables of every frame above and below it, the photos of neighbors among them.

    So errors travel on without it; the unexpected ones have been logged with theirs.
    """
    seen: set[int] = set()
    for outcome in outcomes:
        while isinstance(outcome, BaseException) and id(outcome) not in seen:
            seen.add(id(outcome))
            outcome.__traceback__ = None
            outcome = outcome.__cause__ or outcome.__context__
