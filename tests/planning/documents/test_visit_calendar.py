"""The calendar holds the visits, tentatively, at the clock of the location on either side of a change of clocks."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from icalendar import Calendar, Event

from planning.documents import visits_ics
from tests.planning.documents.drafted import TIMELINE, draft, option, request
from tests.planning.documents.test_pages import approved


def _events(ics: bytes) -> list[Event]:
    return [event for event in Calendar.from_ical(ics).walk("VEVENT") if isinstance(event, Event)]


def test_each_visit_is_an_event_at_its_own_time() -> None:
    events = _events(visits_ics(request()))
    assert len(events) == len(TIMELINE) == 6
    for event, visit in zip(events, TIMELINE, strict=True):
        start, end = event["dtstart"].dt, event["dtend"].dt
        if visit.start is None:
            assert (start, end) == (visit.date, visit.date + timedelta(days=1))
        else:
            assert start.replace(tzinfo=None) == datetime.combine(visit.date, visit.start)
            assert end - start == timedelta(minutes=visit.minutes)


def test_the_offset_follows_the_change_of_clocks() -> None:
    events = _events(visits_ics(request()))
    winter, summer = events[3]["dtstart"].dt, events[4]["dtstart"].dt
    assert winter.astimezone(UTC) == datetime(2027, 2, 23, 18, 15, tzinfo=UTC)
    assert summer.astimezone(UTC) == datetime(2027, 3, 24, 23, 45, tzinfo=UTC)
    assert b"BEGIN:VTIMEZONE\r\nTZID:America/Los_Angeles" in visits_ics(request())


def test_events_are_tentative_private_and_name_nobody() -> None:
    ics = visits_ics(request())
    assert b"Alvarez" not in ics
    for event in _events(ics):
        assert (event["status"], event["class"]) == ("TENTATIVE", "PRIVATE")
        assert "not booked" in event["description"]
        for item in request().option.items:
            assert item.title not in event["summary"]


def test_an_approval_says_who_and_books_nothing() -> None:
    for event in _events(visits_ics(approved())):
        assert event["status"] == "TENTATIVE" and "not booked" in event["description"]
        assert "Approved by Dr. Amara Okafor (sample) on November 24, 2026." in event["description"]
        assert "draft" not in event["description"] and "Not a diagnosis" in event["description"]
    assert all("AI-generated draft" in event["description"] for event in _events(visits_ics(request())))


def test_visits_of_a_plan_that_has_ended_are_called_off_after_all_its_versions() -> None:
    for event in _events(visits_ics(approved(ended="superseded", earlier=3))):
        assert (event["status"], event["sequence"]) == ("CANCELLED", 4)
        assert "tentative" not in event["summary"] and "not booked" not in event["description"]


def test_a_new_version_moves_events_and_adds_none() -> None:
    first, second = (_events(visits_ics(request(draft=draft(version=version)))) for version in (1, 2))
    assert [event["uid"] for event in first] == [event["uid"] for event in second]
    assert len({event["uid"] for event in first}) == 6
    assert {event["sequence"] for event in first} == {0}
    assert {event["sequence"] for event in second} == {1}


def test_what_took_place_is_left_out_and_an_empty_plan_is_an_empty_calendar() -> None:
    done = tuple(visit.model_copy(update={"done": visit.number < 3}) for visit in TIMELINE)
    assert len(_events(visits_ics(request(draft=draft(options=(option(timeline=done),)))))) == 4
    assert _events(visits_ics(request(draft=draft(options=(option(timeline=()),))))) == []


def test_the_same_request_gives_the_same_bytes() -> None:
    assert visits_ics(request()) == visits_ics(request())
