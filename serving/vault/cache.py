"""Unwrapped keys, for a bounded time and number: a key management service is not asked for every photo."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable

from cryptography.hazmat.primitives.ciphers.aead import AESGCM


class KeyCache:
    """It answers only for the very wrapped bytes that stand in the key store now, so it can't outlive a change there.

    Python can't wipe memory: a key that left the cache is unreachable, and overwritten when its memory is used again.

    Args:
        max_age_s: how long a key stays, counted from its unwrapping. One that is older leaves at the next use of any.
    """

    def __init__(
        self, max_keys: int = 1000, max_age_s: float = 300.0, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._max_keys = max_keys
        self._max_age_s = max_age_s
        self._clock = clock
        self._keys: OrderedDict[tuple[str, int], tuple[float, bytes, AESGCM]] = OrderedDict()  # oldest first
        self._lock = threading.Lock()

    def __len__(self) -> int:
        return len(self._keys)

    def get(self, owner: str, generation: int, wrapped: bytes) -> AESGCM | None:
        """The key that was put for these wrapped bytes, if it is still here."""
        with self._lock:
            self._drop_old()
            _, known, key = self._keys.get((owner, generation), (0.0, None, None))
            return key if known == wrapped else None

    def put(self, owner: str, generation: int, wrapped: bytes, key: AESGCM) -> None:
        with self._lock:
            self._drop_old()
            self._keys.pop((owner, generation), None)
            self._keys[owner, generation] = (self._clock(), wrapped, key)
            while len(self._keys) > self._max_keys:
                self._keys.popitem(last=False)

    def forget(self, owner: str) -> None:
        """Every key of an owner leaves at once."""
        with self._lock:
            for held in [held for held in self._keys if held[0] == owner]:
                del self._keys[held]

    def _drop_old(self) -> None:
        oldest = self._clock() - self._max_age_s
        while self._keys and next(iter(self._keys.values()))[0] <= oldest:
            self._keys.popitem(last=False)
