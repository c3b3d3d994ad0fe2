"""Figures of toxins, fillers, biostimulators and needling, taken a second time from the published tables.

They were read from the clinical facts, not from the files, so that a wrong digit in either shows. A month counts 30
days and a year 365; "not found" there is None here.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from planning.library import load_library
from planning.library.ranges import Range

WEEK, MONTH, YEAR = 7, 30, 365
Span = int | tuple[int, int] | None


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
        *((1, 3), 4 * WEEK, None, None, 1, None, 6 * WEEK, None, (12 * WEEK, 6 * MONTH)),
        caps={("texture", "grades"): -0.25},
        fades=12 * WEEK,
    ),
}

REPEATS = {
    "ha_filler_lips": 2 * WEEK,
    "ha_filler_temple": 2 * WEEK,
    "ha_filler_perioral_lines": 2 * WEEK,
    "ha_filler_chin": 4 * WEEK,
    "ha_filler_jawline": 4 * WEEK,
    "calcium_hydroxylapatite": 4 * WEEK,
    "poly_l_lactic_acid": 4 * WEEK,
    "skin_booster": 4 * WEEK,
    "microneedling": 4 * WEEK,
    "rf_microneedling": 2 * WEEK,
    "platelet_rich_plasma": 4 * WEEK,
}


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


GROWTH = {  # day first seen, day strongest
    "botulinum_toxin_upper_face": (3, 4 * WEEK),
    "botulinum_toxin_masseter": (2 * WEEK, 12 * WEEK),
    "botulinum_toxin_platysma": (14, 14),
    "ha_filler_lips": (0, MONTH),
    "ha_filler_cheek": (0, 6 * MONTH),
    "ha_filler_tear_trough": (0, 3 * MONTH),
    "ha_filler_temple": (0, 3 * MONTH),
    "ha_filler_jawline": (0, 6 * MONTH),
    "ha_filler_nasolabial_fold": (0, 6 * MONTH),
    "ha_filler_marionette": (0, 6 * MONTH),
    "ha_filler_perioral_lines": (0, 8 * WEEK),
    "calcium_hydroxylapatite": (0, 24 * WEEK),
    "poly_l_lactic_acid": (MONTH, 9 * MONTH),
    "skin_booster": (MONTH, MONTH),
    "microneedling": (MONTH, 6 * MONTH),
    "rf_microneedling": (2 * MONTH, 6 * MONTH),
    "platelet_rich_plasma": (6 * WEEK, 6 * WEEK),
}


@pytest.mark.parametrize("name", GROWTH)
def test_effects_grow_as_late_as_the_sources_say(name: str) -> None:
    courses = {(each.course.onset_days, each.course.peak_days) for each in load_library().treatment(name).effects}
    assert courses == {GROWTH[name]}


@pytest.mark.parametrize("face", ["upper_face", "lower_face", "platysma"])
def test_toxin_is_reviewed_after_two_weeks(face: str) -> None:
    assert written(load_library().treatment(f"botulinum_toxin_{face}").series.review_days) == 2 * WEEK


def test_nothing_is_projected_where_no_size_was_published() -> None:
    silent = {name for name in GOLDEN if load_library().treatment(name).not_projected}
    assert silent == {"botulinum_toxin_lower_face", "ha_filler_chin"}


@pytest.mark.parametrize("name", GOLDEN)
def test_a_series_keeps_every_gap_to_itself(name: str) -> None:
    treatment = load_library().treatment(name)
    gaps = [sourced.part for sourced in load_library().gaps]
    own = [gap.days for gap in gaps if gap.earlier in treatment.called and gap.later in treatment.called]
    interval = treatment.series.interval_days
    assert interval is None or max(own, default=0) <= interval.low


@pytest.mark.parametrize(("name", "days"), REPEATS.items())
def test_a_repeat_comes_no_sooner(name: str, days: int) -> None:
    assert {gap.days for gap in load_library().treatment(name).gaps if gap.earlier == name} == {days}
