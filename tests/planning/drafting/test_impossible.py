"""What nobody can plan gives a draft that says why, and never an error."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from planning.drafting import DraftRequest, draft
from planning.drafting.option import met_by
from planning.findings import Finding
from planning.plan import PlanDraft
from planning.practice import Hours, Practice
from planning.profile import Profile, goal_catalogue, health_catalogue
from planning.selection.needs import needs_of
from tests.planning.cases import TODAY, client
from tests.planning.drafting.test_draft import CLASSES, LIBRARY, OAKLAND

SEEN = (("forehead_lines", "forehead"), ("texture", "mid_cheek_left"), ("brown_spots", "malar_cheek_left"))
FOUND = tuple(Finding(zone=z, concern=c, assessable=True, severity=45, grade=2) for c, z in SEEN)
WISHES: dict[str, Any] = {"goals": [{"codes": ["fewer_spots", "even_tone"]}], "downtime_days": 7}


def asked(practice: Practice = OAKLAND, **changes: Any) -> DraftRequest:
    return DraftRequest(client({**WISHES, **changes}), practice, LIBRARY, CLASSES, TODAY, FOUND)


def here(**changes: Any) -> Practice:
    return OAKLAND.model_copy(update={"location": OAKLAND.location.model_copy(update=changes)})


def licensed(until: date, state: str = "CA") -> Practice:
    change = {"expires": until, "state": state}
    people = [
        p.model_copy(update={"licences": tuple(each.model_copy(update=change) for each in p.licences)})
        for p in OAKLAND.providers
    ]
    return OAKLAND.model_copy(update={"providers": tuple(people)})


def menu(**changes: Any) -> Practice:
    return OAKLAND.model_copy(update={"menu": tuple(entry.model_copy(update=changes) for entry in OAKLAND.menu)})


NOTHING: dict[str, Callable[[], DraftRequest]] = {
    "no money": lambda: asked(budget={"amount": "0", "currency": "USD"}),
    "a cent": lambda: asked(budget={"amount": "0.01", "currency": "USD"}),
    "everything speaks against it": lambda: asked(health=dict.fromkeys(health_catalogue(), "yes")),
    "no day is open": lambda: replace(asked(), blackout=frozenset(TODAY + timedelta(day) for day in range(400))),
    "away for years": lambda: asked(away=[{"first": TODAY, "last": TODAY + timedelta(4000)}]),
    "never open": lambda: asked(here(hours=Hours(week={}))),
    "open for a minute": lambda: asked(here(hours=Hours.model_validate({"week": {"monday": ["09:00-09:01"]}}))),
    "no visits": lambda: replace(asked(), visits_a_month=0),
    "nobody is licensed here": lambda: asked(licensed(date(2030, 1, 1), "TX")),
    "no licence holds any more": lambda: asked(licensed(TODAY)),
    "nobody works here": lambda: asked(OAKLAND.model_copy(update={"providers": ()})),
    "nothing is offered": lambda: asked(OAKLAND.model_copy(update={"menu": ()})),
    "everything takes a week": lambda: asked(menu(minutes=10_000)),
    "no horizon": lambda: replace(asked(), horizon_days=-1),
}
SOMETHING: dict[str, Callable[[], DraftRequest]] = {
    "all the money": lambda: asked(budget={"amount": "1000000000000", "currency": "USD"}),
    "other money": lambda: asked(budget={"amount": "500", "currency": "EUR"}),
    "licences end tomorrow": lambda: asked(licensed(TODAY + timedelta(1))),
    "no devices": lambda: asked(here(devices=())),
    "no shelf": lambda: asked(here(stock=())),
    "free of charge": lambda: asked(menu(price=Decimal(0))),
    "the dearest there is": lambda: asked(menu(price=Decimal("99999999.99"), typical_quantity=10_000)),
    "a wedding tomorrow": lambda: asked(events=[{"name": "a wedding", "on": TODAY + timedelta(1)}]),
    "a wedding yesterday": lambda: asked(events=[{"name": "a wedding", "on": TODAY - timedelta(1)}]),
    "born on a leap day": lambda: asked(date_of_birth=date(1996, 2, 29)),
    "born in 1900": lambda: asked(date_of_birth=date(1900, 1, 1)),
    "every goal, many times": lambda: asked(goals=[{"codes": [goal]} for goal in goal_catalogue()] * 20),
    "a long goal in pictures": lambda: asked(goals=[{"codes": ["fewer_spots"], "words": "😀" * 10_000}]),
    "the same findings twice": lambda: replace(asked(), findings=FOUND * 2),
    "years of history": lambda: asked(
        history={
            "complete": True,
            "treatments": [{"treatment": "microneedling", "on": TODAY - timedelta(n)} for n in range(1, 400)],
        }
    ),
}


def explained(request: DraftRequest, made: PlanDraft) -> None:
    text = made.model_dump_json(by_alias=True)
    assert PlanDraft.model_validate_json(text).model_dump_json(by_alias=True) == text
    needs = {need.key for need in needs_of(request.profile, request.findings, LIBRARY).needs}
    assert needs
    for option in made.options:
        left = (*option.left_out, *made.left_out)
        assert all(len(each.text) > 10 for each in left)
        assert needs <= {each.what for each in left} | met_by(option.items)


@pytest.mark.parametrize("name", NOTHING)
def test_where_nothing_can_be_the_draft_is_empty_and_says_why(name: str) -> None:
    request = NOTHING[name]()
    made = draft(request)
    assert [option.tier for option in made.options] == ["nothing_now"]
    assert made.options[0].items == () and made.options[0].timeline == ()
    explained(request, made)


@pytest.mark.parametrize("name", SOMETHING)
def test_where_something_can_be_it_is_planned_and_the_rest_is_said(name: str) -> None:
    request = SOMETHING[name]()
    made = draft(request)
    assert all(option.items for option in made.options)
    explained(request, made)


def test_a_client_of_whom_nothing_is_known_gets_nothing_and_is_told_what_to_ask() -> None:
    bare = Profile.model_validate({"schema": "countenance.profile/1"})
    made = draft(replace(asked(), profile=bare, findings=None))
    assert [option.tier for option in made.options] == ["nothing_now"]
    assert len(made.not_seen) >= 8
