"""Nothing of a photo outlives its projection, whichever way it ends."""

from __future__ import annotations

import asyncio
import gc
import weakref
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from prometheus_client import CollectorRegistry

from planning.library import load_library
from planning.screening import Policy
from serving.analyses.service import AnalysisService
from serving.analyses.vision_engine import VisionEngine
from serving.app import vision_engine
from serving.disconnect import unless_disconnected
from serving.metrics import ProjectionMetrics, StageMetrics
from serving.projections.practice import GivenBy
from serving.projections.request import ProjectionRequest, ProjectionUpload
from serving.projections.service import ProjectionService
from serving.settings import Settings
from tests.serving.conftest import everything_died, running
from tests.serving.portraits import large_jpeg
from vision.photo import Photo

from .conftest import SAID

pytestmark = pytest.mark.anyio


class Watching:
    """An engine that remembers the pixels of its photos by weak references."""

    def __init__(self, engine: VisionEngine) -> None:
        self._engine = engine
        self.pixels: list[weakref.ref[np.ndarray]] = []

    def __getattr__(self, name: str) -> Any:
        return getattr(self._engine, name)

    def decode(self, data: bytes, form: Any) -> Photo:
        photo = self._engine.decode(data, form)
        self.pixels.append(weakref.ref(photo.image_rgb))
        return photo


class PatientRequest:
    """A client that waits for its answer."""

    async def receive(self) -> dict[str, str]:
        await asyncio.Event().wait()
        return {}


@pytest.mark.parametrize(
    ("changes", "mask"),
    [
        ({}, None),
        ({"treatments": [{"treatment": "led_light"}]}, None),
        ({}, b"no png"),
    ],
    ids=["shown", "nothing to show", "a bad mask"],
)
async def test_no_photo_outlives_its_projection(tmp_path: Path, changes: dict[str, Any], mask: bytes | None) -> None:
    settings = Settings(signing_dir=tmp_path)
    engine: Any = Watching(vision_engine(settings))  # type: ignore[arg-type]
    upload = ProjectionUpload(large_jpeg(), ProjectionRequest.model_validate(SAID | changes), mask)
    gc.collect()
    gc.disable()  # what only a later collection would free counts as retained
    try:
        async with running(engine.open_faces()) as faces:
            with ThreadPoolExecutor(1) as cpu:
                registry = CollectorRegistry()
                analyses = AnalysisService(
                    engine, faces, cpu, StageMetrics(registry), max_uploading=1, max_in_flight=1, timeout_s=60
                )
                service = ProjectionService(
                    engine,
                    faces,
                    analyses,
                    load_library(),
                    GivenBy("Linden", Policy()),
                    settings,
                    ProjectionMetrics(registry),
                    lambda: datetime.now().astimezone(),
                )
                work = unless_disconnected(PatientRequest(), service.project(upload))  # type: ignore[arg-type]
                await asyncio.gather(work, return_exceptions=True)
                assert len(engine.pixels) == 1
                assert await everything_died(engine.pixels)
    finally:
        gc.enable()
