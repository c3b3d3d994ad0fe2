"""One projection: the photo's face as for an analysis, then one outcome or view at a time in a CPU thread."""

from __future__ import annotations

import asyncio
import base64
import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial

import numpy as np
from numpy.typing import NDArray

from planning.library import Library
from serving.analyses.engine import Engine, FaceRequest, Taken
from serving.analyses.schemas import AnalysisForm
from serving.analyses.service import AnalysisService
from serving.batcher import Batcher
from serving.deadline import within
from serving.metrics import ProjectionMetrics
from serving.projections.document import ViewName
from serving.projections.errors import PracticeNotSetError
from serving.projections.job import Job
from serving.projections.making import Making
from serving.projections.practice import GivenBy
from serving.projections.request import FileAnswer, ProjectionAnswer, ProjectionUpload
from serving.settings import Settings
from serving.signing import configured_signer
from simulation.provenance import Signer
from vision.face import Choice, Face
from vision.photo import Photo

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, repr=False)
class Order:
    """One projection to be made.

    Attributes:
        photo: the file as it came.
        job: what is to be shown, and by whose leave.
        signer: asked for in a thread, for it may have to be made.
    """

    photo: bytes
    face: Choice
    views: tuple[ViewName, ...]
    job: Job
    signer: Callable[[], Signer]


class ProjectionService:
    """Nothing runs on the event loop but waiting, and nothing of a photo outlives its request.

    Args:
        engine: that makes projectors.
        faces: the face networks' batcher.
        analyses: finds a photo's face, and has the threads.
        library: treatments and rules.
        given_by: whose projections these are; None where the server was not told, so that it makes none.
        settings: where the signer is, and how long a projection may take.
        metrics: how projections end.
        now: the clock, with its time zone.
    """

    def __init__(
        self,
        engine: Engine,
        faces: Batcher[FaceRequest, Face],
        analyses: AnalysisService,
        library: Library,
        given_by: GivenBy | None,
        settings: Settings,
        metrics: ProjectionMetrics,
        now: Callable[[], datetime],
    ) -> None:
        self._engine, self._faces, self._analyses, self._library = engine, faces, analyses, library
        self._given_by, self._settings, self._metrics, self._now = given_by, settings, metrics, now

    async def project(self, upload: ProjectionUpload) -> bytes:
        """The answer as JSON, or a typed error; never later than the timeout."""
        return await within(self._settings.projection_timeout_s, self._run(upload), self._metrics.ended)

    async def made(self, order: Order) -> Making:
        """Every view of an order, or a typed error; never later than the timeout."""
        return await within(self._settings.projection_timeout_s, self._made(order), self._metrics.ended)

    async def _run(self, upload: ProjectionUpload) -> bytes:
        said, on_cpu = upload.request, self._analyses.on_cpu
        if self._given_by is None:
            raise PracticeNotSetError("Set COUNTENANCE_PRACTICE to its name or its file.")
        job = await on_cpu(said.job, self._library, self._given_by, self._now().date(), upload.mask)
        name, now = self._given_by.name, self._now()
        signer = partial(configured_signer, self._settings, name, now, logger.warning)
        making = await self._made(Order(upload.photo, said.face, said.views, job, signer))
        return await on_cpu(_answer, making)

    async def _made(self, order: Order) -> Making:
        on_cpu = self._analyses.on_cpu
        form = AnalysisForm.model_validate({"face": order.face, "card": "none"})
        taken = await self._analyses.taken(order.photo, form)
        with self._metrics.stage("measure"):
            making = await on_cpu(self._begin, order, taken, _FindAgain(self._faces, asyncio.get_running_loop()))
        for view in making.views(order.views):  # one by one: a client that goes away is noticed in between
            with self._metrics.stage(view):
                await on_cpu(making.make, view)
        return making

    def _begin(self, order: Order, taken: Taken, find_again: _FindAgain) -> Making:
        projector = self._engine.projector(find_again)
        return order.job.begin(projector, taken.photo, taken.face, order.signer(), self._library)


class _FindAgain:
    """The face networks for a thread of the pool: through the same queue as everybody's photos."""

    def __init__(self, faces: Batcher[FaceRequest, Face], loop: asyncio.AbstractEventLoop) -> None:
        self._faces, self._loop = faces, loop

    def __call__(self, image_rgb: NDArray[np.uint8], before: Face) -> NDArray[np.float32]:
        request = FaceRequest(Photo.from_array(image_rgb), again=before)
        return asyncio.run_coroutine_threadsafe(self._faces.submit(request), self._loop).result().landmarks_px


def _answer(making: Making) -> bytes:
    document = making.document()
    files = [
        FileAnswer(
            name=part.name,
            media_type=part.media_type,
            sha256=part.sha256,
            data=base64.b64encode(making.file(part.view)).decode(),
        )
        for part in document.files
    ]
    return ProjectionAnswer(document=document, files=files).model_dump_json(by_alias=True).encode()
