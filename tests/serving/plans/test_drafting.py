"""One practice does not take every processor: so many drafts at a time, and one more is told when to come back."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest

from planning.drafting import draft
from serving.errors import OverloadedError
from serving.plans.drafting import Drafting
from serving.settings import Settings
from tests.serving.fakes import wait_until

from .planning_day import Day


def test_one_more_is_refused_and_another_practices_is_not() -> None:
    drafting = Drafting(2)
    with drafting.place("prc_1"), drafting.place("prc_1"):
        with pytest.raises(OverloadedError) as refused, drafting.place("prc_1"):
            pass
        assert refused.value.details == {"retry_after_s": 2}
        with drafting.place("prc_2"):
            assert (drafting.taken("prc_1"), drafting.taken("prc_2")) == (2, 1)
    assert drafting.taken("prc_1") == 0
    with pytest.raises(ZeroDivisionError), drafting.place("prc_1"):
        raise ZeroDivisionError
    assert drafting.taken("prc_1") == 0


def test_one_more_at_once_is_refused_and_a_plan_by_hand_is_not(day: Day, monkeypatch: pytest.MonkeyPatch) -> None:
    goes_on = Event()

    def held(*args: object) -> object:
        assert goes_on.wait(60)
        return draft(*args)

    monkeypatch.setattr("serving.plans.making.draft", held)
    services = day.house.app.state.services
    most = Settings().max_drafting
    with ThreadPoolExecutor(most) as people:
        asked = [people.submit(day.begun, by_hand=False) for _ in range(most)]
        try:
            assert wait_until(lambda: services.drafting.taken(day.house.practice) == most)
            refused = day.begun(by_hand=False)
            assert (refused.status_code, refused.json()["code"]) == (503, "overloaded")
            assert refused.headers["retry-after"] == "2"
            assert day.begun(by_hand=True).status_code == 201
        finally:
            goes_on.set()
    assert [each.result().status_code for each in asked] == [201] * most
    assert day.begun(by_hand=False).status_code == 201
