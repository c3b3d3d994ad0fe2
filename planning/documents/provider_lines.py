"""Treatments, home care, findings and visits as a provider reads them: densely, and nothing is left unsaid."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from planning.documents.provider_checks import STATES, labels, readable
from planning.documents.references import References
from planning.documents.request import DocumentRequest
from planning.plan import Attendance, PlanItem, PlannedVisit, Why
from planning.wording.titles import concern_title, goal_title, zone_title, zone_titles
from planning.wording.words import money

_FEW_ZONES = 3
GRADES = ("none", "mild", "moderate", "severe", "extreme")
_KINDS = {
    "goal": "goal",
    "template": "vetted series",
    "upkeep": "upkeep",
    "sequence": "order",
    "provider": "a provider's word",
}
# A drafter's sentence on a finding: its severity stands beside it, its grade and goal in the table of findings.
_DRAFTED = re.compile(r".+: severity \d+ of 100, grade \d of 4(; the client asks for [^;.]+)?\.")


def item_blocks(items: Sequence[PlanItem], request: DocumentRequest, cited: References) -> list[dict[str, Any]]:
    """Blocks in the plan's order."""
    return [_item(item, request, cited) for item in items]


def _item(item: PlanItem, request: DocumentRequest, cited: References) -> dict[str, Any]:
    check, visits, words = request.check(item.id), request.visits_of(item), request.words
    planned = words.counted("visits_count", item.visits)
    facts = [
        f"{planned} ({words.numbered('visit_list', visits)})" if visits else f"{planned} (no day found)",
        f"amount: the provider enters it{_priced_on(item, request)}",
        f"product {item.product}" if item.product else "product open",
        f"projected as {item.level}",
    ]
    return {
        "label": labels(request)[item.id],
        "title": item.title,
        "id": item.treatment,
        "where": ", ".join(zone_titles(item.zones, words)),
        "facts": facts,
        "why": list(whys(item.why, request)),
        "after": item.after,
        "cited": cited.numbers(item.citations),
        "level": check.level,
        "state": STATES[check.level] if check.approvable or check.level == "block" else STATES["hold"],
    }


def _priced_on(item: PlanItem, request: DocumentRequest) -> str:
    """What the price takes for granted; nothing where a visit has one price."""
    entry = request.practice.entry(item.treatment)
    if entry is None or entry.per == "visit":
        return ""
    plural = "s" if item.quantity != 1 else ""
    return f" (priced on {item.quantity} {entry.per}{plural} each time)"


def whys(reasons: Iterable[Why], request: DocumentRequest) -> Iterator[str]:
    """Findings a concern each, with where and how severe; whatever else is said, in full."""
    words = request.words
    seen: dict[str, list[tuple[str, float]]] = {}
    for why in reasons:
        if why.severity is not None and _DRAFTED.fullmatch(why.text):
            seen.setdefault(why.concern, []).append((zone_title(why.zone, words).lower(), why.severity))
    if seen:
        yield "; ".join(f"{concern_title(concern, words)} ({_where(zones)})" for concern, zones in seen.items())
    for why in reasons:
        if why.severity is None or not _DRAFTED.fullmatch(why.text):
            yield readable(why.text, request) + _rests_on(why, request)


def _where(zones: Sequence[tuple[str, float]]) -> str:
    """Each zone with its severity; of many zones how many, for the table of findings has them all."""
    if len(zones) <= _FEW_ZONES:
        return ", ".join(f"{zone} {severity:.0f}" for zone, severity in zones)
    severities = [severity for _, severity in zones]
    return f"{len(zones)} zones, {min(severities):.0f} to {max(severities):.0f}"


def _rests_on(why: Why, request: DocumentRequest) -> str:
    """What the sentence itself does not say: its kind, and the title of what is behind it."""
    if why.kind == "finding":
        return ""
    titles = {template.id: template.title for template in request.practice.templates}
    ref = titles.get(why.ref) or readable(why.ref, request)
    goal = goal_title(why.goal, request.words).lower() if why.goal else ""
    new = [each for each in (goal, ref) if each and each.lower() not in why.text.lower()]
    return f" ({': '.join((_KINDS[why.kind], *new))})"


