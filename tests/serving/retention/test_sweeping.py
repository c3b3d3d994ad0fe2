"""What has ended is destroyed: in the request that ends it, and by the daily sweep, whatever happened before."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from serving.audit.tables import AuditEvent
from serving.photos.tables import Analysis, Photo
from serving.retention import sweep_retention
from tests.serving.desk.standing import key
from tests.serving.photos.conftest import House, client, house

__all__ = ["client", "house"]
TERM = timedelta(days=3 * 365)


def visit(house: House, client: str) -> None:
    day = house.standing.clock.at.date() - timedelta(days=1)
    said = {"day": day.isoformat()}
    assert house.http().post(f"/v1/clients/{client}/visits", json=said, headers=key()).status_code == 201


def measured(house: House, client: str) -> None:
    house.analyzed(house.kept(client))


def kept(house: House, client: str) -> tuple[int, int]:
    """How many analyses have geometry, and how many photos there are."""
    with house.standing.office.database.reading() as session:
        having = select(Analysis.id).where(Analysis.client == client, Analysis.geometry.is_not(None))
        photos = select(Photo.id).where(Photo.client == client)
        return len(session.scalars(having).all()), len(session.scalars(photos).all())


@pytest.mark.parametrize(
    ("scope", "left"), [("biometric", (0, 1)), ("storage", (1, 0)), ("analysis", (1, 1)), ("marketing", (1, 1))]
)
def test_a_withdrawal_destroys_what_rests_on_it_in_the_same_request(
    house: House, scope: str, left: tuple[int, int]
) -> None:
    client = house.agreed("storage", "biometric", "analysis")
    consents = {"marketing": house.sign(client, "marketing")}
    measured(house, client)
    given = house.http().get(f"/v1/clients/{client}/consents").json()["consents"]
    consents |= {each["scope"]: each["id"] for each in given}
    house.withdraw(consents[scope])
    assert kept(house, client) == left
    assert bool(house.objects()) == bool(left[1])
    for what, number in zip(("face_geometry", "photos"), left, strict=True):
        assert (f"{what}.destroyed" in house.events(client)) == (number == 0)


def test_three_years_after_the_last_visit_it_is_gone(house: House, client: str) -> None:
    measured(house, client)
    house.standing.clock.at += timedelta(days=100)
    visit(house, client)
    house.standing.clock.at += TERM - timedelta(days=3)
    assert sweep_retention(house.standing.office) == {}
    assert kept(house, client) == (1, 1)
    house.standing.clock.at += timedelta(days=1)
    gone = sweep_retention(house.standing.office)
    assert (gone["face_geometry"], gone["photos"], gone["objects"]) == (1, 1, 2)
    assert kept(house, client) == (0, 0) and house.objects() == []
    assert sweep_retention(house.standing.office) == {}


def test_the_system_did_it(house: House, client: str) -> None:
    measured(house, client)
    house.standing.clock.at += TERM
    sweep_retention(house.standing.office)
    with house.standing.office.database.reading() as session:
        done = AuditEvent.event == "face_geometry.destroyed"
        (event,) = session.scalars(select(AuditEvent).where(AuditEvent.client == client, done))
    assert '"actor_kind":"system"' in event.body and "term_after_last_visit" in event.body


STEPS = st.sampled_from(["visit", "measure", "withdraw", "sign", "month", "year", "years"])
AWAY = {"month": timedelta(days=30), "year": timedelta(days=365), "years": TERM - timedelta(days=2)}


@settings(
    max_examples=12,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.lists(STEPS, min_size=3, max_size=10))
def test_no_geometry_outlives_its_end_whatever_happened(house: House, steps: list[str]) -> None:
    """After each sweep there is none of a client whose release was taken back, or who was last here three years ago."""
    office, clock = house.standing.office, house.standing.clock
    client = house.agreed("storage", "analysis")
    release, last = house.sign(client, "biometric"), clock.at
    measured(house, client)
    for step in steps:
        if step in AWAY:
            clock.at += AWAY[step]
        elif step == "visit":
            visit(house, client)
            last = max(last, clock.at - timedelta(days=1))
        elif step == "sign" and not release:
            release, last = house.sign(client, "biometric"), clock.at
        elif step == "withdraw" and release:
            house.withdraw(release)
            release = ""
            assert kept(house, client)[0] == 0
        elif step == "measure" and release:
            measured(house, client)
            last = clock.at
        sweep_retention(office)
        over = not release or clock.at.date() + timedelta(days=1) >= (last + TERM).date()
        assert (kept(house, client)[0] == 0) or not over
