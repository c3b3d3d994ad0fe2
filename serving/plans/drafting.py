"""So many drafts at a time for one practice: each takes a second of a processor, and a practice must not take all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

from serving.errors import OverloadedError


class Drafting:
    """Counted in this process alone; asked by the threads that draft.

    Args:
        most: of one practice; one more is refused at once.
    """

    def __init__(self, most: int) -> None:
        self._most, self._lock = most, Lock()
        self._taken: Counter[str] = Counter()

    @contextmanager
    def place(self, practice: str) -> Iterator[None]:
        """Raises OverloadedError."""
        with self._lock:
            if self._taken[practice] >= self._most:
                raise OverloadedError("As many drafts are being made for this practice.", retry_after_s=2)
            self._taken[practice] += 1
        try:
            yield
        finally:
            with self._lock:
                self._taken[practice] -= 1
                self._taken += Counter()  # those without any are forgotten

    def taken(self, practice: str) -> int:
        return self._taken[practice]
