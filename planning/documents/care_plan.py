"""The plan as a FHIR R4 bundle: a CarePlan with its goals, proposed or planned, never an order.

A draft is a proposal (`draft`, `proposal`); an approval makes it a plan that is ready to be acted on (`active`, `plan`)
and authorizes nobody to act, so that it is no order. Once all its visits were done it is `completed`; where a provider
declined it, or another plan took its place, `revoked`.

`fhir.resources` carries no models of R4 (4.0.1) itself; CarePlan, Goal and Bundle are held to those of R4B (4.3.0),
which left the three as they were in R4. Where no code of a code system is certain there is text alone. The bundle names
the client by the opaque id of the draft and holds no other data of the person.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from fhir.resources.R4B.bundle import Bundle
from icalendar.timezone import tzp

from planning.documents.frame import standing
from planning.documents.request import DocumentRequest
from planning.plan import PlanItem, PlannedVisit, RegimenLine
from planning.wording.titles import concern_title, goal_title, zone_titles

_NAMESPACE = UUID("6f0b6f3e-3c0a-5d1b-9d53-0c8f2b6a7e11")  # ours; ids come out the same for the same plan

_LIFECYCLE = {  # of goals, by the plan's status and whether somebody approved it
    ("draft", False): "proposed",
    ("revoked", False): "rejected",
    ("active", True): "accepted",
    ("completed", True): "completed",
    ("revoked", True): "cancelled",
}


def care_plan(request: DocumentRequest) -> str:
    """The bundle as JSON, read back through the models."""
    return str(Bundle.model_validate(_bundle(request)).model_dump_json(indent=2))


def _bundle(request: DocumentRequest) -> dict[str, Any]:
    goals = dict(_goals(request))
    plan = _plan(request, list(goals))
    entries = [{"fullUrl": _url(request, "plan"), "resource": plan}]
    entries += [{"fullUrl": url, "resource": goal} for url, goal in goals.items()]
    return {"resourceType": "Bundle", "type": "collection", "entry": entries}


def _plan(request: DocumentRequest, goals: list[str]) -> dict[str, Any]:
    option, draft = request.option, request.draft
    plan: dict[str, Any] = {
        "resourceType": "CarePlan",
        "status": _status(request),
        "intent": "plan" if request.approval else "proposal",
        "title": option.title,
        "subject": _subject(request),
        "created": draft.made_on.isoformat(),
        "note": [{"text": text} for text in _notes(request)],
        "activity": [_item_activity(item, request) for item in option.items]
        + [_home_activity(line, request) for line in option.regimen],
    }
    if request.approval:
        plan["author"] = {"display": request.approval.by}
    if request.replaces:
        plan["replaces"] = [{"identifier": {"value": request.replaces}}]
    if option.summary:
        plan["description"] = option.summary
    if days := [visit.date for visit in option.attendances]:
        plan["period"] = {"start": min(days).isoformat(), "end": max(days).isoformat()}
    if goals:
        plan["goal"] = [{"reference": url} for url in goals]
    return {key: value for key, value in plan.items() if value not in ([], "")}


def _status(request: DocumentRequest) -> str:
    timeline = request.option.timeline
    if request.approval and timeline and all(visit.done for visit in timeline):
        return "completed"
    if request.ended:
        return "revoked"
    return "active" if request.approval else "draft"


def _subject(request: DocumentRequest) -> dict[str, Any]:
    if not request.draft.client:
        return {"display": "Client of the practice, not named in this file"}
    return {"identifier": {"value": request.draft.client}}


def _notes(request: DocumentRequest) -> Iterator[str]:
    yield f"{standing(request)} {request.words['not_diagnosis']}."
    if not request.option.approvable:
        yield request.words["plan_on_hold"]
    yield from request.draft.not_seen


def _item_activity(item: PlanItem, request: DocumentRequest) -> dict[str, Any]:
    check = request.check(item.id)
    detail: dict[str, Any] = {
        "kind": "ServiceRequest",
        "code": {"text": item.title},
        "status": _progress(item, request) if check.approvable else "on-hold",
        "description": _described(item, request),
        "reasonCode": [{"text": why.text} for why in item.why],
        "doNotPerform": check.level == "block",
    }
    asked = [verdict.ask or verdict.message for verdict in check.verdicts if verdict.level in ("hold", "block")]
    if asked:
        detail["statusReason"] = {"text": " ".join(asked)}
    visits = [visit for visit in request.option.timeline if item.id in {each.item for each in visit.items}]
    if visits:
        detail["scheduledTiming"] = {"event": [_instant(visit, request) for visit in visits]}
    else:
        detail["scheduledString"] = request.words["undated"]
    return {"detail": detail}


def _progress(item: PlanItem, request: DocumentRequest) -> str:
    """Of one item, by its visits that took place."""
    done = {visit.done for visit in request.option.timeline if item.id in {each.item for each in visit.items}}
    if request.ended and done != {True}:
        return "cancelled"
    return {frozenset({True}): "completed", frozenset({True, False}): "in-progress"}.get(frozenset(done), "not-started")


def _described(item: PlanItem, request: DocumentRequest) -> str:
    where = ", ".join(zone_titles(item.zones, request.words))
    visits, words = request.visits_of(item), request.words
    when = words.numbered("visit_list", visits) if visits else words["undated"]
    return "; ".join(filter(None, (where, words.counted("visits_count", item.visits), when, item.after)))


def _home_activity(line: RegimenLine, request: DocumentRequest) -> dict[str, Any]:
    check = request.check(line.treatment)
    detail: dict[str, Any] = {
        "code": {"text": line.title},
        "status": "not-started" if check.approvable else "on-hold",
        "description": line.use,
        "reasonCode": [{"text": why.text} for why in line.why],
        "doNotPerform": check.level == "block",
        "scheduledPeriod": {"start": line.start.isoformat()},
    }
    pauses = [{"text": f"Not from {each.first} to {each.last}: {each.why}"} for each in line.pauses]
    return {"detail": detail, **({"progress": pauses} if pauses else {})}


def _instant(visit: PlannedVisit, request: DocumentRequest) -> str:
    """With the offset of that day; only the day where no time is held."""
    if visit.start is None:
        return visit.date.isoformat()
    moment: datetime = tzp.localize(datetime.combine(visit.date, visit.start), request.practice.location.time_zone)
    return moment.isoformat()


def _goals(request: DocumentRequest) -> Iterator[tuple[str, dict[str, Any]]]:
    """What the client asked for, and what the photo showed, each once."""
    lifecycle = _LIFECYCLE[_status(request), request.approval is not None]
    words, whys = request.words, [why for item in request.option.items for why in item.why]
    texts = {f"goal:{why.goal}": goal_title(why.goal, words) for why in whys if why.goal}
    texts |= {f"concern:{w.concern}": concern_title(w.concern, words) for w in whys if w.concern and not w.goal}
    for name, text in texts.items():
        yield (
            _url(request, name),
            {
                "resourceType": "Goal",
                "lifecycleStatus": lifecycle,
                "description": {"text": text},
                "subject": _subject(request),
            },
        )


def _url(request: DocumentRequest, name: str) -> str:
    draft = request.draft
    key = (draft.practice, draft.location, draft.client, draft.made_on.isoformat(), request.option.tier, name)
    return f"urn:uuid:{uuid5(_NAMESPACE, chr(10).join(key))}"
