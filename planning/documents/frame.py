"""What stands on every page of every document: the brand, the mark of a draft, and that it is no diagnosis."""

from __future__ import annotations

from typing import Any

from planning.documents.colors import brand_colors
from planning.documents.request import DocumentRequest


def frame(request: DocumentRequest, title: str) -> dict[str, Any]:
    """The part of a template's content that the house reads."""
    words, brand = request.words, request.brand
    return {
        "language": request.language,
        "title": title,
        "brand": {
            "name": brand.name,
            "primary": brand.primary_color,
            "accent": brand.accent_color,
            **brand_colors(brand.primary_color, brand.accent_color),
            "contact": brand.contact,
            "location": request.practice.location.title,
        },
        "draft": request.approval is None,
        "mark": mark(request),
        "standing": standing(request),
        "not_diagnosis": words["not_diagnosis"],
        "page": words["page"],
    }


def mark(request: DocumentRequest) -> str:
    """Few words, for every page."""
    return ", ".join((_said(request, "mark"), *_ended(request, "mark")))


def standing(request: DocumentRequest) -> str:
    """A sentence or two, for the first page."""
    return " ".join((_said(request, "long"), *_ended(request, "long")))


def _said(request: DocumentRequest, length: str) -> str:
    if request.approval is None:
        who = "by_hand_" if request.by_hand else ""
        return request.words[f"{who}{'declined' if request.ended else 'draft'}_{length}"]
    approval = request.approval
    return request.words.written(f"approved_{length}", by=approval.by, on=request.words.day(approval.on))


def _ended(request: DocumentRequest, length: str) -> tuple[str, ...]:
    """Of an approved plan whose place another has taken."""
    return (request.words[f"superseded_{length}"],) if request.approval and request.ended else ()
