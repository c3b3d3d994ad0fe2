"""Twelve clients: what a careful colleague would put forward, where, from which day, and what not."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from planning.drafting import DraftRequest, draft
from planning.files import read_yaml
from planning.findings import Finding
from planning.library import load_library
from planning.medicines import Dictionary
from planning.plan import PlanDraft, PlanOption
from planning.practice import sample_practice
from planning.rules import zones_meet
from planning.selection import on_surface
from tests.planning.cases import TODAY, client
from tests.planning.drafting.independent import faults, unrested

LIBRARY, CLASSES = load_library(), Dictionary.load().classes_of
OAKLAND = sample_practice().at("oakland")
FILE = Path(__file__).parent / "clients.yaml"
CLIENTS: list[dict[str, Any]] = read_yaml(FILE.read_text(), FILE.name).data["clients"]


def asked(row: Mapping[str, Any]) -> DraftRequest:
    seen = tuple(
        Finding.model_validate(
            {"concern": c, "zone": z, "severity": s, "grade": min(int(s // 20), 4), "assessable": True}
        )
        for c, z, s in row["seen"]
    )
    return DraftRequest(client(row["client"]), OAKLAND, LIBRARY, CLASSES, TODAY, seen)


def put_forward(made: PlanDraft) -> PlanOption:
    return next(option for option in made.options if option.tier == made.recommended)


@pytest.mark.parametrize("row", CLIENTS, ids=[row["title"] for row in CLIENTS])
def test_it_is_what_a_careful_colleague_would_put_forward(row: dict[str, Any]) -> None:
    request = asked(row)
    made = draft(request)
    option = put_forward(made)
    treatments = [item.treatment for item in option.items]
    assert set(row["holds"]) <= set(treatments) and bool(treatments) == bool(row["holds"])
    left = {each.what: each.why for each in (*option.left_out, *made.left_out)}
    assert {what: left.get(what) for what in row.get("left_out", {})} == row.get("left_out", {})
    assert not set(row.get("left_out", {})) & set(treatments)
    at_home = {line.treatment for line in option.regimen}
    assert set(row.get("at_home", ())) <= at_home and not set(row.get("not_at_home", ())) & at_home
    zones = {item.treatment: list(item.zones) for item in option.items}
    assert {name: zones[name] for name in row.get("zones", {})} == row.get("zones", {})
    assert _first_days(option, row.get("first", {})) == row.get("first", {})
    assert all(any(text in note for note in option.schedule_notes) for text in row.get("notes", ()))
    for name, rule in row.get("checks", {}).items():
        assert rule in {v.rule for check in option.checks if check.item == name for v in check.verdicts}
    assert option.approvable is row.get("approvable", True)
    assert (faults(request, option), unrested(request, option)) == ({}, [])


def _first_days(option: PlanOption, names: Mapping[str, Any]) -> dict[str, date]:
    return {
        name: min(visit.date for visit in option.timeline for each in visit.items if each.treatment == name)
        for name in names
    }


@pytest.mark.parametrize("row", CLIENTS, ids=[row["title"] for row in CLIENTS])
def test_series_on_one_skin_follow_one_another_and_are_two_at_most(row: dict[str, Any]) -> None:
    for option in draft(asked(row)).options:
        days: dict[str, list[date]] = {}
        for visit in option.timeline:
            for each in visit.items:
                days.setdefault(each.treatment, []).append(visit.date)
        surface = [item for item in option.items if on_surface(LIBRARY.treatment(item.treatment))]
        for item in surface:
            others = [x for x in surface if x.id != item.id and zones_meet(x.zones, item.zones)]
            assert len(others) < 2
            assert all(
                max(days[x.treatment]) < min(days[item.treatment]) or min(days[x.treatment]) > max(days[item.treatment])
                for x in others
            )
