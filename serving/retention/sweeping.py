"""The daily sweep: what has ended is destroyed, client by client."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import select

from serving.access import Caller
from serving.clients import Client
from serving.consents import standing
from serving.desk import Office, Work
from serving.kept import What
from serving.kept.doomed import delete_doomed
from serving.retention.ending import end_now, has_ended
from serving.visits import last_visit

logger = logging.getLogger(__name__)
_AT_ONCE = 500


def sweep_retention(office: Office) -> Mapping[str, int]:
    """Destroys what has ended, each client in a transaction of its own, and gives how many of what.

    On record as done by the system. Cut off, the rest is done the next time.

    Raises:
        DatabaseUnavailableError, ObjectsUnavailableError.
    """
    now, gone = office.now(), Counter[str]()
    after = ""
    while found := _clients(office, after):
        for client, practice in found:
            gone.update(_end(office, client, practice, now))
        after = found[-1][0]
    gone["objects"] = delete_doomed(office)
    return {what: number for what, number in gone.items() if number}


def system(practice: str) -> Caller:
    """Who does what nobody asked for."""
    return Caller("retention", "system", practice, ())


def _clients(office: Office, after: str) -> list[tuple[str, str]]:
    """The next clients of all practices, and whose they are."""
    query = select(Client.id, Client.practice).where(Client.state == "active", Client.id > after)
    with office.database.reading() as session:
        return [(row.id, row.practice) for row in session.execute(query.order_by(Client.id).limit(_AT_ONCE))]


def _end(office: Office, client: str, practice: str, now: datetime) -> Mapping[What, int]:
    with office.database.writing() as session:
        query = select(Client).where(Client.id == client, Client.state == "active").with_for_update()
        row = session.scalars(query).one_or_none()
        if row is None:
            return {}
        given = standing(session, practice, client, now)
        ended = has_ended(last_visit(session, office.kept, row), given, now)
        return end_now(Work(session, system(practice), now, office), row, ended)
