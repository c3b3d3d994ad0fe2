"""/healthz: the process answers. /readyz: the networks passed their check. /metrics: Prometheus text."""

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
@router.get("/readyz", summary="Ready for photos", responses=problem_responses(503))
async def readyz(house: House) -> dict[str, str]:
    """Ready after a known face went through the real queue, thread and networks within the last seconds, and while
    the database answers.
    """
    await run_in_threadpool(house.office.database.ping)
    if not await house.readiness.check():
        raise NotReadyError()
    return {"status": "ready"}


@router.get("/metrics", summary="Prometheus metrics", response_class=Response)
async def metrics(house: House) -> Response:
    return Response(generate_latest(house.registry), media_type=CONTENT_TYPE_LATEST)
