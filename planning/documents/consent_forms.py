"""A consent form for each treatment of the visits. Nobody signs here: the fields stay blank."""

from __future__ import annotations

from typing import Any

from planning.documents.client_care import warning_signs, written
from planning.documents.client_items import state
from planning.documents.consents import consents_for
from planning.documents.education import education
from planning.documents.frame import frame
from planning.documents.request import DocumentRequest
from planning.documents.typesetting import typeset_pdf
from planning.plan import PlanItem
from planning.wording.titles import zone_titles

_LABELS = (
    *("consent_form", "consent_template", "client", "date_of_birth", "provider", "signature", "signed_on", "where"),
    *("print_name", "sign_client", "sign_provider", "planned_for", "before", "after", "warning_signs", "education"),
    *("expect", "english_texts", "at_a_glance"),
)


def consent_forms(request: DocumentRequest) -> dict[str, bytes]:
    """A PDF a treatment, by the item's id."""
    made_on = request.draft.made_on
    return {item.id: typeset_pdf("consent", form_content(request, item), {}, made_on) for item in request.option.items}


def form_content(request: DocumentRequest, item: PlanItem) -> dict[str, Any]:
    """Everything that a form shows, as JSON."""
    words, treatment, check = request.words, request.library.treatment(item.treatment), request.check(item.id)
    lesson = education(treatment)
    days = [
        words.day(each.date) for each in request.option.attendances if item.id in {part.item for part in each.items}
    ]
    return {
        "frame": frame(request, words["consent_form"]),
        "words": {key: words[key] for key in _LABELS},
        "treatment": item.title,
        "client_name": request.client_name,
        "where": ", ".join(zone_titles(item.zones, words)),
        "planned": words.listed(days) if days else words["undated"],
        "level": check.level,
        "state": state(check, words),
        "stop": _stop(check.level, check.approvable, request),
        "about": lesson.about,
        "expect": lesson.expect,
        "figures": " ".join(lesson.figures),
        "before": [each.text for each in treatment.care.before],
        "after": [each.text for each in treatment.care.after],
        "signs": warning_signs(treatment.warning_signs, words),
        "consents": [written(consent) for consent in consents_for([treatment])],
    }


def _stop(level: str, approvable: bool, request: DocumentRequest) -> str:
    """Why nobody may sign; empty where nothing stands against it."""
    if level == "block":
        return request.words["form_blocked"]
    return "" if approvable else request.words["form_on_hold"]
