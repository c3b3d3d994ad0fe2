"""The policy file against the matrix, cell by cell, and against what must hold for everybody."""

from __future__ import annotations

from datetime import timedelta
from itertools import product
from pathlib import Path
from typing import Any

import pytest
import yaml
from cedarpy import validate_policies
from hypothesis import given, settings
from hypothesis import strategies as st

from serving.access import Caller, CallerKind, CedarPolicy, Grant, Resource, known_actions
from serving.access.cedar import policy_text, schema_text

from .values import KIND_OF, LOCATIONS, NOW, ROLES, STRONG_MINUTES, callers, resources

POLICY = CedarPolicy(lambda: NOW, STRONG_MINUTES)
MATRIX = yaml.safe_load((Path(__file__).parent / "matrix.yaml").read_text())
CELLS = {
    (action, role): cell
    for action, row in MATRIX["actions"].items()
    for role, cell in zip(MATRIX["columns"], row, strict=True)
}
HERE, THERE = LOCATIONS[:2]
SIGNING = {"strong": True, "authenticated_at": NOW - timedelta(minutes=STRONG_MINUTES)}
STALE = {"strong": True, "authenticated_at": NOW - timedelta(minutes=STRONG_MINUTES, seconds=1)}
WEAK = {"strong": False, "authenticated_at": NOW}
UNKNOWN = {"strong": True, "authenticated_at": None}
PROOFS = (SIGNING, STALE, WEAK, UNKNOWN)
REACHES = (Grant("admin"), Grant("admin", frozenset({HERE})), Grant("admin", None, assigned_only=True))
THINGS = [
    Resource("thing", "pra_a", location, client, assigned)
    for location, client, assigned in product((HERE, THERE, None), ("cli_1", "cli_2", None), (True, False))
]


def name_of(cell: Any) -> str:
    return {True: "yes", False: "no"}.get(cell, cell)  # YAML's own words


def lent(cell: str) -> frozenset[str]:
    """The scopes that a cell asks for."""
    if cell == "biometrics":
        return frozenset({"biometrics"})
    return frozenset(part for part in cell.lstrip("*").split("+") if "." in part or part == "biometrics")


def expected(cell: str, caller: Caller, thing: Resource) -> bool:
    """What a cell of the matrix says, without asking Cedar."""
    (grant,) = caller.grants
    beyond_client = caller.client is not None and thing.client not in (None, caller.client)
    unassigned = grant.assigned_only and thing.client is not None and not thing.assigned
    if cell == "no" or unassigned or beyond_client or not lent(cell) <= caller.scopes:
        return False
    if cell == "yes" or cell.startswith("*"):
        return True
    if not (grant.locations is None or thing.location in grant.locations):
        return False
    if cell == "own":
        return caller.client is not None and thing.client == caller.client
    fresh = caller.authenticated_at is not None and NOW - caller.authenticated_at <= timedelta(minutes=STRONG_MINUTES)
    return {"strong": caller.strong, "signed": caller.strong and fresh}.get(cell, True)


def variants(role: str, cell: str) -> list[Caller]:
    made = []
    scopes = [lent(cell), *(lent(cell) - {scope} for scope in lent(cell))]
    for reach, proof, scope in product(REACHES, PROOFS, scopes):
        grant = Grant(role, reach.locations, reach.assigned_only)
        for client in ("cli_1", None) if role == "tablet" else (None,):
            made.append(Caller("acc_1", KIND_OF.get(role, "user"), "pra_a", (grant,), scope, client, **proof))
    return made


def test_the_policies_fit_the_schema() -> None:
    result = validate_policies(policy_text(), schema_text())
    assert result.validation_passed, result.errors


def test_the_matrix_names_every_action_and_every_role() -> None:
    assert set(MATRIX["actions"]) == known_actions()
    assert tuple(MATRIX["columns"]) == ROLES


@pytest.mark.parametrize(("action", "role"), CELLS)
def test_a_cell(action: str, role: str) -> None:
    cell = name_of(CELLS[action, role])
    for caller, thing in product(variants(role, cell), THINGS):
        assert POLICY.allows(caller, action, thing) == expected(cell, caller, thing), (caller, thing)


@given(callers, resources, st.sampled_from(sorted(known_actions())))
@settings(max_examples=1000, deadline=None)
def test_nobody_reaches_another_practice(caller: Caller, thing: Resource, action: str) -> None:
    if caller.practice != thing.practice:
        assert not POLICY.allows(caller, action, thing)


DECISIONS = (
    *("plan.approve", "plan.cosign", "plan.decline", "plan.decide", "plan.share", "finding.correct", "note.confirm"),
    *("rule.update", "rollout.update", "client.merge", "client.erase", "consent_text.publish"),
)


@pytest.mark.parametrize("action", DECISIONS)
def test_what_a_person_may_decide_software_with_the_same_grant_may_not(action: str) -> None:
    thing = Resource("thing", "pra_a", HERE, "cli_1", assigned=True)

    def allowed(kind: CallerKind) -> bool:
        grants = (Grant("medical_director"), Grant("provider"))
        return POLICY.allows(Caller("acc_1", kind, "pra_a", grants, **SIGNING), action, thing)

    assert allowed("user")
    assert not any(allowed(kind) for kind in ("integration", "system", "tablet"))


@given(callers, resources, st.sampled_from(DECISIONS))
@settings(max_examples=500, deadline=None)
def test_software_approves_nothing_whatever_it_was_granted(caller: Caller, thing: Resource, action: str) -> None:
    if caller.kind != "user":
        assert not POLICY.allows(caller, action, thing)


@given(callers, resources)
@settings(max_examples=300, deadline=None)
def test_a_session_about_one_client_reaches_no_other(caller: Caller, thing: Resource) -> None:
    if caller.client is not None and thing.client not in (None, caller.client):
        assert not any(POLICY.allows(caller, action, thing) for action in sorted(known_actions()))


@given(callers, resources, st.sampled_from(sorted(known_actions())))
@settings(max_examples=500, deadline=None)
def test_several_grants_are_one_grant_after_another(caller: Caller, thing: Resource, action: str) -> None:
    alone = [
        Caller(
            caller.id, caller.kind, caller.practice, (grant,), caller.scopes, caller.client,
            caller.authenticated_at, caller.strong,
        )
        for grant in caller.grants
    ]  # fmt: skip
    assert POLICY.allows(caller, action, thing) == any(POLICY.allows(one, action, thing) for one in alone)


def test_without_a_grant_nothing_is_allowed() -> None:
    nobody = Caller("acc_1", "user", "pra_a", (), strong=True, authenticated_at=NOW)
    assert not any(POLICY.allows(nobody, action, thing) for action in known_actions() for thing in THINGS[:3])


def test_credentials_given_in_the_future_sign_nothing() -> None:
    ahead = Caller(
        "acc_1", "user", "pra_a", (Grant("provider"),), strong=True, authenticated_at=NOW + timedelta(hours=1)
    )
    assert not POLICY.allows(ahead, "plan.approve", Resource("plan", "pra_a", HERE, "cli_1"))


def test_an_action_that_nobody_wrote_down_is_an_error_of_ours() -> None:
    with pytest.raises(ValueError, match=r"plan\.aprove"):
        POLICY.allows(Caller("acc_1", "user", "pra_a", ()), "plan.aprove", THINGS[0])
