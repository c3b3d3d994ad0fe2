"""Visits, prices and payments as a client reads them."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from planning.documents.client_items import state
from planning.documents.request import DocumentRequest
from planning.plan import Attendance, PlannedVisit, PlanOption, Purchase
from planning.wording.words import money


def client_visits(request: DocumentRequest) -> list[dict[str, Any]]:
    """By date, with what is due on the day."""
    return [_visit(visit, request) for visit in request.option.attendances]


def _visit(visit: Attendance, request: DocumentRequest) -> dict[str, Any]:
    words, due, until = request.words, request.due(visit), visit.downtime_until
    return {
        "label": words.written("visit", number=visit.number),
        "day": words.weekday(visit.date),
        "year": str(visit.date.year),
        "time": words.clock(visit.start) if visit.start else words["to_be_agreed"],
        "minutes": words.written("minutes", count=visit.minutes),
        "steps": [_step(stop, request, timed=len(visit.stops) > 1) for stop in visit.stops],
        "note": words.written("seen_until", day=words.weekday(until)) if until and until > visit.date else "",
        "due": money(due, request.option.investment.currency) if due else words["nothing_due"],
        "owed": bool(due),
        "done": words["done"] if visit.done else "",
    }


def _step(stop: PlannedVisit, request: DocumentRequest, *, timed: bool) -> dict[str, Any]:
    """What is done at one go, by whom and in which room; its own time where a visit has several."""
    words, titles = request.words, {item.id: item.title for item in request.option.items}
    return {
        "time": words.clock(stop.start) if timed and stop.start else "",
        "items": [
            {
                "title": titles[each.item],
                "held": "" if (check := request.check(each.item)).approvable else state(check, words),
            }
            for each in stop.items
        ],
        "facts": [
            *([words.written("minutes", count=stop.minutes)] if timed else []),
            *filter(None, (request.provider_name(stop.provider), request.room_title(stop.room))),
        ],
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
        "explained": words["how_you_save" if paid.saves > 0 else "about_price"],
        "explanation": list(paid.explanation) if paid.purchases else [],
        "payments": list(_payments(request, words[start])),
        "assumed": list(paid.assumed),
        "not_priced": words.written("not_priced", titles=words.listed([titles[i] for i in paid.not_priced]))
        if paid.not_priced
        else "",
    }


def _payments(request: DocumentRequest, start: str) -> Iterator[dict[str, str]]:
    """What is due before the first visit, and then at each."""
    words, paid = request.words, request.option.investment
    before = sum((each.amount for each in paid.payments if not request.visit_of(each.visit)), Decimal(0))
    dues = [(start, before)]
    dues += [(words.written("visit", number=each.number), request.due(each)) for each in request.option.attendances]
    for when, amount in dues:
        if amount:
            yield {"when": when, "amount": money(amount, paid.currency)}


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
        "visits": words.counted("visits_count", len(option.attendances)),
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
        "notes": [words[f"kind_{group[0].kind}"], _when(group, request), *_per(group[0], request)],
        "quantity": sum(each.quantity for each in group),
        "price": money(sum((each.price for each in group), Decimal(0)), currency),
        "tax": money(tax, currency) if tax else "",
    }


def _when(group: list[Purchase], request: DocumentRequest) -> str:
    words, visits = request.words, sorted({request.visit_of(each.visit) for each in group})
    if visits == [0]:
        return words["undated" if group[0].kind == "service" else "at_start"]
    return words.numbered("visit_list", [visit for visit in visits if visit])


def _per(purchase: Purchase, request: DocumentRequest) -> Iterator[str]:
    """What a quantity counts, where it is not visits."""
    entry = request.practice.entry(purchase.id) if purchase.kind == "service" else None
    if entry and entry.per not in ("visit", "item"):
        yield request.words[f"per_{entry.per}"]
