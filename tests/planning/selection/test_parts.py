"""`due`, `extent` and `cautioned`, each by itself."""

from __future__ import annotations

import pytest

from planning.findings import Finding
from planning.rules import Level, Source, Verdict
from planning.selection.cautions import cautioned
from planning.selection.due import due, gentle, mild
from planning.selection.extent import extent
from planning.selection.needs import Need
from tests.planning.schedule.requests import LIBRARY

T = LIBRARY.treatments
TOXIN, LASER, PEEL, TROUGH = (
    T[name] for name in ("botulinum_toxin_upper_face", "vascular_laser", "superficial_peel", "ha_filler_tear_trough")
)
OF_TROUGH, OF_EYES = ("tear_trough", "tear_trough"), ("crows_feet", "crows_feet")


def need(concern: str, zone: str, severity: float = 60, goals: tuple[str, ...] = ()) -> Need:
    return Need(concern, (zone,), severity, 3, goals)


def seen(concern: str, zone: str, severity: float) -> Finding:
    return Finding(concern=concern, zone=zone, assessable=True, severity=severity, grade=2)


@pytest.mark.parametrize(
    ("severity", "goals", "is_mild"),
    [(39.9, (), True), (40, (), False), (20, ("less_redness",), False), (20, (), True)],
)
def test_little_that_nobody_asked_for_is_mild(severity: float, goals: tuple[str, ...], is_mild: bool) -> None:
    small = need("redness", "nose", severity, goals)
    assert mild(small) is is_mild
    assert due(LASER, small) is not is_mild
    assert due(T["hydradermabrasion"], small) and due(T["azelaic_acid"], small)


def test_facials_and_home_care_are_gentle_and_nothing_else() -> None:
    assert gentle(T["hydradermabrasion"]) and gentle(T["sunscreen"])
    assert not any(gentle(each) for each in (TOXIN, LASER, PEEL, TROUGH))


def sides(concern: str, zone: str, other: float | None, severity: float = 60) -> tuple[tuple[str, ...], str]:
    found = [] if other is None else [seen(concern, f"{zone}_right", other)]
    treatment = TOXIN if concern == "crows_feet" else TROUGH
    one = need(concern, f"{zone}_left", severity)
    place = extent(treatment, [one], found)
    return place.zones, place.said.get(one.key, "")


@pytest.mark.parametrize(
    ("of", "other", "severity", "both", "said"),
    [
        (OF_TROUGH, None, 60, True, "The other side could not be assessed; both are planned."),
        (OF_TROUGH, 20, 60, True, ""),
        (OF_TROUGH, 19, 38, True, "The other side shows 19 of 100; both are planned."),
        (OF_TROUGH, 19, 39, False, "The other side shows only 19 of 100; this side alone is planned."),
        (OF_EYES, 19, 60, True, "Both sides are planned, so that expression stays even."),
    ],
)
def test_the_other_side_is_treated_unless_it_shows_a_grade_less_and_too_little(
    of: tuple[str, str], other: float | None, severity: float, both: bool, said: str
) -> None:
    zones, text = sides(*of, other, severity)
    assert (zones, text) == ((f"{of[1]}_left", f"{of[1]}_right")[: 1 + both], said)


def test_a_right_side_has_a_left_one() -> None:
    assert extent(TROUGH, [need("tear_trough", "tear_trough_right")], None).zones == (
        "tear_trough_left",
        "tear_trough_right",
    )


def test_a_field_is_treated_whole_and_spots_where_they_are() -> None:
    (line,) = PEEL.serves
    assert extent(PEEL, [need("uneven_tone", "nose")], []).zones == line.zones
    spot = need("visible_vessels", "malar_cheek_left")
    assert extent(LASER, [spot], []) == extent(LASER, [spot], [seen("visible_vessels", "malar_cheek_right", 50)])
    assert extent(LASER, [spot], []).zones == ("malar_cheek_left",)
    assert len(extent(LASER, [need("redness", "nose")], []).zones) > 1


def test_needling_goes_where_the_concern_is_measured_and_a_goal_names_its_zones() -> None:
    needled = extent(T["microneedling"], [need("pores", "nose")], []).zones
    assert set(needled) == {"nose", "malar_cheek", "mid_cheek"}
    asked = Need("", ("chin",), 40, None, ("fewer_scars",))
    assert extent(T["microneedling"], [asked], []).zones == ("chin",)


def test_a_kind_stands_for_both_of_its_sides_in_the_order_of_the_file() -> None:
    both = [need("redness", "malar_cheek_left"), need("visible_vessels", "nose")]
    zones = extent(LASER, both, []).zones
    assert "malar_cheek_left" not in zones and zones.index("nose") < zones.index("malar_cheek")


def warning(message: str, *facts: str) -> Verdict:
    source = Source(cite="Ours", strength="house")
    return Verdict(Level.WARN, "x", (), "a_rule", message, "", facts, source)


ASKED, UNASKED = [need("redness", "nose", goals=("less_redness",))], [need("redness", "nose")]
ONE, TWO, THREE = ([warning("First."), warning("Second."), warning("Third.")][:n] for n in (1, 2, 3))


@pytest.mark.parametrize(
    ("name", "warnings", "asked", "unasked"),
    [
        ("vascular_laser", [], False, False),
        ("vascular_laser", ONE, False, True),
        ("vascular_laser", [*ONE, *ONE], False, True),
        ("vascular_laser", TWO, True, True),
        ("superficial_peel", TWO, False, True),
        ("superficial_peel", THREE, True, True),
        ("ha_filler_lips", TWO, False, True),
        ("ha_filler_lips", THREE, True, True),
        ("hydradermabrasion", THREE, False, True),
    ],
)
def test_warnings_leave_it_to_the_provider(name: str, warnings: list[Verdict], asked: bool, unasked: bool) -> None:
    assert bool(cautioned(T[name], ASKED, warnings)) is asked
    assert bool(cautioned(T[name], UNASKED, warnings)) is unasked


def test_it_says_how_many_cautions_and_which() -> None:
    text = cautioned(LASER, ASKED, TWO)
    assert text == "Vascular laser: 2 cautions speak against it for this client. First. Second."
    assert cautioned(LASER, UNASKED, TWO) == "Vascular laser: not asked for, and to be weighed for this client. First."


@pytest.mark.parametrize("fact", ["Pregnancy", "Lactation"])
def test_all_that_is_elective_waits_for_the_end_of_pregnancy_and_breastfeeding(fact: str) -> None:
    assert "put off until" in cautioned(T["hydradermabrasion"], ASKED, [warning("Wait.", fact)])
    assert "put off" not in cautioned(T["hydradermabrasion"], ASKED, [warning("Wait.", "Diabetes")])


def test_of_a_field_nothing_is_said_of_sides_and_a_spot_has_no_other_side_whatever_treats_it() -> None:
    assert extent(LASER, [need("redness", "malar_cheek_left")], []).said == {}
    injected = LASER.model_copy(update={"kind": "filler"})
    assert extent(injected, [need("visible_vessels", "malar_cheek_left")], []).zones == ("malar_cheek_left",)


def test_lines_of_the_cheek_are_not_needled_at_the_lip() -> None:
    assert "upper_lip" not in extent(T["microneedling"], [need("cheek_lines", "lateral_cheek_left")], []).zones
