"""The client's plan, as a branded PDF."""

from __future__ import annotations

from typing import Any

from planning.documents.client_care import care, consent_texts, lessons
from planning.documents.client_items import client_checks, client_items, client_regimen
from planning.documents.client_timeline import client_investment, client_visits, other_options
from planning.documents.frame import frame
from planning.documents.pictures import Placed, placed
from planning.documents.request import DocumentRequest
from planning.documents.typesetting import typeset_pdf
from planning.wording import money, summary

_LABELS = (
    *("primary", "primary_lead", "supporting", "supporting_lead", "regimen", "regimen_lead", "checks", "checks_lead"),
    *("timeline", "timeline_lead", "none_primary", "none_supporting", "none_regimen", "none_timeline", "where", "why"),
    *("at_a_glance", "investment", "item", "quantity", "price", "tax", "purchase_total", "single_total", "you_save"),
    *("how_you_save", "payments", "assumed", "other_options", "face_map", "face_map_lead", "projections", "due"),
    *("projections_lead", "care", "care_lead", "before", "after", "warning_signs", "education", "education_lead"),
    *("expect", "consent", "consent_lead", "consent_template", "product", "how", "start", "rests", "no_rest", "with"),
    *("plan_on_hold", "english_texts", "contents", "when", "visits"),
)


def client_pdf(request: DocumentRequest) -> bytes:
    """The client's plan.

    Raises:
        PictureUnreadableError: a picture is neither PNG nor JPEG.
    """
    content, pictures = client_pages(request)
    return typeset_pdf("client", content, pictures, request.draft.made_on)


def client_pages(request: DocumentRequest) -> tuple[dict[str, Any], dict[str, bytes]]:
    """Everything that the pages show, as JSON, and pictures by the names it uses."""
    words, option, given = request.words, request.option, request.pictures
    face_map = {"face_map.svg": placed(given.face_map)} if given.face_map else {}
    projections = {f"projection_{n}.svg": placed(data) for n, (data, _) in enumerate(given.projections)}
    content = {
        "frame": frame(request, words["plan_title"]),
        "words": {key: words[key] for key in _LABELS},
        "cover": _cover(request),
        "face_map": [_shown(name, picture, "", words["face_map_alt"]) for name, picture in face_map.items()],
        "projections": [
            _shown(name, picture, caption, words.written("projection_alt", caption=caption))
            for (name, picture), (_, caption) in zip(projections.items(), given.projections, strict=True)
        ],
        "on_hold": not option.approvable,
        "primary": client_items(option.primary, request),
        "supporting": client_items(option.supporting, request),
        "regimen": client_regimen(option.regimen, request),
        "checks": client_checks(request),
        "visits": client_visits(request),
        "investment": client_investment(request),
        "options": other_options(request),
        "care": care(request),
        "education": lessons(request.treatments),
        "consents": consent_texts(request),
    }
    return content, {name: picture.svg for name, picture in (face_map | projections).items()}


def _shown(name: str, picture: Placed, caption: str, alt: str) -> dict[str, Any]:
    return {"file": name, "aspect": picture.aspect, "caption": caption, "alt": alt}


def _cover(request: DocumentRequest) -> dict[str, Any]:
    words, option, draft = request.words, request.option, request.draft
    rows = [(words["prepared_for"], request.client_name)] if request.client_name else []
    rows += [
        (words["prepared_on"], words.day(draft.made_on)),
        (words["location"], request.practice.location.title),
        (words["version"], str(draft.version)),
    ]
    total = option.investment
    return {
        "title": words["plan_title"],
        "option": option.title,
        "summary": _summary(request),
        "rows": rows,
        "glance": [
            words.counted("treatments_count", len(option.items)),
            words.counted("visits_count", len(option.attendances)),
            words.counted("products_count", len(option.regimen)),
            money(total.total, total.currency),
        ],
        "total": words["total"],
        "contact": request.brand.contact,
    }


def _summary(request: DocumentRequest) -> str:
    """As the option has it; the built-in one in the document's language."""
    option = request.option
    if option.summary == summary(option):
        return summary(option, request.language)
    return option.summary or ("" if option.items else request.words["nothing_now"])
