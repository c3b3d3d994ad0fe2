"""How much one caller may ask for. Counted in this process alone: two servers lend twice as much."""

from __future__ import annotations

import math
import threading
import time
from collections import OrderedDict
from collections.abc import Callable

from models.errors import CountenanceError

_KEPT = 10_000  # callers that are remembered


class RateLimitedError(CountenanceError):
    """More requests in a short time than one caller may make. Nothing was done."""

    code = "rate_limited"
    status = 429
    title = "Too many requests. Please wait a moment"

    def __init__(self, retry_after_s: int) -> None:
        super().__init__(retry_after_s=retry_after_s)


class Rate:
    """A token bucket for each caller.

    Args:
        per_s: requests a second that come back; 0 for no limit.
        burst: that may be made at once.
        clock: seconds.
    """

    def __init__(self, per_s: float, burst: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._per_s, self._burst, self._clock = per_s, burst, clock
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()
        self._lock = threading.Lock()

    def take(self, caller: str) -> None:
        """Raises RateLimitedError."""
        if not self._per_s:
            return
        now = self._clock()
        with self._lock:
            left, at = self._buckets.pop(caller, (float(self._burst), now))
            left = min(float(self._burst), left + (now - at) * self._per_s)
            self._buckets[caller] = (left - 1 if left >= 1 else left, now)
            if len(self._buckets) > _KEPT:
                self._buckets.popitem(last=False)  # who has not asked for longest has a full one again
        if left < 1:
            raise RateLimitedError(math.ceil((1 - left) / self._per_s))
