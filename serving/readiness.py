"""Ready means: the worker is alive and a canary batch passed recently.

The canary is a real item with a known result, run through the real queue, thread and network. It runs once
at the start and then only when somebody asks and the last pass has grown old, so an idle server stays idle.
"""

from __future__ import annotations

import asyncio
import logging
import math
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic

from serving.batcher import Batcher, In, Out

logger = logging.getLogger(__name__)


@dataclass(frozen=True)  # without slots: Canary[In, Out](...) sets an attribute
class Canary(Generic[In, Out]):
    """A known item, and what its result must look like for the model to count as working."""

    item: In
    accepts: Callable[[Out], bool]


class Readiness(Generic[In, Out]):
    def __init__(
        self,
        batcher: Batcher[In, Out],
        canary: Canary[In, Out],
        *,
        max_age_s: float = 30.0,
        timeout_s: float = 30.0,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._batcher, self._canary, self._clock = batcher, canary, clock
        self._max_age_s, self._timeout_s = max_age_s, timeout_s
        self._passed_at = -math.inf
        self._probe: asyncio.Task[None] | None = None

    @property
    def ready(self) -> bool:
        return self._batcher.alive and self._clock() - self._passed_at <= self._max_age_s

    async def check(self, patience_s: float = 2.0) -> bool:
        """`ready`, after another canary when the last one has grown old. Callers share one canary.

        `patience_s` is how long a health check waits; a slower canary goes on and counts when it passes.
        """
        if self.ready or not self._batcher.alive:
            return self.ready
        await asyncio.wait({self.probe()}, timeout=patience_s)
        return self.ready

    def probe(self) -> asyncio.Task[None]:
        """The canary in flight, or a new one."""
        if self._probe is None or self._probe.done():
            self._probe = asyncio.create_task(self._run_canary())
        return self._probe

    async def stop(self) -> None:
        if self._probe is not None:
            self._probe.cancel()
            await asyncio.gather(self._probe, return_exceptions=True)

    async def _run_canary(self) -> None:
        try:
            result = await self._batcher.submit(self._canary.item, timeout_s=self._timeout_s, urgent=True)
        except Exception:  # a failing canary is a state (not ready) that every health check reports
            logger.exception("%s: the canary failed", self._batcher.name)
            return
        if self._canary.accepts(result):
            self._passed_at = self._clock()
        else:
            logger.error("%s: the canary's result is not the expected one", self._batcher.name)
