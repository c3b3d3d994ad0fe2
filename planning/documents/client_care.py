"""Instructions, warning signs, education and consent language as a client reads them. English, so far."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from planning.documents.consents import Consent, consents_for
from planning.documents.education import education
from planning.documents.request import DocumentRequest
from planning.library import Treatment, WarningSign
from planning.wording.words import Words

_GRAVEST_FIRST = ("emergency", "call_now", "call")


def care(request: DocumentRequest) -> list[dict[str, Any]]:
    """A block a treatment of the visits, then one of warning signs of everything used at home."""
    given = [_care(each, request.words) for each in request.treatments if not each.home_care]
    at_home = [sign for each in request.treatments if each.home_care for sign in each.warning_signs]
    if at_home:
        signs = warning_signs(at_home, request.words)
        given.append({"title": request.words["at_home"], "before": [], "after": [], "signs": signs})
    return given


def _care(treatment: Treatment, words: Words) -> dict[str, Any]:
    return {
        "title": treatment.title,
        "before": [each.text for each in treatment.care.before],
        "after": [each.text for each in treatment.care.after],
        "signs": warning_signs(treatment.warning_signs, words),
    }


def warning_signs(signs: Iterable[WarningSign], words: Words) -> list[dict[str, str]]:
    """Each once, the gravest first."""
    distinct = {(sign.act, sign.signs): sign for sign in signs}
    ordered = sorted(distinct.values(), key=lambda sign: _GRAVEST_FIRST.index(sign.act))
    return [{"act": words[f"act_{s.act}"], "grave": s.act, "signs": s.signs, "when": s.when} for s in ordered]


def lessons(treatments: Sequence[Treatment]) -> list[dict[str, Any]]:
    """A block a treatment."""
    taught = [(treatment.title, education(treatment)) for treatment in treatments]
    return [
        {"title": title, "about": lesson.about, "expect": lesson.expect, "figures": " ".join(lesson.figures)}
        for title, lesson in taught
    ]


def consent_texts(request: DocumentRequest) -> list[dict[str, Any]]:
    """Of everything that is given at a visit."""
    return [written(consent) for consent in consents_for(request.treatments)]


def written(consent: Consent) -> dict[str, Any]:
    return {
        "id": consent.head.id,
        "title": consent.head.title,
        "parts": [part.model_dump(mode="json") for part in consent.parts],
    }
