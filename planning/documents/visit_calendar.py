"""Proposed visits as iCalendar (RFC 5545): tentative, in the location's time zone, without the client's name.

A calendar is read by whoever sees the screen, so the summary names neither the client nor a treatment. An approval
books nothing, so that an approved visit is tentative still: CONFIRMED is said by whoever books it. A plan that was
declined, or whose place another took, has its visits CANCELLED.
"""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from hashlib import sha256

from icalendar import Calendar, Event
from icalendar.timezone import tzp

from planning.documents.frame import standing
from planning.documents.request import DocumentRequest
from planning.plan import Attendance, PlannedVisit


def visits_ics(request: DocumentRequest) -> bytes:
    """An event an arrival that is still to come, with its steps; of the whole day where no time is held."""
    calendar = Calendar()
    calendar.add("prodid", "-//Countenance//Plan//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    for visit in request.option.attendances:
        if not visit.done:
            calendar.add_component(_event(visit, request))
    days = [visit.date for visit in request.option.timeline]
    if days:  # a year to either side holds a change of clocks
        calendar.add_missing_timezones(min(days) - timedelta(days=366), max(days) + timedelta(days=366))
    return bytes(calendar.to_ical())


def _event(visit: Attendance, request: DocumentRequest) -> Event:
    words, location = request.words, request.practice.location
    event = Event()
    event.add("uid", _uid(visit, request))
    event.add("dtstamp", datetime.combine(request.draft.made_on, time(), UTC))
    event.add("sequence", request.earlier + request.draft.version - 1 + bool(request.ended))
    how = words["no_longer" if request.ended else "tentative"]
    event.add("summary", f"{words.written('visit', number=visit.number)} ({how}), {request.brand.name}")
    event.add("location", location.title)
    event.add("status", "CANCELLED" if request.ended else "TENTATIVE")
    event.add("class", "PRIVATE")
    event.add("transp", "OPAQUE" if visit.start else "TRANSPARENT")
    event.add("description", _description(visit, request))
    if visit.start is None:
        event.add("dtstart", visit.date)
        event.add("dtend", visit.date + timedelta(days=1))
        return event
    start = datetime.combine(visit.date, visit.start)
    event.add("dtstart", tzp.localize(start, location.time_zone))
    event.add("dtend", tzp.localize(start + timedelta(minutes=visit.minutes), location.time_zone))
    return event


def _description(visit: Attendance, request: DocumentRequest) -> str:
    words = request.words
    lines = [_step(stop, request) for stop in visit.stops]
    lines.append(words.written("minutes", count=visit.minutes))
    last = () if request.ended else (words["proposed_only"],)
    return "\n".join((*lines, standing(request), *last, words["not_diagnosis"]))


def _step(stop: PlannedVisit, request: DocumentRequest) -> str:
    """`9:45 am: Microneedling, Julia Reyes, RN, Skin room`."""
    titles = {item.id: item.title for item in request.option.items}
    parts = (*(titles[each.item] for each in stop.items), request.provider_name(stop.provider))
    said = ", ".join(filter(None, (*parts, request.room_title(stop.room))))
    return f"{request.words.clock(stop.start)}: {said}" if stop.start else said


def _uid(visit: Attendance, request: DocumentRequest) -> str:
    """The same for every version of a plan, so that a new one moves the event instead of adding one."""
    draft = request.draft
    key = "\n".join((draft.practice, draft.location, draft.client or draft.made_on.isoformat(), str(visit.number)))
    return f"{sha256(key.encode()).hexdigest()[:32]}@countenance"
