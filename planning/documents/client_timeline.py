"""Visits, prices and payments as a client reads them."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from planning.documents.client_items import state
from planning.documents.request import DocumentRequest
from planning.plan import PlannedVisit, PlanOption, Purchase
from planning.wording.words import Words, money


def client_visits(request: DocumentRequest) -> list[dict[str, Any]]:
    """By date, with what is due on the day."""
    return [_visit(visit, request) for visit in request.option.timeline]


def _visit(visit: PlannedVisit, request: DocumentRequest) -> dict[str, Any]:
    words, investment = request.words, request.option.investment
    titles = {item.id: item.title for item in request.option.items}
    due = sum((paid.amount for paid in investment.payments if paid.visit == visit.number), Decimal(0))
    until = visit.downtime_until
    return {
        "label": words.written("visit", number=visit.number),
        "day": words.weekday(visit.date),
        "year": str(visit.date.year),
        "time": words.clock(visit.start) if visit.start else words["to_be_agreed"],
        "minutes": words.written("minutes", count=visit.minutes),
        "with": request.provider_name(visit.provider),
        "items": [
            {
                "title": titles[each.item],
                "held": "" if (check := request.check(each.item)).approvable else state(check, words),
            }
            for each in visit.items
        ],
        "note": words.written("seen_until", day=words.weekday(until)) if until and until > visit.date else "",
        "due": money(due, investment.currency) if due else words["nothing_due"],
        "owed": bool(due),
        "done": words["done"] if visit.done else "",
    }


def client_investment(request: DocumentRequest) -> dict[str, Any]:
    """What is bought, what it saves and when it is paid."""
    words, option = request.words, request.option
    paid = option.investment
    titles = {item.id: item.title for item in option.items}
    undated = any(each.kind == "service" and not each.visit for each in paid.purchases)
    start = "at_start_or_undated" if undated else "at_start"
    return {
        "rows": [_row(group, request) for group in _grouped(option.investment.purchases)],
        "total": money(paid.total, paid.currency),
        "single": money(paid.a_la_carte, paid.currency),
        "saves": money(paid.saves, paid.currency) if paid.saves > 0 else "",
        "explanation": list(paid.explanation),
        "payments": [
            {
                "when": words.written("visit", number=each.visit) if each.visit else words[start],
                "amount": money(each.amount, paid.currency),
            }
            for each in paid.payments
        ],
        "assumed": list(paid.assumed),
        "not_priced": words.written("not_priced", titles=words.listed([titles[i] for i in paid.not_priced]))
        if paid.not_priced
        else "",
    }


def other_options(request: DocumentRequest) -> list[dict[str, Any]]:
    """All options side by side; none where there is but one."""
    options = request.draft.options
    return [_option(option, request) for option in options] if len(options) > 1 else []


def _option(option: PlanOption, request: DocumentRequest) -> dict[str, Any]:
    words = request.words
    notes = [words["this_plan"]] if option is request.option else []
    notes += [words["recommended"]] if option.tier == request.draft.recommended else []
    return {
        "tier": words[f"tier_{option.tier}"],
        "title": option.title,
        "treatments": words.counted("treatments_count", len(option.items)),
        "visits": words.counted("visits_count", len(option.timeline)),
        "total": money(option.investment.total, option.investment.currency),
        "note": ", ".join(notes),
    }


def _grouped(purchases: tuple[Purchase, ...]) -> Iterator[list[Purchase]]:
    """What is bought more than once is one line."""
    keys = dict.fromkeys((each.kind, each.id, each.title) for each in purchases)
    for key in keys:
        yield [each for each in purchases if (each.kind, each.id, each.title) == key]


def _row(group: list[Purchase], request: DocumentRequest) -> dict[str, Any]:
    words, currency = request.words, request.option.investment.currency
    tax = sum((each.tax for each in group), Decimal(0))
    return {
        "title": group[0].title,
        "notes": [words[f"kind_{group[0].kind}"], _when(group, words), *_per(group[0], request)],
        "quantity": sum(each.quantity for each in group),
        "price": money(sum((each.price for each in group), Decimal(0)), currency),
        "tax": money(tax, currency) if tax else "",
    }


def _when(group: list[Purchase], words: Words) -> str:
    visits = sorted({each.visit for each in group})
    if visits == [0]:
        return words["undated" if group[0].kind == "service" else "at_start"]
    return words.numbered("visit_list", [visit for visit in visits if visit])


def _per(purchase: Purchase, request: DocumentRequest) -> Iterator[str]:
    """What a quantity counts, where it is not visits."""
    entry = request.practice.entry(purchase.id) if purchase.kind == "service" else None
    if entry and entry.per not in ("visit", "item"):
        yield request.words[f"per_{entry.per}"]
