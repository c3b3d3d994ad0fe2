"""What the lifespan builds and routes are handed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from fastapi import Request
from prometheus_client import CollectorRegistry

from serving.access.house import Access
from serving.analyses.engine import FaceRequest
from serving.analyses.service import AnalysisService
from serving.desk import Office
from serving.keeping import Keeping
from serving.plans.drafting import Drafting
from serving.projections.service import ProjectionService
from serving.readiness import Readiness
from serving.settings import Settings
from vision.face import Face


@dataclass(frozen=True, slots=True)
class Services:
    settings: Settings
    registry: CollectorRegistry
    analyses: AnalysisService
    projections: ProjectionService
    readiness: Readiness[FaceRequest, Face]
    drafting: Drafting
    office: Office
    access: Access
    keeping: Keeping


def services(request: Request) -> Services:
    """For Depends(): the services of the application that serves this request."""
    return cast(Services, request.app.state.services)
