"""Verdicts as a provider reads them: each rule once, with everything that led to it and every line it speaks of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise
from typing import Any

from planning.documents.references import References
from planning.documents.request import DocumentRequest
from planning.plan import Check
from planning.screening import VerdictDocument
from planning.wording.titles import seen_title

STATES = {"clear": "Clear", "inform": "Noted", "warn": "Warning", "hold": "On hold", "block": "Blocked"}
GRAVITY = tuple(STATES)
_DAY = re.compile(r"\b(\d{4})-(\d\d)-(\d\d)\b")
_ID = re.compile(r"\b[a-z]+(?:_[a-z]+)+\b")
_PAUSE = "stop by "  # how `screening` begins the days of a pause


def labels(request: DocumentRequest) -> dict[str, str]:
    """A short name for every line of the plan, by item or home-care treatment: `P1`, `S2`, `R1`."""
    option = request.option
    found = {item.id: f"P{n}" for n, item in enumerate(option.primary, 1)}
    found |= {item.id: f"S{n}" for n, item in enumerate(option.supporting, 1)}
    return found | {line.treatment: f"R{n}" for n, line in enumerate(option.regimen, 1)}


def readable(text: str, request: DocumentRequest) -> str:
    """With days, treatments, places and people as they are written for people."""
    known = request.library.treatments

    def named(found: re.Match[str]) -> str:
        name, treatment = found[0], known.get(found[0])
        if treatment:
            return treatment.title
        return request.provider_name(name) or seen_title(name, request.words) or name

    return _DAY.sub(lambda found: _day(found, request), _ID.sub(named, text))


def _day(found: re.Match[str], request: DocumentRequest) -> str:
    try:
        on = date(*(int(part) for part in found.groups()))
    except ValueError:  # no day of the calendar: as it was written
        return found[0]
    return f"{request.words.short_day(on)}, {on.year}"


def rule_rows(request: DocumentRequest, cited: References) -> list[dict[str, Any]]:
    """The gravest first; what a rule says of several lines or on several days is one row."""
    grouped: dict[tuple[str, ...], list[tuple[Check, VerdictDocument]]] = {}
    for check in request.option.checks:
        for verdict in check.verdicts:
            key = (verdict.rule, verdict.message, verdict.ask, verdict.source.cite, verdict.source.strength)
            grouped.setdefault(key, []).append((check, verdict))
    rows = [_row(group, request) for group in grouped.values()] + list(_unsaid(request))
    rows.sort(key=lambda row: -GRAVITY.index(row["level"]))
    return [{**row, "number": cited.source(row["source"]) if row["source"] else 0} for row in rows]


def _row(group: Sequence[tuple[Check, VerdictDocument]], request: DocumentRequest) -> dict[str, Any]:
    first, short = group[0][1], labels(request)
    level = max((verdict.level for _, verdict in group), key=GRAVITY.index)
    return {
        "level": level,
        "state": STATES[level],
        "lines": list(dict.fromkeys(short.get(check.item, check.item) for check, _ in group)),
        "titles": list(dict.fromkeys(titles(request).get(check.item, check.item) for check, _ in group)),
        "message": first.message,
        "ask": first.ask,
        "triggers": [readable(each, request) for each in _triggers([verdict for _, verdict in group], level)],
        "rule": first.rule,
        "source": first.source.cite,
        "strength": first.source.strength,
        "notes": list(dict.fromkeys(note for _, verdict in group for note in _notes(verdict, request))),
    }


def _unsaid(request: DocumentRequest) -> Iterator[dict[str, Any]]:
    """Lines that can't be approved although no rule holds them."""
    short, named = labels(request), titles(request)
    for check in request.option.checks:
        if not check.approvable and not {verdict.level for verdict in check.verdicts} & {"hold", "block"}:
            row: dict[str, Any] = dict.fromkeys(("ask", "rule", "source", "strength"), "")
            row |= {"level": "hold", "state": STATES["hold"], "triggers": [], "notes": []}
            row |= {"lines": [short.get(check.item, check.item)], "titles": [named.get(check.item, check.item)]}
            yield row | {"message": "It can't be approved as it stands."}


def titles(request: DocumentRequest) -> Mapping[str, str]:
    """Of every line of the plan, by item or home-care treatment."""
    items = {item.id: item.title for item in request.option.items}
    return items | {line.treatment: line.title for line in request.option.regimen}


def _triggers(verdicts: Iterable[VerdictDocument], gravest: str) -> Iterator[str]:
    """Each fact once; facts with the same days of a pause share them. A milder verdict's fact says so."""
    days: dict[str, list[str]] = {}
    for verdict in verdicts:
        said = f" ({verdict.level})" if verdict.level != gravest else ""
        for fact, pause in _parted(verdict.facts):
            days.setdefault(fact + said, []).append(pause)
    shared: dict[tuple[str, ...], list[str]] = {}
    for fact, pauses in days.items():
        shared.setdefault(tuple(dict.fromkeys(filter(None, pauses))), []).append(fact)
    for pauses_of, facts in shared.items():
        yield "; ".join(facts) + (f": {'; '.join(pauses_of)}" if pauses_of else "")


def _parted(facts: Sequence[str]) -> Iterator[tuple[str, str]]:
    """A fact and the days of its pause, which stand behind it or in the next one."""
    for fact, following in pairwise((*facts, "")):
        if not fact.startswith(_PAUSE):
            head, colon, tail = fact.partition(f": {_PAUSE}")
            after = following if following.startswith(_PAUSE) else ""
            yield head, _PAUSE + tail if colon else after
    if facts and facts[0].startswith(_PAUSE):
        yield facts[0], ""


def _notes(verdict: VerdictDocument, request: DocumentRequest) -> Iterator[str]:
    words = request.words
    if verdict.label:
        yield "A label says so: nobody may lower it."
    if verdict.unknown and not any("not known" in fact for fact in verdict.facts):
        yield "It rests on something that is not known."
    if verdict.until:
        yield f"It no longer applies from {words.day(verdict.until)}."
    if change := verdict.changed:
        was = f"{change.level} in the library" if change.level else "silent in the library"
        by = request.provider_name(change.signed_by) or change.signed_by
        yield f"Set by this practice ({was}): {change.reason} Signed by {by}, {words.day(change.signed_on)}."
