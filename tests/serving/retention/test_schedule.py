"""The schedule that anybody may read, and that the code does as it says."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from serving.consents import Scope
from serving.consents import Standing as Given
from serving.retention import has_ended, schedule
from tests.serving.desk.standing import Standing

ALL: dict[Scope, str] = {"biometric": "con_1", "storage": "con_2", "projection": "con_3"}


class Cells(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.text: list[str] = []
        self.feed(page)

    def handle_data(self, data: str) -> None:
        self.text.append(data.strip())


def test_anybody_may_read_it(standing: Standing) -> None:
    """Without credentials, in both languages, as data and as a page."""
    nobody = TestClient(standing.app)
    rules = nobody.get("/v1/retention").json()["rules"]
    assert [rule["what"] for rule in rules] == [rule.what for rule in schedule()]
    geometry = next(rule for rule in rules if rule["what"] == "face_geometry")
    assert geometry["days_after_last_visit"] == 3 * 365 and "biometric_withdrawn" in geometry["ends"]
    for language in ("en", "es"):
        page = nobody.get("/retention", headers={"Accept-Language": language})
        assert page.status_code == 200 and f'lang="{language}"' in page.text
        said = Cells(page.text).text
        assert all(rule.title[language] in said for rule in schedule())


def test_geometry_is_kept_for_three_years_at_most() -> None:
    """740 ILCS 14/15(a): the schedule cannot be made longer by a mistake."""
    for rule in schedule():
        if rule.what in ("face_geometry", "photos"):
            assert rule.days_after_last_visit is not None and rule.days_after_last_visit <= 3 * 365
            assert rule.what != "face_geometry" or "biometric_withdrawn" in rule.ends


@pytest.mark.parametrize(
    ("scope", "ended"),
    [
        ("biometric", {"face_geometry", "projections"}),
        ("storage", {"photos", "projections"}),
        ("projection", {"projections"}),
    ],
)
def test_what_rests_on_an_agreement_ends_with_it(scope: Scope, ended: set[str]) -> None:
    today = datetime(2026, 11, 22, 9, tzinfo=UTC)
    assert has_ended(today.date(), Given(ALL), today) == {}
    left = Given({name: consent for name, consent in ALL.items() if name != scope})
    assert set(has_ended(today.date(), left, today)) == ended


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(0, 4000))
def test_it_ends_three_years_after_the_last_visit(visit: date, days: int) -> None:
    """At the sweep before the term is over, not after it."""
    now = datetime(visit.year, visit.month, visit.day, 23, tzinfo=UTC) + timedelta(days=days)
    ended = has_ended(visit, Given(ALL), now)
    assert ("face_geometry" in ended) == ("photos" in ended) == (days + 1 >= 3 * 365)
