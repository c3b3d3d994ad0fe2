"""The studies on cases made up."""

from __future__ import annotations

from dataclasses import replace

import pytest

from simulation.effects import LEVELS, Level
from tests.evaluation.rows import Row
from tests.evaluation.simulation import studies
from tests.evaluation.simulation.cases import Case, Drift, Fall, Look, Output

_LOOK = Look(outside=0, changed=0.3, taken=1.0, fine_power=1.0, seam=1.0, border_step=0.5, reading="subtle")


def _fall(fall: float | None, before: float = 40, asked: float = 5, cap: float = 8, declined: bool = False) -> Fall:
    return Fall("redness", "nose", before, asked, cap, fall, fall, declined, False)


def _case(*falls: Fall, level: Level = "expected", person: str = "a", tone: str = "light", **look: float) -> Case:
    looks = replace(_LOOK, **look)  # type: ignore[arg-type]
    return Case(person, tone, "laser", level, frozenset({"hemoglobin"}), looks, falls, ())


def _value(rows: list[Row], name: str, concern: str = "all") -> float | None:
    (one,) = [one for one in rows if (one.name, one.concern) == (name, concern)]
    return one.value


def _met(rows: list[Row], name: str) -> bool | None:
    (one,) = [one for one in rows if one.name == name and one.concern == "all"]
    return one.met


def test_a_run_that_is_not_of_everybody_says_so() -> None:
    assert (
        _met(studies.people([_case(person="a"), _case(person="a", level="low"), _case(person="b")]), "people") is False
    )


def test_one_code_value_outside_fails() -> None:
    assert _met(studies.outside([_case(), _case(outside=1)]), "outside, largest difference") is False
    assert _met(studies.outside([_case()]), "outside, largest difference") is True


def test_what_rises_and_what_cannot_be_read_has_not_fallen() -> None:
    rows = studies.falls([_case(_fall(4), _fall(-0.2), _fall(None), _fall(0.1))])
    assert _value(rows, "falls") == 0.5
    assert _value(rows, "falls", "redness") == 0.5
    assert _value(rows, "falls, laser") == 0.5


def test_a_milder_finding_need_not_fall() -> None:
    rows = studies.falls([_case(_fall(4), _fall(-3, before=19.9))])
    assert _value(rows, "falls") == 1.0
    assert not [one for one in rows if one.name == "falls, laser"]


def test_what_is_declined_counts_in_one_row_and_not_in_the_other() -> None:
    rows = studies.falls([_case(_fall(4), _fall(0, declined=True))])
    assert (_value(rows, "falls"), _value(rows, "falls, told")) == (0.5, 1.0)


def test_a_fall_beyond_its_cap_fails_at_any_level() -> None:
    rows = studies.falls([_case(_fall(4)), _case(_fall(8.2), level="high")])
    assert _value(rows, "within the cap") == 0.5
    assert _met(rows, "within the cap") is False


def test_a_fresh_reading_is_held_against_the_one_that_kept_the_skin() -> None:
    apart = [replace(_fall(4), fresh=4.5), replace(_fall(4), fresh=-1.0), replace(_fall(2), fresh=None)]
    rows = studies.falls([_case(*apart)])
    assert _value(rows, "falls, fresh") == 0.5
    assert _value(rows, "fresh against kept, largest points") == 5.0


def test_drifts_are_judged_in_treated_zones_by_median_and_everywhere_by_the_worst() -> None:
    moved = tuple(Drift("pores", "nose", change, True) for change in (1.0, -3.0, 2.5))
    far = Drift("pores", "chin", -6.0, False)
    rows = studies.drifts([replace(_case(), drifts=(*moved, far))])
    assert _value(rows, "drift, median") == 2.5
    assert _value(rows, "drift, worst") == 6.0
    assert _value(rows, "drift, share within 5 points") == 0.75
    assert _value(rows, "drift worst 1: laser, a, chin", "pores") == -6.0


def test_drifts_by_landmarks_that_were_kept_are_a_row_of_their_own() -> None:
    drifts = (Drift("pores", "nose", 1.0, True), Drift("pores", "nose", 9.0, True, kept=True))
    rows = studies.drifts([replace(_case(), drifts=drifts)])
    assert _value(rows, "drift, worst") == 1.0
    assert _value(rows, "drift, shape, landmarks kept, worst") == 9.0


