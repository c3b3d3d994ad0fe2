"""What a request did stands in its practice's chain, and nothing that could be a person's."""

from __future__ import annotations

import json

import pytest
from sqlalchemy import select

from serving.access import Caller, Grant
from serving.audit import Chain, ChainRecorder, verify
from serving.audit.tables import AuditEvent
from serving.database import Database
from tests.serving.audit.chains import KEYS, START_AT

CALLER = Caller("usr_1", "user", "pra_a", (Grant("provider"),))


def test_an_event_says_who_did_what_and_what_it_rested_on(database: Database) -> None:
    facts = {"client": "cli_1", "location": None, "sources": ["pho_1"], "versions": {"rules": "3"}, "held": 2}
    with database.writing() as session:
        ChainRecorder(Chain(KEYS)).record(session, CALLER, START_AT, "plan.drafted", "pla_1", facts)
    with database.reading() as session:
        event = session.execute(select(AuditEvent)).scalar_one()
        assert verify(session, "pra_a", KEYS).whole
    told = json.loads(event.body)
    assert (event.practice, event.client, told["actor_kind"], told["actor"]) == ("pra_a", "cli_1", "user", "usr_1")
    assert (told["sources"], told["versions"], told["facts"]) == (["pho_1"], {"rules": "3"}, {"held": 2})
    assert told["location"] == ""


@pytest.mark.parametrize("value", [{"name": "x"}, ["x"], 1.5, b"x", None])
def test_what_is_no_code_is_refused(database: Database, value: object) -> None:
    with pytest.raises(TypeError), database.writing() as session:
        ChainRecorder(Chain(KEYS)).record(session, CALLER, START_AT, "plan.drafted", "pla_1", {"odd": value})
