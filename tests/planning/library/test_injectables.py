"""Figures of toxins, fillers, biostimulators and needling, taken a second time from the published tables.

They were read from the clinical facts, not from the files, so that a wrong digit in either shows. A month counts 30
days and a year 365; "not found" there is None here.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

import pytest

from planning.library import load_library
from planning.library.ranges import Range

WEEK, MONTH, YEAR = 7, 30, 365
Span = int | tuple[int, int] | None
Status = Literal["on_label", "off_label", "not_labeled"]


@dataclass(frozen=True)
class Golden:
    """Days throughout; caps by layer and unit."""

    visits: Span
    interval: Span
    retreat: Span
    minutes: Span
    downtime: Span
    recovery: Span
    onset: Span
    peak: Span
    lasts: Span
    caps: dict[tuple[str, str], float] = field(default_factory=dict)
    fades: int | None = None


GOLDEN = {
    "botulinum_toxin_upper_face": Golden(
        *(1, None, (12 * WEEK, 6 * MONTH), (15, 30), 0, None, (2, 14), (2 * WEEK, 4 * WEEK), (3 * MONTH, 5 * MONTH)),
        caps={("dynamic_lines", "grades"): -1.5, ("static_lines", "grades"): -0.5},
        fades=150,
    ),
    "botulinum_toxin_lower_face": Golden(1, None, 12 * WEEK, (15, 30), 0, None, None, None, None),
    "botulinum_toxin_masseter": Golden(
        *((1, 2), (12 * WEEK, 26 * WEEK), (12 * WEEK, 26 * WEEK), None, 0, None),
        *((1 * WEEK, 2 * WEEK), (11 * WEEK, 12 * WEEK), (6 * MONTH, YEAR)),
        caps={("shape", "mm"): -2.0},
        fades=6 * MONTH,
    ),
    "botulinum_toxin_platysma": Golden(
        1, None, 12 * WEEK, (15, 30), 0, None, 14, None, None, caps={("dynamic_lines", "grades"): -1.0}, fades=120
    ),
    "ha_filler_lips": Golden(
        *((1, 2), (2 * WEEK, 4 * WEEK), YEAR, None, (0, 14), (0, 14), 0, MONTH, (6 * MONTH, YEAR)),
        caps={("shape", "mm"): 1.0},
        fades=YEAR,
    ),
    "ha_filler_cheek": Golden(
        *((1, 2), None, None, None, None, (0, 14), 0, 6 * MONTH, 2 * YEAR),
        caps={("shadow", "grades"): -1.0},
        fades=2 * YEAR,
    ),
    "ha_filler_tear_trough": Golden(
        *((1, 2), None, YEAR, None, (0, 7), (0, 14), 0, 3 * MONTH, YEAR),
        caps={("shadow", "grades"): -1.0},
        fades=YEAR,
    ),
    "ha_filler_temple": Golden(
        *((1, 2), 2 * WEEK, None, None, (0, 3), None, 0, 3 * MONTH, 13 * MONTH),
        caps={("shadow", "grades"): -1.0},
        fades=13 * MONTH,
    ),
    "ha_filler_chin": Golden(
        *((1, 2), 4 * WEEK, YEAR, None, None, None, 0, (3 * MONTH, 6 * MONTH), YEAR),
    ),
    "ha_filler_jawline": Golden(
        *((1, 2), 4 * WEEK, YEAR, None, None, None, 0, (3 * MONTH, 6 * MONTH), YEAR),
        caps={("shape", "mm"): 2.0},
        fades=YEAR,
    ),
    "ha_filler_nasolabial_fold": Golden(
        *((1, 2), None, None, None, None, None, 0, 6 * MONTH, 18 * MONTH),
        caps={("static_lines", "grades"): -1.0},
        fades=18 * MONTH,
    ),
    "ha_filler_marionette": Golden(
        *((1, 2), None, None, None, None, None, None, 6 * MONTH, None),
        caps={("static_lines", "grades"): -0.5},
        fades=YEAR,
    ),
    "ha_filler_perioral_lines": Golden(
        *((1, 2), 2 * WEEK, YEAR, None, None, None, 0, 8 * WEEK, 52 * WEEK),
        caps={("static_lines", "grades"): -1.0},
        fades=52 * WEEK,
    ),
    "calcium_hydroxylapatite": Golden(
        *((1, 2), 4 * WEEK, 48 * WEEK, None, None, None, 0, (12 * WEEK, 24 * WEEK), (48 * WEEK, 60 * WEEK)),
        caps={("shadow", "grades"): -1.0},
        fades=60 * WEEK,
    ),
    "poly_l_lactic_acid": Golden(
        *((1, 4), 4 * WEEK, None, None, (0, 1), (0, 14), MONTH, (9 * MONTH, YEAR), (YEAR, 2 * YEAR)),
        caps={("static_lines", "grades"): -0.5, ("shape", "mm"): 0.5},
        fades=2 * YEAR,
    ),
    "skin_booster": Golden(
        *((1, 2), 4 * WEEK, (6 * MONTH, 9 * MONTH), None, None, None, MONTH, MONTH, 6 * MONTH),
        caps={("texture", "grades"): -0.5},
        fades=6 * MONTH,
    ),
    "microneedling": Golden(
        *((3, 4), 4 * WEEK, None, 30, (1, 2), None, MONTH, 6 * MONTH, None),
        caps={("static_lines", "grades"): -0.5, ("texture", "grades"): -0.75},
    ),
    "rf_microneedling": Golden(
        *(3, 2 * WEEK, None, None, (1, 3), None, 2 * MONTH, (2 * MONTH, 6 * MONTH), None),
        caps={("static_lines", "percent"): -15},
    ),
    "platelet_rich_plasma": Golden(
        *((1, 3), 4 * WEEK, None, None, 1, None, (6 * WEEK, 6 * MONTH), None, 12 * WEEK),
        caps={("texture", "grades"): -0.25},
        fades=12 * WEEK,
    ),
}

STATUS: dict[str, dict[Status, set[str]]] = {
    "botulinum_toxin_upper_face": {"on_label": {"forehead", "glabella", "crows_feet"}},
    "botulinum_toxin_lower_face": {"off_label": {"nose", "upper_lip", "marionette", "chin"}},
    "botulinum_toxin_masseter": {"off_label": {"lateral_cheek", "jawline"}},
    "botulinum_toxin_platysma": {"on_label": {"neck", "submental", "jawline"}},
    "ha_filler_lips": {"on_label": {"lips"}},
    "ha_filler_cheek": {"on_label": {"malar_cheek", "mid_cheek", "lateral_cheek"}},
    "ha_filler_tear_trough": {"on_label": {"tear_trough"}},
    "ha_filler_temple": {"on_label": {"temple"}},
    "ha_filler_chin": {"on_label": {"chin"}},
    "ha_filler_jawline": {"on_label": {"jawline", "prejowl"}},
    "ha_filler_nasolabial_fold": {"on_label": {"nasolabial_fold"}},
    "ha_filler_marionette": {"on_label": {"marionette"}},
    "ha_filler_perioral_lines": {"on_label": {"upper_lip"}},
    "calcium_hydroxylapatite": {
        "on_label": {"jawline", "prejowl", "nasolabial_fold", "marionette"},
        "off_label": {"lateral_cheek", "neck", "decolletage"},
    },
    "skin_booster": {"on_label": {"malar_cheek", "mid_cheek", "lateral_cheek"}, "off_label": {"forehead", "neck"}},
    "rf_microneedling": {
        "not_labeled": {
            *("malar_cheek", "mid_cheek", "lateral_cheek", "lower_eyelid", "upper_lip"),
            *("jawline", "submental", "neck", "temple", "chin"),
        }
    },
    "platelet_rich_plasma": {"not_labeled": {"malar_cheek", "mid_cheek", "lateral_cheek"}},
}

DOSES = [
    ("botulinum_toxin_upper_face", "onabotulinumtoxinA", "20 U (5 sites; 40 U; 24 U; 44 U; 64 U; 400 U in 3 months"),
    ("botulinum_toxin_upper_face", "incobotulinumtoxinA", "Glabella 20 U, forehead 20 U; 24 U; 64 U"),
    ("botulinum_toxin_upper_face", "abobotulinumtoxinA", "50 U in 5 sites"),
    ("botulinum_toxin_upper_face", "prabotulinumtoxinA", "20 U; 3 months"),
    ("botulinum_toxin_upper_face", "daxibotulinumtoxinA", "40 U"),
    ("botulinum_toxin_upper_face", "letibotulinumtoxinA", "20 U"),
    ("botulinum_toxin_platysma", "onabotulinumtoxinA", "26, 31 or 36 U"),
    ("botulinum_toxin_masseter", "onabotulinumtoxinA", "No label dose; 48 to 72 U"),
    ("botulinum_toxin_lower_face", "onabotulinumtoxinA", "2 to 3 U a point; chin 5 to 10 U; lip 4 to 8 U"),
    ("ha_filler_lips", "Juvederm Volbella XC", "2.6 mL"),
    ("ha_filler_chin", "Juvederm Voluma XC", "1.85 mL"),
    ("calcium_hydroxylapatite", "calcium hydroxylapatite", "at most 3 mL a side"),
]  # fmt: skip


def written(value: Range | None) -> Span:
    if value is None:
        return None
    return value.low if value.low == value.high else (value.low, value.high)


@pytest.mark.parametrize("name", GOLDEN)
def test_figures_are_those_of_the_sources(name: str) -> None:
    treatment, golden = load_library().treatment(name), GOLDEN[name]
    series, times, outcome = treatment.series, treatment.times, treatment.outcome
    found = Golden(
        *(written(value) for value in (series.visits, series.interval_days, series.retreat_days)),
        *(written(value) for value in (times.minutes, times.downtime_days, times.recovery_days)),
        *(written(value) for value in (outcome.onset_days, outcome.peak_days, outcome.lasts_days)),
        caps=golden.caps,
        fades=golden.fades,
    )
    assert found == golden


@pytest.mark.parametrize("name", GOLDEN)
def test_no_more_is_shown_than_the_cap(name: str) -> None:
    treatment, golden = load_library().treatment(name), GOLDEN[name]
    assert {(effect.layer, effect.unit): effect.cap for effect in treatment.effects} == golden.caps
    assert all(effect.course.fades_days == golden.fades for effect in treatment.effects)
    assert all(0.15 <= effect.expected / effect.cap <= 2 / 3 for effect in treatment.effects)


@pytest.mark.parametrize("name", STATUS)
def test_label_status_of_each_zone(name: str) -> None:
    found: dict[Status, set[str]] = {}
    for serves in load_library().treatment(name).serves:
        found.setdefault(serves.status, set()).update(serves.zones)
    assert found == STATUS[name]


LABELED_GOALS = {
    "microneedling": {"fewer_scars": "on_label", "smoother_skin": "off_label", "smaller_pores": "off_label"},
    "poly_l_lactic_acid": {"softer_folds": "on_label", "fuller_cheeks": "off_label"},
}


@pytest.mark.parametrize("name", LABELED_GOALS)
def test_label_status_where_one_zone_has_several(name: str) -> None:
    serves = load_library().treatment(name).serves
    for goal, status in LABELED_GOALS[name].items():
        assert {each.status for each in serves if goal in each.goals} == {status}


@pytest.mark.parametrize(("name", "product", "figures"), DOSES)
def test_doses_are_those_of_the_sources(name: str, product: str, figures: str) -> None:
    text = " ".join(dose.text for dose in load_library().treatment(name).label_doses if dose.product == product)
    assert [figure for figure in figures.split("; ") if figure not in text] == []