def finding_rows(request: DocumentRequest) -> list[dict[str, str]]:
    """Every finding that a line of the plan is there for, the most severe first."""
    words, short, measured = request.words, labels(request), {(f.concern, f.zone): f for f in request.findings or ()}
    lines = [(short[item.id], item.why) for item in request.option.items]
    lines += [(short[line.treatment], line.why) for line in request.option.regimen]
    found: dict[tuple[str, str], tuple[Why, list[str]]] = {}
    for label, reasons in lines:
        for why in reasons:
            if why.kind == "finding":
                found.setdefault((why.concern, why.zone), (why, []))[1].append(label)
    rows = []
    for key, (why, served) in sorted(found.items(), key=lambda each: -(each[1][0].severity or 0)):
        seen = measured.get(key)
        interval, grade = (seen.interval, seen.grade) if seen else (None, None)
        rows.append(
            {
                "concern": concern_title(why.concern, words),
                "zone": zone_title(why.zone, words),
                "severity": f"{why.severity:.0f}" if why.severity is not None else "–",
                "interval": f"{interval[0]:.0f}–{interval[1]:.0f}" if interval else "–",
                "grade": f"{grade} {GRADES[grade]}" if grade is not None else _told_grade(why),
                "goal": goal_title(why.goal, words).lower() if why.goal else "",
                "lines": ", ".join(dict.fromkeys(served)),
            }
        )
    return rows


def findings_by_concern(rows: Sequence[Mapping[str, str]]) -> list[dict[str, str]]:
    """The same, a row for what one set of lines serves; for a table that would be too long."""
    grouped: dict[tuple[str, str, str], list[str]] = {}
    for row in rows:
        measured = f"{row['severity']} ({row['interval']}), {row['grade']}"
        grouped.setdefault((row["concern"], row["goal"], row["lines"]), []).append(f"{row['zone']} {measured}")
    return [
        {"concern": concern, "goal": goal, "lines": lines, "zones": "; ".join(zones)}
        for (concern, goal, lines), zones in grouped.items()
    ]


def _told_grade(why: Why) -> str:
    """As the reason's own sentence has it, where the findings are not at hand."""
    told = re.search(r"grade ([0-4]) of 4", why.text)
    return f"{told[1]} {GRADES[int(told[1])]}" if told else "–"


def regimen_blocks(request: DocumentRequest, cited: References) -> list[dict[str, Any]]:
    """A block a product."""
    words, short = request.words, labels(request)
    return [
        {
            "label": short[line.treatment],
            "title": line.title,
            "id": line.treatment,
            "sku": line.sku or "not in stock here",
            "substitute_for": line.substitute_for,
            "use": line.use,
            "start": words.day(line.start),
            "pauses": [
                f"{words.day(each.first)} to {words.day(each.last)}: {_pause_why(each.why, request)}"
                for each in line.pauses
            ],
            "why": list(whys(line.why, request)),
            "cited": cited.numbers(line.citations),
        }
        for line in request.option.regimen
    ]


def _pause_why(why: str, request: DocumentRequest) -> str:
    """For which treatment and day; the rule's own sentence stands in the check."""
    for check in request.option.checks:
        for verdict in check.verdicts:
            why = why.replace(verdict.message, "")
    said = dict.fromkeys(part for part in re.split(r"(?<=\.)\s+", why.strip()) if part)
    return readable(" ".join(said), request)


def visit_rows(request: DocumentRequest) -> list[dict[str, Any]]:
    """By arrival: when, what is due, and each step with its person, room and device."""
    words, currency = request.words, request.option.investment.currency
    return [
        {
            "number": str(visit.number) + (" (done)" if visit.done else ""),
            "when": f"{words.weekday(visit.date)}, {visit.date.year}",
            "time": words.clock(visit.start) if visit.start else "no time held",
            "minutes": f"{visit.minutes} min",
            "steps": [_step(stop, visit, request) for stop in visit.stops],
            "due": money(due, currency) if (due := request.due(visit)) else "–",
        }
        for visit in request.option.attendances
    ]


def _step(stop: PlannedVisit, visit: Attendance, request: DocumentRequest) -> dict[str, str]:
    words, titles = request.words, {item.id: item.title for item in request.option.items}
    devices = {device.id: device.title for device in request.practice.location.devices}
    planned = {item.id: item.visits for item in request.option.items}
    parts = [
        f"{titles[each.item]}, {each.number} of {planned[each.item]}, {each.minutes} min"
        + (f", {devices.get(each.device, each.device)}" if each.device else "")
        for each in stop.items
    ]
    done = " (done)" if stop.done and not visit.done else ""
    return {
        "time": words.clock(stop.start) if stop.start and len(visit.stops) > 1 else "",
        "what": "; ".join(parts) + done,
        "who": request.provider_name(stop.provider) or "person open",
        "room": request.room_title(stop.room) or "room open",
        "until": f"to be seen until {words.short_day(stop.downtime_until)}" if stop.downtime_until else "",
    }
