"""When a delivery is tried again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

# The times that Standard Webhooks proposes, about three days in all; then it is given up, and can be replayed.
WAITS = tuple(
    timedelta(seconds=seconds)
    for seconds in (5, 5 * 60, 30 * 60, 2 * 3600, 5 * 3600, 10 * 3600, 14 * 3600, 20 * 3600, 24 * 3600)
)
_LONGEST = timedelta(hours=24)  # no receiver puts us off for longer
_SPREAD = 0.2  # of the wait, so that many deliveries that failed together do not come back together
_REFUSED = 410


@dataclass(frozen=True, slots=True)
class Answer:
    """How a try went.

    Attributes:
        status: of the answer; 0 where there was none.
        why: a code where it failed.
        retry_after_s: that the receiver asked for.
    """

    status: int
    why: str = ""
    retry_after_s: float | None = None

    @property
    def delivered(self) -> bool:
        return 200 <= self.status < 300

    @property
    def gone(self) -> bool:
        """The receiver wants nothing more, ever."""
        return self.status == _REFUSED


@dataclass(frozen=True, slots=True)
class Next:
    """What becomes of the delivery."""

    state: Literal["waiting", "delivered", "given_up"]
    due_at: datetime | None = None


def after(answer: Answer, tries: int, now: datetime, chance: float) -> Next:
    """Args:
    tries: made, this one among them.
    chance: 0 to 1, spreads the wait.
    """
    if answer.delivered:
        return Next("delivered")
    if answer.gone or tries > len(WAITS):
        return Next("given_up")
    wait = WAITS[tries - 1] * (1 + _SPREAD * chance)
    if answer.retry_after_s is not None:
        wait = max(wait, min(timedelta(seconds=answer.retry_after_s), _LONGEST))
    return Next("waiting", now + wait)
