"""Which line of a rollout counts."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from serving.rollout import MODES, Rollout, Setting, strictest

PLACES = ("loc_a", "loc_b")
PEOPLE = ("acc_a", "acc_b")
KINDS = ("laser", "toxin")
LINES = st.builds(
    Setting,
    location=st.sampled_from([*PLACES, None]),
    provider=st.sampled_from([*PEOPLE, None]),
    category=st.sampled_from([*KINDS, None]),
    mode=st.sampled_from(MODES),
    client_documents=st.sampled_from([True, False, None]),
)
ROLLOUTS = st.builds(
    Rollout,
    default_mode=st.sampled_from(MODES),
    settings=st.lists(LINES, unique_by=lambda each: each.place, max_size=12).map(tuple),
)
# The most specific first, as the documentation of GET /v1/rollout has it.
ORDER = (
    ("provider", "category", "location"),
    ("provider", "category"),
    ("provider", "location"),
    ("category", "location"),
    ("provider",),
    ("category",),
    ("location",),
    (),
)


@given(ROLLOUTS, st.sampled_from(PLACES), st.sampled_from(PEOPLE), st.sampled_from(KINDS))
def test_the_most_specific_line_wins(rollout: Rollout, location: str, provider: str, category: str) -> None:
    asked = {"location": location, "provider": provider, "category": category}
    expected = rollout.default_mode
    for names in reversed(ORDER):
        wanted = tuple(asked[each] if each in names else None for each in asked)
        for line in rollout.settings:
            if (line.location, line.provider, line.category) == wanted and line.mode is not None:
                expected = line.mode
    assert rollout.mode(location, provider, category) == expected


@given(ROLLOUTS)
def test_the_order_of_lines_says_nothing(rollout: Rollout) -> None:
    turned = rollout.model_copy(update={"settings": rollout.settings[::-1]})
    for asked in product(PLACES, PEOPLE, KINDS):
        assert turned.mode(*asked) == rollout.mode(*asked)
        assert turned.client_documents(*asked) == rollout.client_documents(*asked)


def test_documents_have_a_switch_of_their_own() -> None:
    """A line that says nothing of documents leaves them to the next one."""
    line = Setting(location="loc_a", provider="acc_a", mode="shadow")
    rollout = Rollout(settings=(line, Setting(location="loc_a", client_documents=False)))
    assert rollout.mode("loc_a", "acc_a", "laser") == "shadow"
    assert rollout.client_documents("loc_a", "acc_a", "laser") is False
    assert rollout.client_documents("loc_b", "acc_a", "laser") is True


def test_a_line_that_says_nothing_is_refused() -> None:
    with pytest.raises(ValidationError, match="sets the mode"):
        Setting(location="loc_a")


def test_two_lines_of_one_place_are_refused() -> None:
    with pytest.raises(ValidationError, match="same place"):
        Rollout(settings=(Setting(category="laser", mode="on"), Setting(category="laser", mode="off")))


@given(st.lists(st.sampled_from(MODES), min_size=1))
def test_of_several_kinds_the_strictest_mode_holds(modes: list) -> None:
    assert strictest(modes) == next(mode for mode in ("off", "shadow", "pilot", "on") if mode in modes)
    assert strictest(()) == "on"
