"""The provider's version: every reason, verdict, source and gap. English."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from planning.documents.frame import frame
from planning.documents.provider_lines import check_rows, item_blocks, regimen_blocks, visit_rows
from planning.documents.request import DocumentRequest
from planning.documents.typesetting import typeset_pdf
from planning.plan import LeftOut
from planning.wording.words import money

_TITLE = "Plan for the provider: evidence and flags"


def provider_pdf(request: DocumentRequest) -> bytes:
    """The provider's plan."""
    return typeset_pdf("provider", provider_content(request), {}, request.draft.made_on)


def provider_content(request: DocumentRequest) -> dict[str, Any]:
    """Everything that the pages show, as JSON."""
    english, option, draft = replace(request, language="en"), request.option, request.draft
    return {
        "frame": frame(english, _TITLE),
        "facts": _facts(english),
        "open": _open(english),
        "approvable": option.approvable,
        "summary": option.summary,
        "primary": item_blocks(option.primary, english),
        "supporting": item_blocks(option.supporting, english),
        "regimen": regimen_blocks(english),
        "checks": check_rows(english),
        "visits": visit_rows(english),
        "schedule": {
            "status": _schedule(english),
            "notes": list(option.schedule_notes),
        },
        "money": _money(english),
        "left_out": _left(option.left_out) + _left(draft.left_out),
        "not_seen": list(draft.not_seen),
        "options": [
            {
                "title": each.title,
                "tier": each.tier + (" (recommended)" if each.tier == draft.recommended else ""),
                "total": money(each.investment.total, each.investment.currency),
                "visits": str(len(each.timeline)),
                "items": str(len(each.items)),
                "approvable": "yes" if each.approvable else "no",
            }
            for each in draft.options
        ],
        "versions": [f"{name} {version}" for name, version in sorted(draft.versions.items())],
    }


def _facts(request: DocumentRequest) -> list[tuple[str, str]]:
    draft, words = request.draft, request.words
    rows = [("Client", " · ".join(filter(None, (request.client_name, draft.client))) or "not named")]
    return [
        *rows,
        ("Made on", words.day(draft.made_on)),
        ("Location", request.practice.location.title),
        ("Option", f"{request.option.title} ({request.option.tier}), version {draft.version}"),
        (
            "Photo",
            f"SHA-256 {draft.photo_sha256[:16]}…" if draft.photo_sha256 else "none: nothing of the face was seen",
        ),
    ]


def _open(request: DocumentRequest) -> list[dict[str, Any]]:
    """What must be settled before anybody approves, a block a line of the plan."""
    return [
        {
            "title": row["title"],
            "level": row["level"],
            "state": row["state"],
            "points": [
                {"message": verdict["message"], "ask": verdict["ask"]}
                for verdict in row["verdicts"]
                if verdict["level"] in ("hold", "block")
            ],
        }
        for row in check_rows(request)
        if not row["approvable"]
    ]


def _schedule(request: DocumentRequest) -> str:
    option = request.option
    match option.schedule:
        case "optimal":
            return "Proven optimal by the order of objectives."
        case "feasible":
            return f"Feasible, not proven optimal: at most {option.gap:.1%} of the objective is left on the table."
        case _:
            return "Nothing is scheduled."


def _money(request: DocumentRequest) -> dict[str, Any]:
    paid, titles = request.option.investment, {item.id: item.title for item in request.option.items}
    return {
        "total": money(paid.total, paid.currency),
        "single": money(paid.a_la_carte, paid.currency),
        "saves": money(paid.saves, paid.currency),
        "tags": [(tag, money(amount, paid.currency)) for tag, amount in paid.by_tag.items()],
        "explanation": list(paid.explanation),
        "assumed": list(paid.assumed),
        "not_priced": [titles.get(name, name) for name in paid.not_priced],
    }


def _left(left: Iterable[LeftOut]) -> list[dict[str, str]]:
    return [{"what": each.what, "why": each.why.replace("_", " "), "text": each.text} for each in left]
