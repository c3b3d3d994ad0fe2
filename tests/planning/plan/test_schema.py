"""`countenance.plan/1` as JSON: drafts and their next versions keep to the schema, and amounts are never floats."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from planning.drafting import draft
from planning.plan import PlanDraft
from planning.revision import CancelVisit, RevisionRequest, VisitDone, revise
from tests.planning.drafting.test_many import asked

SCHEMA = PlanDraft.model_json_schema(by_alias=True, mode="serialization")
AMOUNTS = {"a_la_carte", "total", "saves", "price", "tax", "amount"}
WHEN = datetime(2026, 11, 3, tzinfo=UTC)


def versions(number: int) -> Iterator[PlanDraft]:
    """A draft, and what becomes of it: a visit moves, another one takes place."""
    now = asked(number)
    plan = draft(now)
    yield plan
    visits = next(each.timeline for each in plan.options if each.tier == plan.recommended)
    if not visits:
        return
    moved = RevisionRequest(now, plan, plan.recommended, "p", WHEN, "Ill.", (CancelVisit(visit=visits[-1].number),))
    yield (plan := revise(moved).draft)
    first = plan.visits[0].date
    later = replace(now, today=first + timedelta(3))
    yield revise(RevisionRequest(later, plan, plan.recommended, "p", WHEN, "Done.", (VisitDone(visit=1),))).draft


def named(value: Any, name: str = "") -> Iterator[tuple[str, Any]]:
    """Every value, with the field that it is in."""
    yield name, value
    if isinstance(value, dict):
        for key, each in value.items():
            yield from named(each, "amount" if name == "by_tag" else key)
    elif isinstance(value, list):
        for each in value:
            yield from named(each, name)


@pytest.mark.parametrize("number", range(0, 60, 3))
def test_drafts_and_their_next_versions_are_json_both_ways(number: int) -> None:
    for plan in versions(number):
        text = plan.model_dump_json(by_alias=True)
        assert PlanDraft.model_validate_json(text).model_dump_json(by_alias=True) == text
        found = json.loads(text)
        assert [error.message for error in Draft202012Validator(SCHEMA).iter_errors(found)] == []
        assert all(isinstance(value, str) for name, value in named(found) if name in AMOUNTS)


def test_the_schema_refuses_what_no_draft_says() -> None:
    found = json.loads(draft(asked(0)).model_dump_json(by_alias=True))
    for change in ({"status": "approved"}, {"version": 0}, {"options": []}, {"surprise": 1}, {"recommended": "all"}):
        assert list(Draft202012Validator(SCHEMA).iter_errors(found | change)), change
