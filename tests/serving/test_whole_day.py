"""Ids only: a client's whole day leaves nothing about anybody in logs, metrics, audit, events or refusals."""

from __future__ import annotations

import httpx
from sqlalchemy import select

from serving.audit.tables import AuditEvent
from serving.database import Database
from serving.webhooks.tables import OutgoingEvent
from tests.serving.photos.conftest import House, house
from tests.serving.test_logs import lines
from tests.serving.whole_day import TELLING, whole_day

__all__ = ["house", "lines"]


def telling(said: str) -> list[str]:
    return [word for word in TELLING if word in said]


def test_a_whole_day_leaves_nothing_about_anybody(house: House, database: Database, lines) -> None:
    client, answers = whole_day(house)
    told = [answer.status_code for answer in answers]
    assert {200, 201, 400, 401, 404, 409, 410, 412, 415, 422, 500} <= set(told), sorted(set(told))
    refusals = [answer.text for answer in answers if answer.status_code >= 400]
    assert [(words, text) for text in refusals if (words := telling(text))] == []

    logged = lines.getvalue()
    assert logged.count('"route": "/v1/clients/{client}') > 20
    assert [line for line in logged.splitlines() if telling(line)] == []

    metrics = httpx.get(f"{house.standing.url}/metrics").text
    assert "countenance" in metrics and telling(metrics) == [] and client not in metrics

    with database.reading() as session:
        audit = [
            repr({name: getattr(row, name) for name in ("event", "subject", "client", "body")}) for row in _all(session)
        ]
        events = [row.body for row in session.scalars(select(OutgoingEvent))]
    assert len(audit) > 30 and any(client in row for row in audit)
    assert [row for row in audit if telling(row)] == []
    assert len(events) > 10 and [row for row in events if telling(str(row))] == []


def _all(session):
    return session.scalars(select(AuditEvent))
