"""Without consent, age, clear rules and a usable photo there is no authorization, and every reason is named."""

from __future__ import annotations

import dataclasses
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulation.authorization import Authorization, Consent, age_in_years, authorize
from simulation.errors import ProjectionNotAuthorizedError

TODAY = date(2026, 11, 22)
CONSENT = Consent(TODAY, ("projection",))
FINE: dict[str, Any] = {
    "consent": CONSENT,
    "date_of_birth": date(1980, 1, 2),
    "asked_on": TODAY,
    "blocks": (),
    "holds": (),
    "capture_verdict": "accept",
}


def reasons(**changed: Any) -> list[str]:
    with pytest.raises(ProjectionNotAuthorizedError) as caught:
        authorize(**{**FINE, **changed})
    assert caught.value.code == "projection_not_authorized"
    found = caught.value.details["reasons"]
    assert isinstance(found, list)
    return found


def test_where_nothing_speaks_against_it_there_is_one() -> None:
    assert not authorize(**FINE).warned


def test_a_photo_that_was_warned_of_passes_and_says_so() -> None:
    assert authorize(**{**FINE, "capture_verdict": "warn"}).warned


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"consent": None}, "no_consent"),
        ({"consent": Consent(TODAY, ("analysis",))}, "no_consent"),
        ({"consent": Consent(date(2026, 11, 23), ("projection",))}, "no_consent"),
        ({"date_of_birth": None}, "date_of_birth_unknown"),
        ({"date_of_birth": date(2008, 11, 23)}, "under_age"),
        ({"date_of_birth": date(2030, 1, 1)}, "under_age"),
        ({"blocks": ("filler_lidocaine",)}, "blocked"),
        ({"holds": ("body_dysmorphia",)}, "on_hold"),
        ({"capture_verdict": "reject"}, "capture_rejected"),
        ({"capture_verdict": "unread"}, "capture_rejected"),
    ],
)
def test_what_speaks_against_it_is_named(changed: dict[str, Any], reason: str) -> None:
    assert reasons(**changed) == [reason]


def test_every_reason_is_named_at_once_with_the_rules() -> None:
    everything = {
        "consent": None,
        "date_of_birth": None,
        "blocks": ("b",),
        "holds": ("h",),
        "capture_verdict": "reject",
    }
    named = ["no_consent", "date_of_birth_unknown", "blocked", "on_hold", "capture_rejected"]
    assert reasons(**everything) == named


def test_the_eighteenth_birthday_is_the_first_day() -> None:
    assert authorize(**{**FINE, "date_of_birth": date(2008, 11, 22)})


def test_who_was_born_on_a_leap_day_waits_for_march() -> None:
    born = date(2008, 2, 29)
    assert [age_in_years(born, date(2026, month, day)) for month, day in ((2, 28), (3, 1))] == [17, 18]


def test_there_is_no_way_around_the_check() -> None:
    with pytest.raises(ProjectionNotAuthorizedError):
        Authorization(None, None, TODAY, (), (), "accept")
    with pytest.raises(ProjectionNotAuthorizedError):
        dataclasses.replace(authorize(**FINE), blocks=("b",))


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)))
def test_neither_what_is_printed_nor_an_error_holds_a_date_of_birth(born: date) -> None:
    try:
        said = repr(authorize(**{**FINE, "date_of_birth": born}))
    except ProjectionNotAuthorizedError as error:
        said = f"{error}{error.details}"
    assert born == TODAY or (str(born) not in said and repr(born) not in said)
