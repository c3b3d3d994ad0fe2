"""The audit for others: CSV for a spreadsheet, FHIR R4 AuditEvent for a health record."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
from typing import Any, Literal

from fhir.resources.R4B.auditevent import AuditEvent as FhirAuditEvent
from fhir.resources.R4B.bundle import Bundle

from serving.audit.tables import AuditEvent

COLUMNS = (
    "number",
    "at",
    "event",
    "actor_kind",
    "actor",
    "subject",
    "client",
    "location",
    "reviewer",
    "sources",
    "versions",
    "facts",
    "mac",
)
# FHIR's codes of what an event does (http://hl7.org/fhir/audit-event-action); anything else is E, execute.
_ACTIONS = {
    "create": "C",
    "read": "R",
    "export": "R",
    "update": "U",
    "correct": "U",
    "move": "U",
    "erase": "D",
    "destroy": "D",
}
_OURS = "urn:countenance"


def written(events: Iterable[AuditEvent], form: Literal["csv", "fhir"]) -> Iterator[str]:
    """A file, piece by piece, however long it is."""
    return to_csv(events) if form == "csv" else bundled(events)


def bundled(events: Iterable[AuditEvent]) -> Iterator[str]:
    """The JSON of `to_bundle`, one event at a time."""
    yield '{"resourceType":"Bundle","type":"collection","entry":['
    for number, event in enumerate(events):
        yield ("," if number else "") + f'{{"resource":{to_fhir(event).model_dump_json()}}}'
    yield "]}"


def to_csv(events: Iterable[AuditEvent]) -> Iterator[str]:
    """Lines with a header, one event each (RFC 4180). Nothing in it begins like a formula: ids, codes and JSON only."""
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow(COLUMNS)
    for event in events:
        told = {**json.loads(event.body), "number": event.number, "mac": event.mac.hex()}
        writer.writerow([_cell(told[name]) for name in COLUMNS])
        yield _taken(buffer)
    yield _taken(buffer)


def to_fhir(event: AuditEvent) -> FhirAuditEvent:
    """One event. Its MAC goes along, so that a copy can be held against the chain."""
    told = json.loads(event.body)
    return FhirAuditEvent.model_validate(
        {
            "id": f"{event.practice}-{event.number}".replace("_", "-"),
            "type": {"system": _OURS, "code": told["event"]},
            "action": _ACTIONS.get(told["event"].rpartition(".")[2], "E"),
            "recorded": told["at"],
            "outcome": "0",
            "agent": [_agent(told["actor_kind"], told["actor"], True), *_reviewer(told["reviewer"])],
            "source": {"observer": {"identifier": {"system": _OURS, "value": event.practice}}},
            "entity": [_entity(told["subject"], _details(told, event)), *_sources(told)],
        }
    )


def to_bundle(events: Iterable[AuditEvent]) -> Bundle:
    """A collection of them."""
    return Bundle.model_validate(
        {"type": "collection", "entry": [{"resource": to_fhir(event).model_dump()} for event in events]}
    )


def _cell(value: Any) -> str:
    if isinstance(value, (list, dict)):
        return json.dumps(value, sort_keys=True, ensure_ascii=False) if value else ""
    return str(value)


def _taken(buffer: io.StringIO) -> str:
    text = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return text


def _agent(kind: str, actor: str, requestor: bool) -> dict[str, Any]:
    return {"requestor": requestor, "who": _named(actor), "type": {"coding": [{"system": _OURS, "code": kind}]}}


def _reviewer(account: str) -> list[dict[str, Any]]:
    return [_agent("reviewer", account, False)] if account else []


def _entity(what: str, details: list[dict[str, str]]) -> dict[str, Any]:
    return {"what": _named(what), **({"detail": details} if details else {})}


def _sources(told: dict[str, Any]) -> list[dict[str, Any]]:
    named = [told["client"]] if told["client"] else []
    return [_entity(each, []) for each in (*named, *told["sources"])]


def _details(told: dict[str, Any], event: AuditEvent) -> list[dict[str, str]]:
    """Of a fact that is an empty text nothing is said: FHIR has no such strings."""
    pairs = {**told["versions"], **told["facts"], "mac": event.mac.hex()}
    return [{"type": name, "valueString": str(value)} for name, value in sorted(pairs.items()) if value != ""]


def _named(what: str) -> dict[str, Any]:
    return {"identifier": {"system": _OURS, "value": what}}
