"""Every route and every role, behind the server's own door: what is answered is what the table says."""

from __future__ import annotations

import re

import httpx
import pytest

from serving.database import new_id
from tests.serving.api.fresh import FRESH
from tests.serving.api.table import Row, asked, at, described_routes, rows
from tests.serving.api.town import Town

pytestmark = pytest.mark.xdist_group("town")  # it takes a while to settle, and is settled once a worker

STRANGERS = ("tablet", "coordinator", "provider", "medical_director", "auditor", "integration", "admin")
ID = re.compile("([a-z]{3})_[0-9A-Z]{26}")


def test_no_route_is_missing_in_the_table_and_none_is_in_it_twice() -> None:
    assert sorted(row.route for row in rows()) == sorted(described_routes())


def test_what_is_a_strangers_is_answered_as_what_is_nobodys(town: Town) -> None:
    """Each id that a route takes in its path, one at a time: another practice's, and one that was made up.

    Whoever may not do it to what is their own client's is told that, in place of what else was named.
    """
    leaks, pairs = {}, 0
    for row in rows():
        for name, own in (taken := named(row, town.ours.ids)).items():
            theirs, none = at(row, town.theirs.ids)[name], new_id(own[:3], town.clock())
            for who in STRANGERS:
                given = [asked(town, row, town.ours.tokens[who], town.ours.ids, {name: id}) for id in (theirs, none)]
                pairs += 1
                status = 403 if len(taken) > 1 and name != "client" and row.statuses[who] == 403 else 404
                if told(given[0]) != told(given[1]) or given[0].status_code != status:
                    leaks[row.route, name, who] = [each.text[:200] for each in given]
    assert leaks == {}
    assert pairs > 500


def test_each_answers_each_as_the_table_says(town: Town) -> None:
    """The director comes last, for what only a director may is often for good; so does the end of the table."""
    wrong = {}
    for row in rows():
        made: dict[str, str] = {}
        for who in sorted(row.statuses, key="medical_director".__eq__):
            if row.fresh is not None and not made:
                made = FRESH[row.fresh](town, town.ours)
            side = town.theirs if who == "other_practice" else town.ours
            token = side.tokens["medical_director" if who == "other_practice" else who]
            answer = asked(town, row, token, town.ours.ids | made)
            if answer.status_code != row.statuses[who]:
                wrong[row.route, who] = (row.statuses[who], answer.status_code, answer.text[:300])
            made = {} if answer.is_success else made  # it is used up
    assert wrong == {}


def named(row: Row, ids: dict[str, str]) -> dict[str, str]:
    """Ids in a row's path, by their names there."""
    taken = {name: at(row, ids)[name] for name in re.findall("{(.*?)}", row.path)}
    return {name: value for name, value in taken.items() if ID.fullmatch(value)}


def told(answer: httpx.Response) -> tuple[int, object]:
    """Without the name of the occurrence."""
    body = answer.json() if answer.content else {}
    return answer.status_code, {name: value for name, value in body.items() if name != "instance"}
