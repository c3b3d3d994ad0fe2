"""A client is born before anything is asked; pauses look back as far as the client's skin asks."""

from __future__ import annotations

from datetime import timedelta

import pytest

from planning.drafting import DraftRequest, draft
from planning.practice import sample_practice
from planning.profile import NotBornYetError
from planning.screening import Planned, screen
from tests.planning.cases import TODAY, client
from tests.planning.schedule.requests import DICTIONARY, LIBRARY


@pytest.mark.parametrize("days", [0, 1, 4000])
def test_nobody_is_born_today_or_later(days: int) -> None:
    unborn = client({"date_of_birth": TODAY + timedelta(days)})
    with pytest.raises(NotBornYetError) as refused:
        screen(unborn, [], library=LIBRARY, classes=DICTIONARY.classes_of, today=TODAY)
    assert (refused.value.code, refused.value.status, refused.value.details) == ("date_of_birth_not_past", 422, {})
    with pytest.raises(NotBornYetError):
        draft(DraftRequest(unborn, sample_practice().at("oakland"), LIBRARY, DICTIONARY.classes_of, TODAY))


def test_one_born_yesterday_is_only_too_young() -> None:
    client({"date_of_birth": TODAY - timedelta(1)}).born_by(TODAY)


@pytest.mark.parametrize(
    ("phototype", "stopped", "warned"),
    [("II", 4, True), ("II", 5, False), ("V", 5, True), ("V", 13, True), ("V", 14, False), (None, 13, True)],
)
def test_a_retinoid_that_was_stopped_is_looked_for_as_far_back_as_the_skin_asks(
    phototype: str | None, stopped: int, warned: bool
) -> None:
    taken = {"name": "tretinoin", "status": "stopped", "stopped_on": TODAY - timedelta(stopped)}
    told = client({"phototype": phototype or "unknown", "medicines": {"complete": True, "taken": [taken]}})
    peel = Planned(treatment="superficial_peel", on=TODAY)
    found = screen(told, [peel], library=LIBRARY, classes=DICTIONARY.classes_of, today=TODAY)
    assert ("peel_retinoid_pause" in {verdict.rule for verdict in found}) is warned
