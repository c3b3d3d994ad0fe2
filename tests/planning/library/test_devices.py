"""Figures of peels, light, devices and home care, taken a second time from the published tables.

They were read from the clinical facts, not from the files, so that a wrong digit in either shows. A month counts 30
days, half a year 183 and a year 365; "not found" there is None here.
"""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from planning.library import Treatment, load_library
from planning.library.ranges import Range

WEEK, MONTH, HALF, YEAR = 7, 30, 183, 365
Span = int | tuple[int, int] | None
Caps = dict[tuple[str, str], set[float]]


@dataclass(frozen=True)
class Golden:
    """Days throughout; caps by layer and unit."""

    visits: Span
    interval: Span
    retreat: Span
    minutes: Span
    downtime: Span
    recovery: Span
    peak: Span
    lasts: Span
    statuses: set[str]
    tags: set[str]
    caps: Caps


NONE = {"not_labeled"}
LIGHT = {"energy", "photothermal", "visible_light", "non_ablative"}
PERCENT = {layer: (layer, "percent") for layer in ("melanin", "hemoglobin", "hair", "texture", "pores", "static_lines")}
GRADES = {layer: (layer, "grades") for layer in ("texture", "shadow", "static_lines")}
GOLDEN = {
    "superficial_peel": Golden(
        *(None, (2 * WEEK, 6 * WEEK), None, None, (0, 4), 4, None, None, NONE, {"superficial_peel"}),
        caps={PERCENT["melanin"]: {-25}},
    ),
    "medium_peel": Golden(
        *(1, None, (3 * MONTH, 6 * MONTH), None, (7, 10), None, None, None, NONE, {"medium_peel", "resurfacing"}),
        caps={PERCENT["melanin"]: {-25}},
    ),
    "intense_pulsed_light": Golden(
        *((3, 4), 4 * WEEK, YEAR, (30, 60), (3, 5), 7, None, None, NONE, LIGHT | {"pigment_removing"}),
        caps={PERCENT["melanin"]: {-30}, PERCENT["hemoglobin"]: {-30}},
    ),
    "vascular_laser": Golden(
        *((3, 6), (4 * WEEK, 6 * WEEK), None, (1, 15), (0, 14), 14, (3 * WEEK, 8 * WEEK), None, NONE),
        *(LIGHT | {"vascular_laser"}, {PERCENT["hemoglobin"]: {-35, -25}}),
    ),
    "pigment_laser": Golden(
        *((1, 3), 4 * WEEK, None, None, (0, 4), None, (4 * WEEK, 12 * WEEK), None, NONE),
        *(LIGHT | {"pigment_laser", "pigment_removing", "q_switched"}, {PERCENT["melanin"]: {-50}}),
    ),
    "nonablative_fractional_laser": Golden(
        *((3, 6), (2 * WEEK, 4 * WEEK), None, (15, 45), (2, 3), None, 9 * MONTH, None, NONE),
        *({"energy", "photothermal", "non_ablative"}, {GRADES["texture"]: {-0.5}, PERCENT["melanin"]: {-25}}),
    ),
    "ablative_fractional_laser": Golden(
        *((1, 3), 4 * WEEK, None, 30, (5, 7), None, 3 * MONTH, (YEAR, 2 * YEAR), NONE),
        *({"energy", "ablative", "resurfacing", "photothermal"}, {PERCENT["static_lines"]: {-20}}),
    ),
    "focused_ultrasound": Golden(
        *(1, None, YEAR, (30, 120), (0, 3), None, 6 * MONTH, YEAR, {"on_label", "off_label"}, {"energy", "ultrasound"}),
        caps={("shape", "mm"): {1.0}, GRADES["shadow"]: {-0.5}},
    ),
    "monopolar_radio_frequency": Golden(
        *(1, None, YEAR, (30, 90), (0, 1), 7, (4 * MONTH, 6 * MONTH), YEAR, {"on_label", "off_label"}),
        *({"energy", "radio_frequency", "monopolar"}, {GRADES["shadow"]: {-0.25}}),
    ),
    "hydradermabrasion": Golden(
        *(None, (4 * WEEK, 8 * WEEK), MONTH, (30, 60), 0, (0, 3), None, (1 * WEEK, 4 * WEEK), NONE),
        *({"hydradermabrasion"}, {PERCENT["texture"]: {-10}, PERCENT["pores"]: {-10}}),
    ),
    "led_light": Golden(
        *((4, 30), (3, 7), None, 15, 0, 0, 15 * WEEK, None, NONE, {"led", "visible_light"}),
        caps={GRADES["texture"]: {-0.25}},
    ),
    "laser_hair_removal": Golden(
        *(6, (4 * WEEK, 8 * WEEK), (HALF, YEAR), None, (1, 2), None, None, None, {"on_label"}),
        *(LIGHT | {"laser"}, {PERCENT["hair"]: {-70}}),
    ),
}
HOME: dict[str, tuple[Span, set[str], Caps]] = {  # read at, tags, caps
    "sunscreen": (None, {"sunscreen"}, {}),
    "topical_retinoid": (24 * WEEK, {"retinoid"}, {GRADES["static_lines"]: {-0.4}}),
    "alpha_hydroxy_acid": (22 * WEEK, {"exfoliant"}, {GRADES["static_lines"]: {-0.25}, GRADES["texture"]: {-0.25}}),
    "benzoyl_peroxide": ((10 * WEEK, 12 * WEEK), {"benzoyl_peroxide"}, {PERCENT["hemoglobin"]: {-15}}),
    "azelaic_acid": (12 * WEEK, {"azelaic_acid"}, {PERCENT["hemoglobin"]: {-10}}),
    "vitamin_c": (12 * WEEK, {"vitamin_c"}, {GRADES["texture"]: {-0.25}}),
    "niacinamide": (8 * WEEK, {"niacinamide"}, {PERCENT["melanin"]: {-15}}),
    "hydroquinone": ((8 * WEEK, 12 * WEEK), {"hydroquinone", "pigment_removing"}, {PERCENT["melanin"]: {-25}}),
    "moisturizer": (4 * WEEK, {"moisturizer"}, {}),
    "salicylic_acid": (None, {"exfoliant", "salicylic"}, {}),
}
LABELED = {  # zones on the label, by what the sources name
    "focused_ultrasound": {"forehead", "submental", "neck"},
    "monopolar_radio_frequency": {"forehead", "malar_cheek", "mid_cheek", "lateral_cheek", "jawline"},
    "laser_hair_removal": {"upper_lip", "chin", "lateral_cheek", "jawline", "submental"},
}


