"""Every route of the house, put together once: what FastAPI finds out about it is shared by every application."""

from __future__ import annotations

from fastapi import APIRouter

from serving import planned_routes
from serving.analyses import endpoints as analyses
from serving.audit import endpoints as audit
from serving.clients import endpoints as clients
from serving.consents import endpoints as consents
from serving.credentials import accounts, keys, sessions, tablets
from serving.erasure import endpoints as erasure
from serving.exports import endpoints as exports
from serving.governance import endpoints as governance
from serving.health import endpoints as health
from serving.merging import endpoints as merging
from serving.openapi import operation_id
from serving.pages import endpoints as pages
from serving.photos import routes as photos
from serving.practices import endpoints as practices
from serving.profiles import endpoints as profiles
from serving.projections import endpoints as projections
from serving.projections.stored import endpoints as stored_projections
from serving.retention import endpoints as retention
from serving.rollout import endpoints as rollout
from serving.visits import endpoints as visits
from serving.webhooks import endpoints as webhooks

_STORED = (sessions, accounts, keys, tablets, practices, clients, consents, profiles, visits, retention, photos)
_RUNNING = (webhooks, audit)
_MORE = (planned_routes, stored_projections, governance)

router = APIRouter(generate_unique_id_function=operation_id)
for _part in (analyses, projections, *_STORED, erasure, merging, exports, rollout, *_RUNNING, health, pages, *_MORE):
    router.include_router(_part.router)
