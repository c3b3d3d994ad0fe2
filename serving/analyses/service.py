"""One analysis: decode in a CPU thread, find the face in a batch, measure in a CPU thread."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from typing import ParamSpec, TypeVar

from prometheus_client import Gauge

from models.errors import CountenanceError
from serving.analyses.engine import Engine, FaceRequest, Shot, Taken
from serving.analyses.schemas import AnalysisForm, Upload
from serving.analyses.turns import Turns
from serving.batcher import Batcher
from serving.deadline import within
from serving.errors import OverloadedError
from serving.metrics import StageMetrics
from vision.face import Face

P = ParamSpec("P")
T = TypeVar("T")


class Places:
    """So many at a time; one more is refused at once, because waiting for a place would hold a photo in memory."""

    def __init__(self, limit: int, gauge: Gauge, ended: Callable[[str], None]) -> None:
        self._limit, self._gauge, self._ended = limit, gauge, ended
        self.taken = 0

    @contextmanager
    def place(self, count: int = 1) -> Iterator[None]:
        """Takes `count` places, or all there are where there are fewer altogether."""
        count = min(count, self._limit)
        if self.taken + count > self._limit:
            self._ended(OverloadedError.code)
            raise OverloadedError(retry_after_s=2)
        self.taken += count
        self._gauge.inc(count)
        try:
            yield
        finally:
            self.taken -= count
            self._gauge.dec(count)


def without_face(document: bytes) -> bytes:
    """The document as whoever was not lent biometrics sees it: `face` is null."""
    told = json.loads(document)
    return json.dumps(told | {"face": None}, ensure_ascii=False, separators=(",", ":")).encode()


@contextmanager
def _about_the_second_photo() -> Iterator[None]:
    """Says which of two photos is meant."""
    try:
        yield
    except CountenanceError as error:
        error.args = (f"The second photo: {error}",)
        error.details["photo"] = "animated"
        raise


class AnalysisService:
    """Nothing runs on the event loop but waiting, and nothing of a photo outlives its request."""

    def __init__(
        self,
        engine: Engine,
        faces: Batcher[FaceRequest, Face],
        cpu: Executor,
        metrics: StageMetrics,
        *,
        max_uploading: int,
        max_in_flight: int,
        timeout_s: float,
    ) -> None:
        self._engine, self._faces, self._cpu, self._metrics = engine, faces, cpu, metrics
        self._timeout_s = timeout_s
        self.uploads = Places(max_uploading, metrics.uploading, metrics.ended)
        self.analyses = Places(max_in_flight, metrics.in_flight, metrics.ended)
        self.turns = Turns()

    async def analyze(self, upload: Upload, *, biometrics: bool) -> bytes:
        """The analysis document as JSON, or a typed error; never later than the timeout.

        Args:
            biometrics: with landmarks, blendshapes and pose; else `face` is null.
        """
        return await within(self._timeout_s, self._run(upload, biometrics), self._metrics.ended)

    async def compare(self, before: Upload, after: Upload, taken: tuple[str, str]) -> bytes:
        """The comparison document as JSON, or a typed error; never later than two analyses.

        Args:
            taken: when either photo was taken.
        """
        return await within(2 * self._timeout_s, self._compare(before, after, taken), self._metrics.ended)

    async def _compare(self, before: Upload, after: Upload, taken: tuple[str, str]) -> bytes:
        earlier = Shot(await self.taken(before.data, before.form), before.form)
        later = Shot(await self.taken(after.data, after.form), after.form)
        with self._metrics.stage("compare"):
            return await self.on_cpu(self._engine.compare, earlier, later, taken)

    async def _run(self, upload: Upload, biometrics: bool) -> bytes:
        taken = await self.taken(upload.data, upload.form)
        animated = None
        if upload.animated is not None:
            with _about_the_second_photo():
                animated = await self.taken(upload.animated, upload.form)
        with self._metrics.stage("measure"):
            document = await self.on_cpu(self._engine.measure, taken, upload.form, animated)
            return document if biometrics else await self.on_cpu(without_face, document)

    async def taken(self, data: bytes, form: AnalysisForm) -> Taken:
        """A photo and the face in it."""
        with self._metrics.stage("decode"):
            photo = await self.on_cpu(self._engine.decode, data, form)
        with self._metrics.stage("face"):
            request = FaceRequest(photo, form.face)
            return Taken(photo, await self._faces.submit(request, timeout_s=self._timeout_s))

    async def on_cpu(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """In a thread of the pool. A cancelled caller's turn is skipped when it has not begun."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._cpu, lambda: function(*args, **kwargs))
