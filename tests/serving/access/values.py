"""Callers and things as the tests of the policy draw them: few names, so that they meet."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import strategies as st

from serving.access import Caller, Grant, Resource

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
STRONG_MINUTES = 5
ROLES = ("tablet", "coordinator", "provider", "medical_director", "auditor", "integration", "admin")
KIND_OF = {"tablet": "tablet", "integration": "integration"}
SCOPES = (
    "biometrics",
    *(f"{what}.{verb}" for what in ("clients", "consents", "photos", "profiles") for verb in ("read", "write")),
    *(f"{what}.{verb}" for what in ("analyses", "projections", "plans", "visits") for verb in ("read", "write")),
    "events.read",
)
PRACTICES = ("pra_a", "pra_b")
LOCATIONS = ("loc_1", "loc_2", "loc_3")
CLIENTS = ("cli_1", "cli_2", "cli_3")

grants = st.builds(
    Grant,
    role=st.sampled_from(ROLES),
    locations=st.none() | st.frozensets(st.sampled_from(LOCATIONS)),
    assigned_only=st.booleans(),
)
callers = st.builds(
    Caller,
    id=st.just("acc_1"),
    kind=st.sampled_from(("user", "integration", "tablet", "system")),
    practice=st.sampled_from(PRACTICES),
    grants=st.lists(grants, max_size=3).map(tuple),
    scopes=st.frozensets(st.sampled_from(SCOPES)),
    client=st.none() | st.sampled_from(CLIENTS),
    authenticated_at=st.none() | st.just(NOW) | st.just(NOW - timedelta(hours=1)),
    strong=st.booleans(),
)
resources = st.builds(
    Resource,
    kind=st.just("thing"),
    practice=st.sampled_from(PRACTICES),
    location=st.none() | st.sampled_from(LOCATIONS),
    client=st.none() | st.sampled_from(CLIENTS),
    assigned=st.booleans(),
)
