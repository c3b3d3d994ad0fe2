"""Dynamic batching, cut-when-free: the moment a model's thread is free, it takes whatever waits.

The thread being free is the executor slot. It cuts a batch of at most `max_batch_size` from the waiting
requests, runs the model once, delivers one result or one error per item and cuts again. There is no window
to linger in: while a batch runs the next one gathers by itself, and on an idle machine a request waits for
nobody. serving/README.md has the rules and the measured comparison with window batching.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import math
import threading
import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from models.errors import CountenanceError
from serving.batch_errors import drop_tracebacks, failed_because, log_unexpected
from serving.errors import (
    DeadlineExceededError,
    OverloadedError,
    ShuttingDownError,
    WorkerDeadError,
)
from serving.metrics import BatcherMetrics

In = TypeVar("In")
Out = TypeVar("Out")
BatchFunction = Callable[[Sequence[In]], Sequence[Out | Exception]]

logger = logging.getLogger(__name__)


@dataclass(eq=False, slots=True)  # compared by identity: arrays inside items have no truth value
class _Entry(Generic[In, Out]):
    item: In
    future: asyncio.Future[Out | Exception]
    queued_at: float
    deadline: float


class Batcher(Generic[In, Out]):
    """Runs the items of many callers through one model, in batches.

    `load` is called once, in the model's own thread, and returns the batch function: a network is opened by
    the one thread that will use it. The batch function returns one entry per item, in order; an entry may be
    an exception, which is raised to that item's caller alone.
    """

    def __init__(
        self,
        name: str,
        load: Callable[[], BatchFunction[In, Out]],
        metrics: BatcherMetrics,
        *,
        max_batch_size: int = 8,
        max_waiting: int = 32,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.name, self._load, self._clock = name, load, clock
        self._max_batch_size, self._max_waiting = max_batch_size, max_waiting
        self._metrics = metrics.of(name, waiting=lambda: len(self._waiting))
        self._changed = threading.Condition()
        self._waiting: deque[_Entry[In, Out]] = deque()
        self._running: Sequence[_Entry[In, Out]] = ()
        self._refusal: type[CountenanceError] | None = WorkerDeadError  # until the model is loaded
        self._closing = False
        self._last_execution_s = 0.0

    async def start(self) -> None:
        """Load the model in its own thread; raise what loading raised."""
        self._loop = asyncio.get_running_loop()
        self._ended = asyncio.Event()
        loaded: asyncio.Future[BaseException | None] = self._loop.create_future()
        self._thread = threading.Thread(target=self._work, args=(loaded,), name=f"batch-{self.name}", daemon=True)
        self._thread.start()
        if (error := await loaded) is not None:
            raise error
        self._refusal = None

    async def stop(self, drain_s: float = 10.0) -> None:
        """Refuse new requests, finish the waiting ones within `drain_s`, fail the rest with a typed error."""
        with self._changed:
            self._refusal, self._closing = ShuttingDownError, True
            self._changed.notify()
        with contextlib.suppress(TimeoutError):  # who is late gets a typed error on the next line
            await asyncio.wait_for(self._ended.wait(), drain_s)
        self._fail_unfinished(ShuttingDownError)

    async def submit(self, item: In, *, timeout_s: float = 30.0, urgent: bool = False) -> Out:
        """The item's result, or its error, or a typed refusal; no later than `timeout_s` from now.

        An urgent item (a health check's) is neither refused by the bound nor delayed by the backlog.
        """
        return await self._outcome_of(self._admit(item, timeout_s, urgent), timeout_s)

    @property
    def alive(self) -> bool:
        return self._refusal is None and self._thread.is_alive()

    def _admit(self, item: In, timeout_s: float, urgent: bool) -> _Entry[In, Out]:
        with self._changed:
            if self._refusal is not None:
                raise self._refusal()
            if len(self._waiting) >= self._max_waiting and not urgent:
                self._metrics.count("refused")
                raise OverloadedError(retry_after_s=self._retry_after_s())
            now = self._clock()
            entry: _Entry[In, Out] = _Entry(item, self._loop.create_future(), now, now + timeout_s)
            (self._waiting.appendleft if urgent else self._waiting.append)(entry)
            self._changed.notify()
        return entry

    def _retry_after_s(self) -> int:
        batches_ahead = math.ceil(len(self._waiting) / self._max_batch_size) + 1
        return max(1, math.ceil(batches_ahead * self._last_execution_s))

    async def _outcome_of(self, entry: _Entry[In, Out], timeout_s: float) -> Out:
        try:
            async with asyncio.timeout(timeout_s):
                outcome = await entry.future
        except TimeoutError:
            raise DeadlineExceededError() from None
        finally:
            self._withdraw(entry)
        if isinstance(outcome, Exception):
            try:
                raise outcome
            finally:  # its traceback holds this frame: error and photo would keep each other alive
                del outcome, entry
        return outcome

    def _withdraw(self, entry: _Entry[In, Out]) -> None:
        """Give up the place in the queue at once: abandoned requests must not get others refused."""
        with self._changed, contextlib.suppress(ValueError):  # ValueError: it was dispatched already
            self._waiting.remove(entry)
            self._metrics.count("abandoned")

    def _settle(self, outcomes: Sequence[tuple[_Entry[In, Out], Out | Exception]]) -> None:
        """Deliver; on the event loop. Callers that went away meanwhile are skipped."""
        for entry, outcome in outcomes:
            if entry.future.done():
                self._metrics.count("abandoned")
            else:
                self._metrics.count("error" if isinstance(outcome, Exception) else "ok")
                entry.future.set_result(outcome)

    def _fail_unfinished(self, error: type[CountenanceError]) -> None:
        with self._changed:
            unfinished = [*self._running, *self._waiting]
            self._running = ()
            self._waiting.clear()
        self._settle([(entry, error()) for entry in unfinished])

    # From here on: the model's thread.

    def _work(self, loaded: asyncio.Future[BaseException | None]) -> None:
        try:
            function = self._load()
            self._on_loop(loaded.set_result, None)
            while self._serve_one_batch(function):
                pass  # no locals in this frame: nothing of a batch outlives it while the thread waits
        except BaseException as error:  # whatever ends the thread, the waiting callers must hear of it
            self._refusal = WorkerDeadError
            logger.critical("%s: the worker died", self.name, exc_info=True)
            self._on_loop(_resolve, loaded, error)
        finally:
            self._on_loop(self._fail_unfinished, WorkerDeadError)
            self._on_loop(self._ended.set)

    def _serve_one_batch(self, function: BatchFunction[In, Out]) -> bool:
        """Wait for work, run one batch of it. False when the batcher is closing and nothing waits."""
        entries = self._cut()
        if entries:
            outcomes = self._execute(function, entries)
            log_unexpected(self.name, outcomes)
            drop_tracebacks(outcomes)
            self._on_loop(self._settle, list(zip(entries, outcomes, strict=True)))
            self._running = ()
        return entries is not None

    def _cut(self) -> Sequence[_Entry[In, Out]] | None:
        batch: list[_Entry[In, Out]] = []
        with self._changed:
            self._changed.wait_for(lambda: self._waiting or self._closing)  # asleep: no polling
            if not self._waiting:
                return None
            now = self._clock()
            while self._waiting and len(batch) < self._max_batch_size:
                entry = self._waiting.popleft()
                if now >= entry.deadline:
                    self._on_loop(self._settle, [(entry, DeadlineExceededError())])
                elif not entry.future.cancelled():
                    self._metrics.wait.observe(now - entry.queued_at)
                    batch.append(entry)
            self._running = batch
        return batch

    def _execute(
        self, function: BatchFunction[In, Out], entries: Sequence[_Entry[In, Out]]
    ) -> Sequence[Out | Exception]:
        started = self._clock()
        try:
            outcomes = list(function([entry.item for entry in entries]))
            if len(outcomes) != len(entries):
                raise ValueError(f"the model gave {len(outcomes)} results for {len(entries)} items")
            return outcomes
        except Exception as error:
            return [failed_because(error) for _ in entries]
        finally:
            self._last_execution_s = self._clock() - started
            self._metrics.execution.observe(self._last_execution_s)
            self._metrics.size.observe(len(entries))

    def _on_loop(self, callback: Callable[..., object], *args: object) -> None:
        with contextlib.suppress(RuntimeError):  # the loop is closed: nobody is left to tell
            self._loop.call_soon_threadsafe(callback, *args)


def _resolve(loaded: asyncio.Future[BaseException | None], error: BaseException) -> None:
    if not loaded.done():
        loaded.set_result(error)
