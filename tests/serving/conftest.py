"""Shared by the serving tests: asyncio as the only backend, and a model that a test holds and frees."""

from __future__ import annotations

import asyncio
import threading
import weakref
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager

import pytest
from prometheus_client import CollectorRegistry

from serving.batcher import Batcher
from serving.metrics import BatcherMetrics
from tests.serving.database.fixtures import (
    database,
    database_url,
    postgres_url,
    postgres_with_tables,
    sqlite_with_tables,
)
from tests.serving.desk.standing import standing
from tests.serving.objects.fixtures import objects_place, s3_bucket, s3_endpoint

# Fixtures of every test on a database, and of those that keep objects.
__all__ = [
    "database",
    "database_url",
    "objects_place",
    "postgres_url",
    "postgres_with_tables",
    "s3_bucket",
    "s3_endpoint",
    "sqlite_with_tables",
    "standing",
]

PATIENCE_S = 20.0  # how long a test waits for another thread before it fails; no assertion measures it


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


class HeldModel:
    """Answers each item with `answer(item)`; while held, every batch stops inside the model."""

    def __init__(self, answer: Callable[[object], object] = lambda item: item, *, held: bool = False) -> None:
        self.answer = answer
        self.sizes: list[int] = []
        self.seen: list[object] = []
        self._entered = threading.Semaphore(0)
        self._free = threading.Event()
        if not held:
            self._free.set()

    def __call__(self, items: Sequence[object]) -> list[object]:
        self.sizes.append(len(items))
        self.seen.extend(items)
        self._entered.release()
        assert self._free.wait(PATIENCE_S)
        return [self.answer(item) for item in items]

    def hold(self) -> None:
        self._free.clear()

    def release(self) -> None:
        self._free.set()

    async def entered(self) -> None:
        """Returns once one more batch is inside the model."""
        await asyncio.to_thread(self.entered_now)

    def entered_now(self) -> None:
        """The same, without giving the event loop a turn."""
        assert self._entered.acquire(timeout=PATIENCE_S)


@asynccontextmanager
async def running(function: Callable, **options) -> AsyncIterator[Batcher]:
    batcher: Batcher = Batcher("model", lambda: function, BatcherMetrics(CollectorRegistry()), **options)
    await batcher.start()
    try:
        yield batcher
    finally:
        await batcher.stop(drain_s=PATIENCE_S)


async def submitted(batcher: Batcher, *items: object, **options) -> list[asyncio.Task]:
    """Tasks whose items are in the queue already: a submit gets there in its first step."""
    tasks = [asyncio.ensure_future(batcher.submit(item, **options)) for item in items]
    await asyncio.sleep(0)
    return tasks


async def everything_died(refs: list[weakref.ref]) -> bool:
    """Gives the worker the moments between a delivery and its next wait; an idle worker holds nothing."""
    for _ in range(500):
        if all(ref() is None for ref in refs):
            return True
        await asyncio.sleep(0.001)
    return False
