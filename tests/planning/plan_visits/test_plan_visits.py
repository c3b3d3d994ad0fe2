"""A plan's visits become what is shown over time; what cannot be shown is said, and never shown."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import Any

import pytest

from planning.files import DocumentInvalidError
from planning.library import Treatment, TreatmentUnknownError, load_library
from planning.plan_visits import (
    NotShown,
    Outcomes,
    planned_outcomes,
    read_plan_visits,
    series_visits,
    treatment_effects,
)
from simulation.effects import LEVELS
from simulation.errors import EffectWithoutCapError, ZoneNotServedError, ZoneUnknownError
from simulation.intended import Asked, intend, seen_at, time_points

TODAY = date(2026, 11, 22)
LIBRARY = load_library()
Item = dict[str, Any]


def outcomes(*visits: tuple[int, list[Item]]) -> Outcomes:
    rows = [{"date": str(TODAY + timedelta(day)), "items": items, "minutes": 30} for day, items in visits]
    text = json.dumps({"schema": "countenance.plan/1", "visits": rows, "price": {"total": 1}})
    return planned_outcomes(read_plan_visits(text, "plan.json"), LIBRARY, TODAY)


def test_visits_of_one_treatment_are_one_series() -> None:
    needling = {"treatment": "microneedling", "zones": ["mid_cheek"]}
    (shown,) = outcomes((28, [needling]), (0, [needling])).intended
    assert (shown.visits, shown.series, shown.level) == ((0, 28), 4, "expected")
    assert shown.zones == ("mid_cheek_right", "mid_cheek_left")
    assert {shown.at(400).share(effect) for effect in shown.effects} == {0.5}


def test_zones_with_other_days_are_shown_apart() -> None:
    first = {"treatment": "microneedling", "zones": ["mid_cheek", "malar_cheek"]}
    then = {"treatment": "microneedling", "zones": ["mid_cheek_left"]}
    shown = {each.zones: each.visits for each in outcomes((0, [first]), (28, [then])).intended}
    assert shown == {
        ("malar_cheek_right", "malar_cheek_left", "mid_cheek_right"): (0,),
        ("mid_cheek_left",): (0, 28),
    }


def test_twice_in_one_zone_counts_once_and_at_the_lowest_level() -> None:
    items = [{"treatment": "ha_filler_nasolabial_fold", "level": level} for level in ("high", "low")]
    (shown,) = outcomes((0, items)).intended
    assert (shown.visits, shown.level) == ((0,), "low")


def test_a_visit_before_the_photo_is_in_the_photo() -> None:
    lips = {"treatment": "ha_filler_lips"}
    assert outcomes((-1, [lips])).intended == ()
    assert outcomes((-1, [lips]), (0, [lips])).intended[0].visits == (0,)


def test_what_is_not_shown_says_why() -> None:
    items = [
        {"treatment": "sunscreen"},
        {"treatment": "calcium_hydroxylapatite", "zones": ["prejowl", "nasolabial_fold", "neck"]},
    ]
    found = outcomes((0, items), (28, items))
    assert [each.treatment for each in found.intended] == ["calcium_hydroxylapatite"]
    assert found.not_shown == (
        NotShown("sunscreen", "", LIBRARY.treatment("sunscreen").not_projected),
        NotShown("calcium_hydroxylapatite", "nasolabial_fold", "no source gives how much it does there"),
        NotShown("calcium_hydroxylapatite", "neck", "the face chart does not reach there"),
    )


def test_the_whole_face_is_wherever_it_is_offered() -> None:
    (shown,) = outcomes((0, [{"treatment": "botulinum_toxin_upper_face", "zones": ["face"]}])).intended
    assert shown.zones == ("forehead", "glabella", "crows_feet_right", "crows_feet_left")


def test_a_plan_over_time_begins_with_nothing_and_ends_faded() -> None:
    toxin, filler = {"treatment": "botulinum_toxin_upper_face"}, {"treatment": "ha_filler_nasolabial_fold"}
    plan = outcomes((7, [toxin, filler])).intended
    points = time_points(plan, 14)
    assert [point.moment for point in points] == ["today", "after_visit", "peak", "faded"]
    assert [len(seen_at(plan, point)) for point in points] == [0, 2, 2, 0]


@pytest.mark.parametrize(
    ("item", "error"),
    [
        ({"treatment": "lip_flip_deluxe"}, TreatmentUnknownError),
        ({"treatment": "ha_filler_lips", "zones": ["chin"]}, ZoneNotServedError),
        ({"treatment": "ha_filler_lips", "zones": ["lps"]}, ZoneUnknownError),
    ],
)
def test_a_wrong_item_is_a_typed_error(item: Item, error: type) -> None:
    with pytest.raises(error):
        outcomes((0, [item]))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"schema": "countenance.plan/1", "visits": []}', "visits"),
        ('{"schema": "countenance.plan/2", "visits": [{"date": "2026-01-01", "items": []}]}', "schema"),
        (
            '{"schema": "countenance.plan/1",\n "visits": [{"date": "soon",\n "items": [{"treatment": "x"}]}]}',
            ":2: visits",
        ),
        ("{", "plan.json:2"),
    ],
)
def test_what_is_no_plan_names_its_line(text: str, said: str) -> None:
    with pytest.raises(DocumentInvalidError, match=said):
        read_plan_visits(text, "plan.json")


@pytest.mark.parametrize(
    ("name", "planned", "visits"),
    [
        ("microneedling", 2, 4),
        ("vascular_laser", 3, 6),
        ("ha_filler_cheek", 1, 1),
        ("botulinum_toxin_upper_face", 1, 1),
        ("superficial_peel", 3, 3),
        ("hydradermabrasion", 3, 1),
        ("topical_retinoid", 2, 1),
    ],
)
def test_a_series_is_as_long_as_its_source_says_at_most(name: str, planned: int, visits: int) -> None:
    assert series_visits(LIBRARY.treatment(name), planned) == visits


@pytest.mark.parametrize("treatment", LIBRARY.treatments.values(), ids=lambda treatment: treatment.id)
@pytest.mark.parametrize("level", LEVELS)
def test_every_treatment_is_shown_or_says_why_not(treatment: Treatment, level: Any) -> None:
    facts = treatment_effects(treatment)
    if treatment.not_projected:
        with pytest.raises(EffectWithoutCapError, match=treatment.not_projected[:20]):
            intend(facts, Asked(treatment.id, (), level))
        return
    intended = intend(facts, Asked(treatment.id, (), level))
    assert intended.effects == treatment.effects
    assert all(intended.zones_of(effect) for effect in intended.effects)
    assert max(intended.share(effect) for effect in intended.effects) == 1
