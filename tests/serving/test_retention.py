"""Nothing of a photo outlives its request, on any way a request can end."""

from __future__ import annotations

import asyncio
import gc
import weakref
from concurrent.futures import ThreadPoolExecutor

import pytest
from prometheus_client import CollectorRegistry

from serving.analyses.schemas import AnalysisForm, Upload
from serving.analyses.service import AnalysisService
from serving.disconnect import unless_disconnected
from serving.metrics import StageMetrics

from .conftest import everything_died, running
from .fakes import FakeEngine, FakePhoto

pytestmark = pytest.mark.anyio


class WatchedEngine(FakeEngine):
    """Remembers its photos by weak references."""

    def __init__(self) -> None:
        super().__init__()
        self.photos: list[weakref.ref[FakePhoto]] = []

    def decode(self, data: bytes, form: AnalysisForm) -> FakePhoto:
        photo = super().decode(data, form)
        self.photos.append(weakref.ref(photo))
        return photo

    def open_faces(self):
        return lambda requests: [self._face(request) for request in requests]  # keeps no list of what it saw


class PatientRequest:
    """A client that waits for its answer."""

    async def receive(self) -> dict[str, str]:
        await asyncio.Event().wait()
        return {}


UPLOADS = [
    *(Upload(data, AnalysisForm()) for data in (b"portrait", b"wall", b"bug")),
    *(Upload(b"rest", AnalysisForm(animated_expression="smile"), data) for data in (b"smiling", b"wall", b"text")),
]


@pytest.mark.parametrize("upload", UPLOADS, ids=lambda upload: f"{upload.data!r} {upload.animated!r}")
async def test_no_photo_outlives_its_request(upload):
    engine = WatchedEngine()
    gc.disable()  # what only a later collection would free counts as retained
    try:
        async with running(engine.open_faces()) as faces:
            with ThreadPoolExecutor(1) as cpu:
                metrics = StageMetrics(CollectorRegistry())
                service = AnalysisService(engine, faces, cpu, metrics, max_uploading=1, max_in_flight=1, timeout_s=20)
                work = service.analyze(upload, biometrics=True)
                await asyncio.gather(unless_disconnected(PatientRequest(), work), return_exceptions=True)
                assert await everything_died(engine.photos)
    finally:
        gc.enable()