def written(value: Range | None) -> Span:
    if value is None:
        return None
    return value.low if value.low == value.high else (value.low, value.high)


def caps(treatment: Treatment) -> Caps:
    return {
        (layer, unit): {each.cap for each in treatment.effects if (each.layer, each.unit) == (layer, unit)}
        for layer, unit in {(effect.layer, effect.unit) for effect in treatment.effects}
    }


@pytest.mark.parametrize("name", GOLDEN)
def test_figures_are_those_of_the_sources(name: str) -> None:
    treatment = load_library().treatment(name)
    series, times, outcome = treatment.series, treatment.times, treatment.outcome
    found = Golden(
        *(written(value) for value in (series.visits, series.interval_days, series.retreat_days)),
        *(written(value) for value in (times.minutes, times.downtime_days, times.recovery_days)),
        *(written(value) for value in (outcome.peak_days, outcome.lasts_days)),
        statuses={serves.status for serves in treatment.serves},
        tags=set(treatment.tags),
        caps=caps(treatment),
    )
    assert found == GOLDEN[name]


@pytest.mark.parametrize("name", HOME)
def test_home_care_is_read_when_and_capped_where_the_sources_say(name: str) -> None:
    treatment = load_library().treatment(name)
    assert (written(treatment.outcome.peak_days), set(treatment.tags), caps(treatment)) == HOME[name]
    assert treatment.home_care
    assert bool(treatment.not_projected) is (HOME[name][2] == {})


@pytest.mark.parametrize("name", [*GOLDEN, *HOME])
def test_no_more_is_expected_than_two_thirds_of_the_cap(name: str) -> None:
    assert all(0.15 <= each.expected / each.cap <= 0.67 for each in load_library().treatment(name).effects)


@pytest.mark.parametrize("name", LABELED)
def test_a_label_is_claimed_only_where_a_source_gives_one(name: str) -> None:
    serves = [each for each in load_library().treatment(name).serves if each.status == "on_label"]
    assert {zone for each in serves for zone in each.zones} == LABELED[name]


def test_the_label_of_monopolar_devices_is_for_wrinkles_and_not_for_lift() -> None:
    serves = load_library().treatment("monopolar_radio_frequency").serves
    assert {goal for each in serves if each.status == "on_label" for goal in each.goals} == {"fewer_fine_lines"}


def test_light_does_nothing_for_lines_and_no_laser_projects_melasma() -> None:
    library = load_library()
    layers = {effect.layer for effect in library.treatment("intense_pulsed_light").effects}
    assert not layers & {"static_lines", "dynamic_lines"}
    concerns = {concern for effect in library.treatment("pigment_laser").effects for concern in effect.concerns}
    assert "diffuse_pigmentation" not in concerns


def test_the_label_of_hydroquinone_is_not_that_of_a_single_cream() -> None:
    assert {serves.status for serves in load_library().treatment("hydroquinone").serves} == {"off_label"}


@pytest.mark.parametrize("name", GOLDEN)
def test_a_series_keeps_every_gap_to_itself(name: str) -> None:
    treatment = load_library().treatment(name)
    gaps = [sourced.part for sourced in load_library().gaps]
    own = [gap.days for gap in gaps if gap.earlier in treatment.called and gap.later in treatment.called]
    interval = treatment.series.interval_days or treatment.series.retreat_days
    assert interval is not None
    assert max(own, default=0) <= interval.low
