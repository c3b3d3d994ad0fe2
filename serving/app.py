"""The application: what is built in the lifespan, which routes exist, what every response carries."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from datetime import datetime
from importlib.metadata import version

from fastapi import FastAPI
from prometheus_client import ProcessCollector
from starlette.types import Scope

from planning.library import Library, load_library
from serving import every_route
from serving.access.configured import configured_access
from serving.access.house import by_house
from serving.analyses.engine import Engine
from serving.analyses.service import AnalysisService
from serving.analyses.vision_engine import VisionEngine
from serving.batcher import Batcher
from serving.body_limit import BodyLimit
from serving.clock import local_now
from serving.color_corrections import Tablets
from serving.container import Services
from serving.desk import Authenticate, Office
from serving.desk.idempotency import sweep_answers
from serving.desk.sweeping import swept
from serving.erasure import finish_erasures
from serving.headers import SecurityHeaders
from serving.keeping import Keeping, keeping_up
from serving.limits import Limits
from serving.logs import RequestLog
from serving.metrics import BatcherMetrics, ProjectionMetrics, StageMetrics
from serving.openapi import DESCRIPTION, install_openapi
from serving.opening import open_office
from serving.photos import finish_endings
from serving.plans.drafting import Drafting
from serving.problems import install_problem_handlers
from serving.projections.practice import GivenBy, read_given_by
from serving.projections.service import ProjectionService
from serving.projections.stored.destroying import finish_projection_endings
from serving.readiness import Readiness
from serving.retention import sweep_retention
from serving.settings import Settings
from serving.stores import open_store

SWEEPS = (sweep_answers,)  # what is kept for a while only
CHORES = (finish_erasures, finish_endings, finish_projection_endings, sweep_retention)


def vision_engine(settings: Settings) -> Engine:
    return VisionEngine(settings.device, open_store(settings), Tablets(settings.color_corrections_dir))


def create_app(
    settings: Settings | None = None,
    open_engine: Callable[[Settings], Engine] = vision_engine,
    now: Callable[[], datetime] = local_now,
    authenticate: Authenticate = by_house,
) -> FastAPI:
    """The server. Loading errors are raised when it starts; tests bring their own engine, clock and credentials."""
    settings = settings or Settings()

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        with open_office(settings, now, authenticate) as office:
            finish_erasures(office)  # of whom a restored backup brought back, before anything can be read
            finish_endings(office)  # and of single photos
            finish_projection_endings(office)
            async with (
                keeping_up(settings, office) as keeping,
                running_services(settings, open_engine(settings), now, office, keeping) as services,
                swept(office, (*SWEEPS, services.access.sweep), chores=CHORES),
            ):
                app.state.services = services
                yield

    app = FastAPI(
        title="Countenance",
        version=version("countenance"),
        summary="A client photo becomes findings per facial zone",
        description=DESCRIPTION,
        routes=every_route.router.routes,
        docs_url=None,  # FastAPI's own page loads its scripts from elsewhere; ours is in serving/pages
        redoc_url=None,
        redirect_slashes=False,  # a redirect would name whatever host the request claims
        separate_input_output_schemas=False,  # one Profile, to be read and written alike
        lifespan=lifespan,
        telemetry={"tracing": False, "metrics": False, "logs": False},  # it tells paths, queries and what was sent
    )
    install_problem_handlers(app)
    app.add_middleware(BodyLimit, max_bytes=settings.max_body_bytes)
    app.add_middleware(Limits, settings.max_requests, settings.max_upload_bytes)
    app.add_middleware(SecurityHeaders)  # problems carry the headers, too
    app.add_middleware(RequestLog, observe)  # added last, so it is outermost: it sees what the client sees
    install_openapi(app, settings.oidc_issuer)
    return app


@asynccontextmanager
async def running_services(
    settings: Settings, engine: Engine, now: Callable[[], datetime], office: Office, keeping: Keeping
) -> AsyncIterator[Services]:
    library = load_library()
    given_by = _given_by(settings, library)
    access = configured_access(settings, office.database, office.sealing, office.recorder, now)
    registry = keeping.registry
    ProcessCollector(registry=registry)
    faces = Batcher(
        "faces",
        engine.open_faces,
        BatcherMetrics(registry),
        max_batch_size=settings.max_batch_size,
        max_waiting=settings.max_waiting,
    )
    with ThreadPoolExecutor(settings.cpu_workers, "cpu") as cpu:
        await faces.start()
        canary = await asyncio.get_running_loop().run_in_executor(cpu, engine.canary)
        readiness = Readiness(faces, canary, max_age_s=settings.canary_max_age_s)
        readiness.probe()
        service = AnalysisService(
            engine,
            faces,
            cpu,
            StageMetrics(registry),
            max_uploading=settings.max_uploading,
            max_in_flight=settings.max_in_flight,
            timeout_s=settings.analysis_timeout_s,
        )
        projecting = ProjectionService(
            engine, faces, service, library, given_by, settings, ProjectionMetrics(registry), now
        )
        try:
            drafting = Drafting(settings.max_drafting)
            yield Services(settings, registry, service, projecting, readiness, drafting, office, access, keeping)
        finally:
            await readiness.stop()
            await faces.stop(settings.drain_s)
            # A projection in a thread may still ask the face networks, and is told by this loop that they stopped.
            await asyncio.to_thread(cpu.shutdown)


def observe(scope: Scope, method: str, route: str, status: int, seconds: float) -> None:
    """Counts a request, once the server has begun."""
    services: Services | None = getattr(scope["app"].state, "services", None)
    if services is not None:
        services.keeping.requests.observe(method, route, status, seconds)


def _given_by(settings: Settings, library: Library) -> GivenBy | None:
    if settings.practice is None:
        return None
    return read_given_by(settings.practice, settings.location, library)
