"""/healthz: the process answers. /readyz: what it stands on answers. /metrics: Prometheus text."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Response
from prometheus_client import generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from starlette.concurrency import run_in_threadpool

from serving.container import Services, services
from serving.errors import NotReadyError
from serving.problems import problem_responses

router = APIRouter(tags=["health"])

House = Annotated[Services, Depends(services)]


@router.head("/healthz", include_in_schema=False)
@router.get("/healthz", summary="Alive")
async def healthz() -> dict[str, str]:
    return {"status": "alive"}


@router.head("/readyz", include_in_schema=False)
@router.get("/readyz", summary="Ready", responses=problem_responses(503))
async def readyz(house: House) -> dict[str, str]:
    """Ready after a known face went through the real queue, thread and networks within the last seconds, and while
    database, key store and object store answer and there is free disk. `details.failing` names what does not."""
    failing = await run_in_threadpool(house.keeping.checks.failing)
    if not await house.readiness.check():
        failing = (*failing, "networks")
    if failing:
        raise NotReadyError(failing)
    return {"status": "ready"}


@router.get("/metrics", summary="Prometheus metrics", response_class=Response)
def metrics(house: House) -> Response:
    return Response(generate_latest(house.registry), media_type=CONTENT_TYPE_LATEST)
