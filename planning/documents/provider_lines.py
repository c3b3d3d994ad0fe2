"""Items, home care, verdicts and visits as a provider reads them: nothing is left unsaid."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from planning.documents.request import DocumentRequest
from planning.plan import Check, Citation, PlanItem, Why
from planning.screening import VerdictDocument
from planning.wording.titles import zone_titles

_STATES = {"clear": "Clear", "inform": "Noted", "warn": "Warning", "hold": "On hold", "block": "Blocked"}


def item_blocks(items: Sequence[PlanItem], request: DocumentRequest) -> list[dict[str, Any]]:
    """Blocks in the plan's order."""
    return [_item(item, request) for item in items]


def _item(item: PlanItem, request: DocumentRequest) -> dict[str, Any]:
    check, entry = request.check(item.id), request.practice.entry(item.treatment)
    visits = request.visits_of(item)
    words, planned = request.words, request.words.counted("visits_count", item.visits)
    facts = [
        f"{planned} ({words.numbered('visit_list', visits)})" if visits else f"{planned} (no day found)",
        f"{item.quantity} × {entry.per if entry else 'visit'} each time, for the provider to enter",
        f"product {item.product}" if item.product else "product open",
        f"projected as {item.level}",
        f"library file {request.library.treatment(item.treatment).sign_off.state}",
    ]
    return {
        "title": item.title,
        "id": item.treatment,
        "where": ", ".join(zone_titles(item.zones, request.words)),
        "facts": facts,
        "why": whys(item.why),
        "after": item.after,
        "citations": citations(item.citations),
        "level": check.level,
        "state": _STATES[check.level],
        "verdicts": verdicts(check.verdicts, request),
    }


def whys(reasons: Iterable[Why]) -> list[dict[str, str]]:
    """Each with what it rests on."""
    return [{"kind": why.kind, "text": why.text, "ref": _ref(why)} for why in reasons]


def _ref(why: Why) -> str:
    """What the sentence itself does not say: a finding's is said in full."""
    if why.kind == "finding":
        return ""
    severity = f"severity {why.severity:.0f}" if why.severity is not None else ""
    return ", ".join(filter(None, (why.concern, why.zone, severity, why.goal, why.ref)))


def citations(cited: Iterable[Citation]) -> list[dict[str, str]]:
    return [{"source": each.source, "place": each.place, "quote": each.quote} for each in cited]


def regimen_blocks(request: DocumentRequest) -> list[dict[str, Any]]:
    """A block a product."""
    words = request.words
    return [
        {
            "title": line.title,
            "id": line.treatment,
            "sku": line.sku or "not in stock here",
            "substitute_for": line.substitute_for,
            "use": line.use,
            "start": words.day(line.start),
            "pauses": [f"{words.day(each.first)} to {words.day(each.last)}: {each.why}" for each in line.pauses],
            "why": whys(line.why),
            "citations": citations(line.citations),
        }
        for line in request.option.regimen
    ]


def check_rows(request: DocumentRequest) -> list[dict[str, Any]]:
    """Every check with every verdict, in the plan's order."""
    titles = {item.id: item.title for item in request.option.items}
    titles |= {line.treatment: line.title for line in request.option.regimen}
    return [_check(check, titles.get(check.item, check.item), request) for check in request.option.checks]


def _check(check: Check, title: str, request: DocumentRequest) -> dict[str, Any]:
    return {
        "title": title,
        "approvable": check.approvable,
        "level": check.level,
        "state": _STATES[check.level],
        "verdicts": verdicts(check.verdicts, request),
    }


def verdicts(given: Iterable[VerdictDocument], request: DocumentRequest) -> list[dict[str, Any]]:
    """Each with its rule, its source, how strong that is, and the facts behind it."""
    return [
        {
            "level": verdict.level,
            "message": verdict.message,
            "ask": verdict.ask,
            "facts": list(verdict.facts),
            "rule": verdict.rule,
            "source": verdict.source.cite,
            "strength": verdict.source.strength,
            "notes": _notes(verdict, request),
        }
        for verdict in given
    ]


def _notes(verdict: VerdictDocument, request: DocumentRequest) -> list[str]:
    words, notes = request.words, []
    if verdict.label:
        notes.append("A label says so: nobody may lower it.")
    if verdict.unknown:
        notes.append("It rests on something that is not known.")
    if verdict.until:
        notes.append(f"It no longer applies from {words.day(verdict.until)}.")
    if change := verdict.changed:
        was = f"{change.level} in the library" if change.level else "silent in the library"
        by = request.provider_name(change.signed_by) or change.signed_by
        notes.append(f"Set by this practice ({was}): {change.reason} Signed by {by}, {words.day(change.signed_on)}.")
    return notes


def visit_rows(request: DocumentRequest) -> list[dict[str, Any]]:
    """Who, where, with what and how long."""
    words, titles = request.words, {item.id: item.title for item in request.option.items}
    rooms = {room.id: room.title for room in request.practice.location.rooms}
    devices = {device.id: device.title for device in request.practice.location.devices}
    return [
        {
            "number": str(visit.number) + (" (done)" if visit.done else ""),
            "when": f"{words.weekday(visit.date)}, {visit.date.year}",
            "time": words.clock(visit.start) if visit.start else "no time held",
            "minutes": f"{visit.minutes} min",
            "who": request.provider_name(visit.provider) or "open",
            "room": rooms.get(visit.room, "room open"),
            "items": [
                f"{titles[each.item]}, {each.number} of {_planned(each.item, request)}, {each.minutes} min"
                + (f", {devices.get(each.device, each.device)}" if each.device else "")
                for each in visit.items
            ],
            "until": words.short_day(visit.downtime_until) if visit.downtime_until else "not known",
        }
        for visit in request.option.timeline
    ]


def _planned(name: str, request: DocumentRequest) -> int:
    return next(item.visits for item in request.option.items if item.id == name)
