"""Items, home care and checks as a client reads them. A provider's reasons and messages are not for this page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from planning.documents.request import DocumentRequest
from planning.plan import Check, PlanItem, RegimenLine, Why
from planning.wording.titles import concern_title, goal_title, zone_titles
from planning.wording.words import Words

_GRAVITY = ("clear", "inform", "warn", "hold", "block")


def client_items(items: Sequence[PlanItem], request: DocumentRequest) -> list[dict[str, Any]]:
    """Cards, the most important first."""
    return [_item(item, request) for item in items]


def _item(item: PlanItem, request: DocumentRequest) -> dict[str, Any]:
    words, check = request.words, request.check(item.id)
    numbers = request.visits_of(item)
    return {
        "title": item.title,
        "where": ", ".join(zone_titles(item.zones, words)),
        "visits": words.counted("visits_count", item.visits),
        "when": words.numbered("visit_list", numbers) if numbers else words["to_be_agreed"],
        "why": list(_whys(item.why, words)),
        "level": check.level,
        "state": state(check, words),
    }


def client_regimen(lines: Iterable[RegimenLine], request: DocumentRequest) -> list[dict[str, Any]]:
    """Rows, in the plan's order."""
    words = request.words
    return [
        {
            "title": line.title,
            "use": line.use,
            "start": words.day(line.start),
            "rests": [
                words.written("rest_span", first=words.short_day(pause.first), last=words.short_day(pause.last))
                for pause in line.pauses
            ],
            "note": words["substitute"] if line.substitute_for else "" if line.sku else words["not_sold_here"],
            "level": request.check(line.treatment).level,
            "state": state(request.check(line.treatment), words),
        }
        for line in lines
    ]


def client_checks(request: DocumentRequest) -> dict[str, Any]:
    """A row for whatever is not clear, with the open questions of what is on hold; the rest by name."""
    words, titles = request.words, {item.id: item.title for item in request.option.items}
    titles |= {line.treatment: line.title for line in request.option.regimen}
    noted = [check for check in request.option.checks if check.level != "clear" or not check.approvable]
    return {
        "noted": [
            {
                "title": titles.get(check.item, check.item),
                "level": check.level,
                "state": state(check, words),
                "notes": list(dict.fromkeys(_open(check, words))),
            }
            for check in sorted(noted, key=lambda check: -_GRAVITY.index(check.level))
        ],
        "clear": [titles.get(check.item, check.item) for check in request.option.checks if check not in noted],
        "clear_state": words["state_clear"],
    }


def state(check: Check, words: Words) -> str:
    """Whether anything stands against it. What can't be approved is never worded as if it could."""
    if not check.approvable and check.level not in ("hold", "block"):
        return words["state_hold"]
    return words[f"state_{check.level}"]


def _open(check: Check, words: Words) -> Iterator[str]:
    if check.level == "block":
        yield words["blocked"]
        return
    held = [verdict for verdict in check.verdicts if verdict.level == "hold"]
    asks = list(dict.fromkeys(verdict.ask for verdict in held if verdict.ask))
    days = [verdict.until for verdict in held if verdict.until]
    if asks:
        yield words.written("hold_ask", ask=" ".join(asks))
    if days:
        yield words.written("hold_until", day=words.day(max(days)))
    if not check.approvable and not asks and not days:
        yield words["hold_open"]


def _whys(reasons: Sequence[Why], words: Words) -> Iterator[str]:
    """What was seen, a line a concern; what was asked for; then the rest, each once."""
    concerns = dict.fromkeys(why.concern for why in reasons if why.kind == "finding")
    for concern in concerns:
        yield _found(concern, [why.zone for why in reasons if why.concern == concern and why.zone], words)
    for goal in dict.fromkeys(why.goal for why in reasons if why.goal):
        yield words.written("why_goal", goal=goal_title(goal, words).lower())
    for kind in dict.fromkeys(why.kind for why in reasons if why.kind not in ("finding", "goal")):
        yield words[f"why_{kind}"]


def _found(concern: str, zones: Sequence[str], words: Words) -> str:
    """A concern that bears the name of its zone is named once."""
    title, where = concern_title(concern, words).lower(), ", ".join(zone_titles(zones, words)).lower()
    if not where or where == title:
        return words.written("why_finding_plain", concern=title)
    return words.written("why_finding", concern=title, zone=where)
