"""Every route and every role, behind the server's own door: what is answered is what the table says."""

from __future__ import annotations

import httpx
import pytest

from serving.database import new_id
from tests.serving.api.table import asked, described_routes, owed, rows
from tests.serving.api.town import Town

pytestmark = pytest.mark.xdist_group("town")  # it takes a while to settle, and is settled once a worker

NO_IDS = ("number", "login", "sharing sha256")
STRANGERS = ("tablet", "coordinator", "provider", "medical_director", "auditor", "integration", "admin")


def test_no_route_is_missing_in_the_table_and_none_is_in_it_twice() -> None:
    """Or is one of those that are owed a row: that list only gets shorter."""
    assert sorted([*(row.route for row in rows()), *owed()]) == sorted(described_routes())


def test_what_is_a_strangers_is_answered_as_what_is_nobodys(town: Town) -> None:
    """Each id of one practice, asked for by everybody of the other, on every route that takes one."""
    nobodys = {
        name: told if name in NO_IDS else new_id(told.split("_")[0], town.clock())
        for name, told in town.theirs.ids.items()
    }
    leaks, pairs = {}, 0
    for row in (row for row in rows() if "{" in row.path):
        for who in STRANGERS:
            theirs, none = (
                asked(town, row, town.ours.tokens[who], town.ours, ids) for ids in (town.theirs.ids, nobodys)
            )
            pairs += 1
            if told(theirs) != told(none) or theirs.status_code != 404:
                leaks[row.route, who] = (theirs.text[:200], none.text[:200])
    assert leaks == {}
    assert pairs > 200


def test_each_answers_each_as_the_table_says(town: Town) -> None:
    """The director comes last, for what only a director may is often for good; so does the end of the table."""
    wrong = {}
    for row in rows():
        for who in sorted(row.statuses, key="medical_director".__eq__):
            side = town.theirs if who == "other_practice" else town.ours
            token = side.tokens["medical_director" if who == "other_practice" else who]
            answer = asked(town, row, token, town.ours, town.ours.ids)
            if answer.status_code != row.statuses[who]:
                wrong[row.route, who] = (row.statuses[who], answer.status_code, answer.text[:300])
    assert wrong == {}


def told(answer: httpx.Response) -> tuple[int, object]:
    """Without the name of the occurrence."""
    body = answer.json() if answer.content else {}
    return answer.status_code, {name: value for name, value in body.items() if name != "instance"}
