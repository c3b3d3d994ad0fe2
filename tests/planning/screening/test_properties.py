"""What holds for any client and any plan of the library that ships."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planning.library import load_library
from planning.medicines import Dictionary
from planning.profile import health_catalogue
from planning.rules import Level, Verdict
from planning.screening import Planned, screen
from tests.planning.cases import TODAY, clear, client, merged

LIBRARY, DICTIONARY = load_library(), Dictionary.load()
NAMES = sorted(LIBRARY.treatments)
CODES = sorted(health_catalogue())
MEDICINES = ("Absorica", "Retin-A", "Eliquis", "Levulan", "doxycycline", "Ridaura", "Advil", "no such thing")

days = st.integers(0, 400).map(lambda n: TODAY + timedelta(n))
past_days = st.integers(0, 900).map(lambda n: TODAY - timedelta(n))
answers = st.sampled_from(["yes", "no", "unknown"])
plans = st.lists(st.builds(Planned, treatment=st.sampled_from(NAMES), on=st.none() | days), min_size=1, max_size=4)
taken = st.fixed_dictionaries({"name": st.sampled_from(MEDICINES), "status": st.sampled_from(["taking", "unknown"])})
profiles = st.fixed_dictionaries(
    {
        "health": st.dictionaries(st.sampled_from(CODES), answers, max_size=8),
        "medicines": st.fixed_dictionaries({"complete": st.booleans(), "taken": st.lists(taken, max_size=3)}),
        "phototype": st.sampled_from(["I", "III", "IV", "VI", "unknown"]),
    }
)


def ask(changes: Mapping[str, Any], plan: list[Planned]) -> tuple[Verdict, ...]:
    return screen(client(changes), plan, library=LIBRARY, classes=DICTIONARY.classes_of, today=TODAY)


def gravest(verdicts: tuple[Verdict, ...]) -> dict[str, Level]:
    """Of each treatment."""
    found: dict[str, Level] = {}
    for verdict in verdicts:
        found[verdict.treatment] = max(verdict.level, found.get(verdict.treatment, Level.INFORM))
    return found


def assert_not_milder(graver: tuple[Verdict, ...], milder: tuple[Verdict, ...]) -> None:
    now = gravest(graver)
    assert {name for name, level in gravest(milder).items() if now.get(name, 0) < level} == set()


def risks(code: str) -> st.SearchStrategy[dict[str, Any]]:
    """Something that speaks against treatment, as a change to a profile."""
    return st.one_of(
        st.just({"health": {code: "yes"}}),
        past_days.map(lambda day: {"health": {code: {"answer": "yes", "last": day}}}),
    )


@settings(max_examples=150, deadline=None)
@given(profiles, plans, st.sampled_from(CODES).flatmap(lambda code: st.tuples(st.just(code), risks(code))))
def test_adding_a_risk_never_makes_a_verdict_milder(
    profile: dict[str, Any], plan: list[Planned], risk: tuple[str, dict[str, Any]]
) -> None:
    code, change = risk
    without = merged(profile, {"health": {code: "no"}})
    assert_not_milder(ask(merged(without, change), plan), ask(without, plan))


@settings(max_examples=150, deadline=None)
@given(profiles, plans, st.sampled_from(CODES))
def test_unknown_is_never_milder_than_no(profile: dict[str, Any], plan: list[Planned], code: str) -> None:
    unknown, no = ({"health": {code: answer}} for answer in ("unknown", "no"))
    assert_not_milder(ask(merged(profile, unknown), plan), ask(merged(profile, no), plan))


@settings(max_examples=100, deadline=None)
@given(profiles, plans, taken)
def test_one_more_medicine_never_makes_a_verdict_milder(
    profile: dict[str, Any], plan: list[Planned], more: dict[str, Any]
) -> None:
    medicines = profile["medicines"]
    longer = {"medicines": {**medicines, "taken": [*medicines["taken"], more]}}
    assert_not_milder(ask(merged(profile, longer), plan), ask(profile, plan))


@settings(max_examples=100, deadline=None)
@given(profiles, plans, st.sampled_from(NAMES), st.none() | past_days)
def test_one_more_earlier_treatment_never_makes_a_verdict_milder(
    profile: dict[str, Any], plan: list[Planned], given_before: str, on: date | None
) -> None:
    history = {"history": {"complete": True, "treatments": [{"treatment": given_before, "on": on}]}}
    assert_not_milder(ask(merged(profile, history), plan), ask(profile, plan))


@settings(max_examples=100, deadline=None)
@given(profiles, plans, st.randoms())
def test_no_order_of_lines_changes_what_is_said(profile: dict[str, Any], plan: list[Planned], order: Any) -> None:
    shuffled = list(plan)
    order.shuffle(shuffled)
    assert sorted(map(repr, ask(profile, plan))) == sorted(map(repr, ask(profile, shuffled)))


@settings(max_examples=100, deadline=None)
@given(profiles, plans, st.builds(Planned, treatment=st.sampled_from(NAMES), on=st.none() | days))
def test_one_more_line_hides_no_verdict(profile: dict[str, Any], plan: list[Planned], more: Planned) -> None:
    assert set(map(repr, ask(profile, plan))) <= set(map(repr, ask(profile, [*plan, more])))


@pytest.mark.parametrize("name", NAMES)
def test_of_a_client_nobody_asked_no_treatment_in_a_room_is_approvable(name: str) -> None:
    """Each has at least one condition that blocks, and what is not known of it holds."""
    nobody = {key: None for key in clear() if key != "schema"}
    verdicts = ask(nobody, [Planned(treatment=name)])
    if not LIBRARY.treatment(name).home_care:
        assert max(verdict.level for verdict in verdicts) >= Level.HOLD


@pytest.mark.parametrize("name", NAMES)
def test_of_a_clear_client_no_treatment_is_held(name: str) -> None:
    product = next(iter(LIBRARY.treatment(name).products), "")
    verdicts = ask({}, [Planned(treatment=name, product=product)])
    assert [verdict.rule for verdict in verdicts if verdict.level > Level.INFORM] == []
