"""Documents of a plan, each a pure function of a request: bytes or text out, nothing written.

A draft says on every page that it is one; a request for a plan that can't be approved can't be made as approved.
"""

from planning.documents.care_plan import care_plan
from planning.documents.client import client_pdf
from planning.documents.consent_forms import consent_forms
from planning.documents.errors import (
    OptionUnknownError,
    PictureUnreadableError,
    PlanNotApprovableError,
    TypesettingError,
)
from planning.documents.note import note_html, note_text
from planning.documents.pictures import Pictures
from planning.documents.provider import provider_pdf
from planning.documents.request import Approval, DocumentRequest, Ended
from planning.documents.visit_calendar import visits_ics

__all__ = [
    "Approval",
    "DocumentRequest",
    "Ended",
    "OptionUnknownError",
    "PictureUnreadableError",
    "Pictures",
    "PlanNotApprovableError",
    "TypesettingError",
    "care_plan",
    "client_pdf",
    "consent_forms",
    "note_html",
    "note_text",
    "provider_pdf",
    "visits_ics",
]
