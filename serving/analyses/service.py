"""One analysis: decode in a CPU thread, find the face in a batch, measure in a CPU thread."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from typing import ParamSpec, TypeVar

from models.errors import CountenanceError
from serving.analyses.engine import Engine, FaceRequest
from serving.analyses.schemas import Upload
from serving.batcher import Batcher
from serving.errors import DeadlineExceededError, OverloadedError
from serving.metrics import StageMetrics
from vision.face import Face

P = ParamSpec("P")
T = TypeVar("T")


class AnalysisService:
    """Nothing runs on the event loop but waiting, and nothing of a photo outlives its request."""

    def __init__(
        self,
        engine: Engine,
        faces: Batcher[FaceRequest, Face],
        cpu: Executor,
        metrics: StageMetrics,
        *,
        max_in_flight: int,
        timeout_s: float,
    ) -> None:
        self._engine, self._faces, self._cpu, self._metrics = engine, faces, cpu, metrics
        self._max_in_flight, self._timeout_s = max_in_flight, timeout_s
        self.in_flight = 0

    @contextmanager
    def admission(self) -> Iterator[None]:
        """A place among the analyses in progress, or a refusal, before the upload is read into memory."""
        if self.in_flight >= self._max_in_flight:
            self._metrics.ended(OverloadedError.code)
            raise OverloadedError(retry_after_s=2)
        self.in_flight += 1
        self._metrics.in_flight.inc()
        try:
            yield
        finally:
            self.in_flight -= 1
            self._metrics.in_flight.dec()

    async def analyze(self, upload: Upload) -> bytes:
        """The analysis document as JSON, or a typed error; never later than the timeout."""
        try:
            async with asyncio.timeout(self._timeout_s):
                document = await self._run(upload)
        except TimeoutError:
            self._metrics.ended(DeadlineExceededError.code)
            raise DeadlineExceededError() from None
        except (CountenanceError, asyncio.CancelledError) as error:
            self._metrics.ended(getattr(error, "code", "cancelled"))
            raise
        self._metrics.ended("ok")
        return document

    async def _run(self, upload: Upload) -> bytes:
        with self._metrics.stage("decode"):
            photo = await self._on_cpu(self._engine.decode, upload.data)
        with self._metrics.stage("face"):
            request = FaceRequest(photo, upload.form.face)
            face = await self._faces.submit(request, timeout_s=self._timeout_s)
        with self._metrics.stage("measure"):
            return await self._on_cpu(self._engine.measure, photo, face, upload.form)

    async def _on_cpu(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """In a thread of the pool. A cancelled caller's turn is skipped when it has not begun."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._cpu, lambda: function(*args, **kwargs))
