"""What is asked for, held against what is known: zones, sizes, caps."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulation.effects import LEVELS
from simulation.errors import (
    EffectBeyondCapError,
    EffectWithoutCapError,
    IntendedInvalidError,
    ZoneNotServedError,
    ZoneUnknownError,
)
from simulation.intended import Asked, Magnitude, intend, parse_asked
from tests.simulation.intended.cases import FACTS, LIFT, LINES

WHOLE = Asked("made_up")


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("peel", Asked("peel")),
        ("peel:high", Asked("peel", (), "high")),
        ("peel::low", Asked("peel", (), "low")),
        ("peel:nose", Asked("peel", ("nose",))),
        ("peel:nose,temple_left:high", Asked("peel", ("nose", "temple_left"), "high")),
    ],
)
def test_what_is_asked_for_is_read(text: str, asked: Asked) -> None:
    assert parse_asked(text) == asked


@pytest.mark.parametrize("text", ["", ":nose", "peel:nose:most", "peel:nose:low:x", "Peel", "peel:nose left", "peel:N"])
def test_what_cannot_be_read_is_a_typed_error(text: str) -> None:
    with pytest.raises(IntendedInvalidError):
        parse_asked(text)


@given(st.text(max_size=40))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        asked = parse_asked(text)
    except IntendedInvalidError:
        return
    assert asked.treatment and asked.level in LEVELS


def test_asked_for_no_zone_it_is_shown_wherever_there_is_something_to_show() -> None:
    intended = intend(FACTS, WHOLE)
    assert intended.zones == ("forehead", "crows_feet_right", "crows_feet_left")
    assert intended.effects == (LINES, LIFT)
    assert intended.zones_of(LIFT) == ("forehead",)
    assert intended.zones_of(LINES) == intended.zones


def test_one_side_is_one_zone_and_effects_elsewhere_are_left_out() -> None:
    intended = intend(FACTS, Asked("made_up", ("crows_feet_left", "crows_feet_left")))
    assert (intended.zones, intended.effects) == (("crows_feet_left",), (LINES,))


@pytest.mark.parametrize(
    ("zone", "error", "code"),
    [
        ("forhead", ZoneUnknownError, "zone_unknown"),
        ("chin", ZoneNotServedError, "zone_not_served"),
        ("nasolabial_fold", EffectWithoutCapError, "effect_without_cap"),
        ("neck", EffectWithoutCapError, "effect_without_cap"),
    ],
)
def test_a_zone_where_nothing_can_be_shown_is_a_typed_error(zone: str, error: type, code: str) -> None:
    with pytest.raises(error) as caught:
        intend(FACTS, Asked("made_up", ("forehead", zone)))
    assert caught.value.code == code
    assert zone in str(caught.value)


def test_a_treatment_without_an_effect_says_why() -> None:
    facts = dataclasses.replace(FACTS, effects=(), not_projected="No figure was found.")
    with pytest.raises(EffectWithoutCapError, match="No figure was found") as caught:
        intend(facts, WHOLE)
    assert caught.value.details["reason"] == "No figure was found."


@given(st.floats(0, 1))
def test_less_than_the_cap_may_be_asked_for(part: float) -> None:
    lines, lift = intend(FACTS, WHOLE, [Magnitude("static_lines", LINES.cap * part)]).effects
    assert {lines.magnitude(level) for level in LEVELS} == {LINES.cap * part}
    assert lift == LIFT


@pytest.mark.parametrize("value", [-1.01, -100.0, 0.1, float("nan"), float("-inf")])
def test_more_than_the_cap_names_cap_and_source(value: float) -> None:
    with pytest.raises(EffectBeyondCapError, match=r"the cap is -1 \(A trial of nobody\)") as caught:
        intend(FACTS, WHOLE, [Magnitude("static_lines", value)])
    assert (caught.value.details["cap"], caught.value.details["source"]) == (-1.0, "A trial of nobody")


@pytest.mark.parametrize("magnitude", [Magnitude("hair", -1), Magnitude("static_lines", -0.1, "pores")])
def test_a_size_for_nothing_that_is_shown_is_refused(magnitude: Magnitude) -> None:
    with pytest.raises(IntendedInvalidError):
        intend(FACTS, WHOLE, [magnitude])


def test_a_size_may_be_for_one_concern() -> None:
    intended = intend(FACTS, WHOLE, [Magnitude("static_lines", -0.1, "forehead_lines")])
    assert intended.effects[0].expected == -0.1


def test_without_a_day_it_is_the_peak() -> None:
    intended = intend(FACTS, Asked("made_up", ("crows_feet",)))
    assert (intended.day, intended.share(LINES)) == (30, 1)
    assert intended.at(90).share(LINES) == 0


def test_half_a_series_shows_half() -> None:
    intended = intend(FACTS, Asked("made_up", ("crows_feet",)), visits=[5, 0], series=4, day=35)
    assert intended.visits == (0, 5)
    assert 0.45 < intended.share(LINES) < 0.5
