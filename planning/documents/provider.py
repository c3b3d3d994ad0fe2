"""The provider's version: every reason, verdict, source and gap, each said once. English."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from planning.documents.frame import frame
from planning.documents.provider_checks import labels, readable, rule_rows, titles
from planning.documents.provider_client import client_lines
from planning.documents.provider_left import left_out_rows
from planning.documents.provider_lines import finding_rows, findings_by_concern, item_blocks, regimen_blocks, visit_rows
from planning.documents.references import References
from planning.documents.request import DocumentRequest
from planning.documents.typesetting import typeset_pdf
from planning.plan import ProtocolConflict
from planning.wording.words import money

_TITLE = "Plan for the provider: evidence and flags"
_DIGEST = 16  # so many signs of a digest tell it apart


def provider_pdf(request: DocumentRequest) -> bytes:
    """The provider's plan."""
    return typeset_pdf("provider", provider_content(request), {}, request.draft.made_on)


def provider_content(request: DocumentRequest) -> dict[str, Any]:
    """Everything that the pages show, as JSON."""
    english, option, draft = replace(request, language="en"), request.option, request.draft
    cited = References(english)
    rules = rule_rows(english, cited)
    return {
        "frame": frame(english, _TITLE),
        "facts": _facts(english),
        "client": client_lines(english),
        "open": [row for row in rules if row["level"] in ("hold", "block")],
        "approvable": option.approvable,
        "summary": option.summary,
        "findings": finding_rows(english),
        "findings_by_concern": findings_by_concern(finding_rows(english)),
        "primary": item_blocks(option.primary, english, cited),
        "supporting": item_blocks(option.supporting, english, cited),
        "regimen": regimen_blocks(english, cited),
        "checks": [row for row in rules if row["level"] not in ("hold", "block")],
        "clear": _clear(english),
        "conflicts": [_conflict(each, english, cited) for each in draft.protocol_conflicts],
        "visits": visit_rows(english),
        "schedule": {"status": _schedule(english), "notes": [readable(n, english) for n in option.schedule_notes]},
        "money": _money(english),
        "left_out": left_out_rows(english),
        "not_seen": list(draft.not_seen),
        "options": _options(english),
        "references": cited.rows(),
    }


def _facts(request: DocumentRequest) -> list[tuple[str, str]]:
    draft, words = request.draft, request.words
    photo = f"SHA-256 {_short(draft.photo_sha256)}" if draft.photo_sha256 else "none: nothing of the face was seen"
    tier = "" if request.option.tier == "nothing_now" else f" ({request.option.tier})"
    return [
        ("Client", " · ".join(filter(None, (request.client_name, draft.client))) or "not named"),
        ("Made", f"{words.day(draft.made_on)}, {request.practice.location.title}"),
        ("Option", f"{request.option.title}{tier}, version {draft.version}"),
        ("Photo", photo),
        ("Versions", ", ".join(f"{name} {_short(version)}" for name, version in sorted(draft.versions.items()))),
        ("Library", "; ".join(_sign_offs(request)) or "–"),
    ]


def _sign_offs(request: DocumentRequest) -> Iterator[str]:
    """Where the files of these lines stand, and which lines they are."""
    short, states = labels(request), dict[str, list[str]]()
    lines = [(item.id, item.treatment) for item in request.option.items]
    for line, name in lines + [(line.treatment, line.treatment) for line in request.option.regimen]:
        states.setdefault(request.library.treatment(name).sign_off.state, []).append(short[line])
    for state, found in states.items():
        yield state if len(states) == 1 else f"{state} ({', '.join(found)})"


def _short(version: str) -> str:
    """A digest by its beginning."""
    return version if len(version) <= _DIGEST else f"{version[:_DIGEST]}…"


def _clear(request: DocumentRequest) -> list[str]:
    """Lines that no rule spoke on."""
    named = titles(request)
    return [named.get(check.item, check.item) for check in request.option.checks if not check.verdicts]


def _conflict(conflict: ProtocolConflict, request: DocumentRequest, cited: References) -> dict[str, Any]:
    return {
        "line": request.library.treatment(conflict.line).title,
        "about": readable(conflict.about, request),
        "library": "–" if conflict.library is None else str(conflict.library),
        "protocol": str(conflict.protocol),
        "applied": f"{conflict.applied}, {conflict.by}",
        "says": f"“{conflict.citation.quote}” {cited.named(conflict.citation)}",
    }


def _options(request: DocumentRequest) -> list[dict[str, str]]:
    """All of them where there are several."""
    options = request.draft.options if len(request.draft.options) > 1 else ()
    return [
        {
            "title": each.title,
            "tier": each.tier + (" (recommended)" if each.tier == request.draft.recommended else ""),
            "total": money(each.investment.total, each.investment.currency),
            "visits": str(len(each.attendances)),
            "items": str(len(each.items)),
            "approvable": "yes" if each.approvable else "no",
        }
        for each in options
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
    before = [each.amount for each in paid.payments if not request.visit_of(each.visit)]
    return {
        "total": money(paid.total, paid.currency),
        "single": money(paid.a_la_carte, paid.currency),
        "saves": money(paid.saves, paid.currency),
        "before": money(sum(before[1:], before[0]), paid.currency) if before else "",
        "tags": [(tag, money(amount, paid.currency)) for tag, amount in paid.by_tag.items()],
        "explanation": list(paid.explanation) if paid.purchases else [],
        "assumed": list(paid.assumed),
        "not_priced": [titles.get(name, name) for name in paid.not_priced],
    }
