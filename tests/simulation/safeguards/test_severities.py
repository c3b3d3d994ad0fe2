"""What fell, by how much of its cap, and what moved beside it."""

from __future__ import annotations

import pytest

from simulation.safeguards import ProjectionUnsafeError, Target
from simulation.safeguards.severities import check_targeted, measured_in, untargeted

REDNESS = Target("redness", "nose", 10.0)
BEFORE = {("redness", "nose"): 50.0, ("pores", "nose"): 30.0, ("visible_vessels", "nose"): 40.0}


def test_a_fall_of_the_cap_is_the_most() -> None:
    (found,) = check_targeted([REDNESS], BEFORE, {("redness", "nose"): 40.0})
    assert found.fall == 10.0
    with pytest.raises(ProjectionUnsafeError) as caught:
        check_targeted([REDNESS], BEFORE, {("redness", "nose"): 39.9})
    assert caught.value.details["safeguard"] == "cap_points"
    assert (caught.value.details["value"], caught.value.details["limit"]) == (10.1, 10.0)


def test_beyond_its_cap_a_finding_milder_than_a_grade_is_a_caution_and_from_a_grade_on_a_refusal() -> None:
    target, after = Target("redness", "nose", 1.0), {("redness", "nose"): 14.0}
    (found,) = check_targeted([target], {("redness", "nose"): 19.5}, after)
    assert found.beyond_cap == pytest.approx(4.5)
    with pytest.raises(ProjectionUnsafeError):
        check_targeted([target], {("redness", "nose"): 20.0}, after)


def test_where_skin_moved_points_scatter_with_the_landmarks() -> None:
    after = {("redness", "nose"): 38.5}
    (found,) = check_targeted([REDNESS], BEFORE, after, found_again=True)
    assert found.beyond_cap == 1.5
    with pytest.raises(ProjectionUnsafeError):
        check_targeted([REDNESS], BEFORE, after)


def test_what_the_photo_does_not_show_is_not_claimed() -> None:
    assert check_targeted([REDNESS, Target("texture", "mid_cheek_left", 5.0)], BEFORE, {}) == ()


@pytest.mark.parametrize(("step", "listed", "flagged"), [(1.9, 0, False), (-3.0, 1, False), (-5.5, 1, True)])
def test_what_was_not_meant_is_listed_and_flagged(step: float, listed: int, flagged: bool) -> None:
    found = untargeted([REDNESS], BEFORE, BEFORE | {("pores", "nose"): 30.0 - step})
    assert [(each.concern, each.flagged) for each in found] == [("pores", flagged)] * listed


def test_what_shares_a_cause_is_listed_and_not_flagged() -> None:
    (found,) = untargeted([REDNESS], BEFORE, BEFORE | {("visible_vessels", "nose"): 20.0})
    assert found.coupled
    assert not found.flagged
    assert found.fall == 20.0


def test_only_zones_that_have_a_concern_are_measured() -> None:
    found = measured_in([("nose", "nose"), ("lips", "lips")])
    assert found["redness"] == {"nose"}
    assert found["lip_volume"] == {"lips"}
    assert "glabellar_lines" not in found


def test_what_is_not_known_of_the_photo_is_not_measured() -> None:
    assert measured_in([("nose", "nose")], {("redness", "nose"): 1.0}) == {"redness": {"nose"}}
