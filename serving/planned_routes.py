"""Routes of what is planned: plans, and what is made of them and for them."""

from __future__ import annotations

from fastapi import APIRouter

from serving.documents import endpoints as documents
from serving.notes import endpoints as notes
from serving.plans import endpoints as plans
from serving.plans import shadow_endpoints, signatures
from serving.reports import endpoints as reports
from serving.treatments import endpoints as treatments

router = APIRouter()
for _part in (plans, signatures, shadow_endpoints, documents, treatments, reports, notes):
    router.include_router(_part.router)