@pytest.mark.parametrize(
    ("fallen", "rises"), [((1, 2, 3), 1.0), ((1, 1, 0.95), 1.0), ((1, 2, 1.85), 0.0), ((2, 1, 3), 0.0)]
)
def test_levels_rise_but_for_a_tenth_of_a_point(fallen: tuple[float, ...], rises: float) -> None:
    cases = [_case(_fall(fall), level=level) for level, fall in zip(LEVELS, fallen, strict=True)]
    assert _value(studies.levels(cases), "levels rise") == rises


def test_a_level_that_cannot_be_read_does_not_rise() -> None:
    cases = [_case(_fall(fall), level=level) for level, fall in zip(LEVELS, (1.0, None, 3.0), strict=True)]
    assert _value(studies.levels(cases), "levels rise") == 0.0


def test_grain_is_judged_where_only_lines_and_pigments_change_and_not_beyond_expected() -> None:
    blurred = replace(_case(fine_power=0.5), layers=frozenset({"hemoglobin", "texture"}))
    rows = studies.grain([_case(fine_power=0.97), _case(fine_power=0.8, level="high"), blurred])
    assert _value(rows, "grain, lines and pigments, least") == 0.97
    assert _value(rows, "grain, laser, least") == 0.5


def test_the_steepest_border_is_told() -> None:
    rows = studies.seams([_case(seam=1.0), _case(seam=1.2)])
    assert _value(rows, "seam, largest") == 1.2
    assert _value(rows, "seam, within") == 0.5


def test_tones_are_compared_by_what_each_point_asked_brought() -> None:
    dark = [_case(_fall(2, asked=5), person=f"d{i}", tone="dark", taken=1.0) for i in range(5)]
    light = [_case(_fall(8, asked=10), person=f"l{i}", tone="light", taken=4.0) for i in range(5)]
    rows = studies.tones([*dark, *light])
    assert _value(rows, "tone, fall, laser, dark/light") == pytest.approx(0.5)
    assert _value(rows, "tone, light taken, laser, dark/light") == pytest.approx(0.5)
    assert _met(rows, "tone, fall, dark/light, least of the treatments") is False
    assert _met(rows, "tone, fall, dark/light, most of the treatments") is True


def test_a_tone_of_which_little_was_seen_is_not_compared() -> None:
    dark = [_case(_fall(2), person=f"d{i}", tone="dark") for i in range(4)]
    light = [_case(_fall(4), person=f"l{i}", tone="light") for i in range(9)]
    assert studies.tones([*dark, *light]) == []


def test_a_layer_that_must_lose_grain_makes_a_case_not_fine() -> None:
    assert _case().fine
    assert not replace(_case(), layers=frozenset({"shape"})).fine
    assert not replace(_case(), layers=frozenset()).fine


def test_readings_are_shares_by_level() -> None:
    seen = [_case(person="a"), replace(_case(person="b"), look=replace(_LOOK, reading="imperceptible"))]
    rows = studies.subtlety([*seen, _case(level="high")])
    assert _value(rows, "subtlety, expected, imperceptible") == 0.5
    assert _value(rows, "subtlety, high, subtle") == 1.0
    assert _value(rows, "subtlety, low, subtle") is None
    assert _value(rows, "subtlety, laser, imperceptible") == 0.5


def test_an_output_is_held_against_label_manifest_and_letters() -> None:
    good = Output("a", ("laser",), state="Valid", read=True)
    half = replace(good, read=False, state="Invalid", outside=2)
    rows = studies.files([good, half, Output("b", ("peel",), refused="projection_unsafe")])
    assert _value(rows, "manifest valid") == 0.5
    assert _value(rows, "label read at 480 px") == 0.5
    assert _value(rows, "outside with label, largest difference") == 2
    assert _value(rows, "outputs refused") == pytest.approx(1 / 3, abs=0.001)
    assert _value(rows, "outputs refused, projection_unsafe: peel, b") == 1


def test_letters_that_nothing_here_reads_are_no_pass() -> None:
    rows = studies.files([Output("a", ("laser",), state="Valid", read=None)])
    assert _met(rows, "label read at 480 px") is None


@pytest.mark.parametrize("study", [studies.outside, studies.falls, studies.drifts, studies.levels, studies.tones])
def test_nothing_seen_gives_no_row(study) -> None:  # type: ignore[no-untyped-def]
    assert study([]) == []
