"""Every route of photos and of what is read from them."""

from __future__ import annotations

from fastapi import APIRouter

from serving.photos import analysis_endpoints, comparison_endpoints, endpoints

router = APIRouter()
for part in (endpoints, analysis_endpoints, comparison_endpoints):
    router.include_router(part.router)
