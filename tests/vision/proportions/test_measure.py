"""Measurements of one face: they do not depend on pose, size or side, and refuse what a photo does not show."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from models.canonical_face import CanonicalFace
from vision.capture import CaptureIssue, CaptureReport, Declaration
from vision.face import Face, read_form
from vision.face.mirror import mirror_permutation
from vision.proportions import NoProportionReason, Proportion, load_accuracy, load_rows, measure_proportions

SIZE_HW = (512, 512)  # of the astronaut
RATIOS = {row.name for row in load_rows() if row.kind == "ratio"}
DIFFERENCES = {row.name for row in load_rows() if row.kind == "difference"}
Measured = dict[str, Proportion]


def report(*codes: str, rejects: bool = False, **declared: str) -> CaptureReport:
    issues = tuple(CaptureIssue(code, "", 0.0, 0.0, rejects) for code in codes)
    return CaptureReport(Declaration(**declared), issues)  # type: ignore[arg-type]


def measured(face: Face, canonical: CanonicalFace, capture: CaptureReport | None = None) -> Measured:
    form = read_form(face, canonical.vertices_cm)
    return {p.name: p for p in measure_proportions(face, form, capture or report(), SIZE_HW)}


@pytest.fixture(scope="module")
def straight(astronaut_face: Face, canonical: CanonicalFace) -> Measured:
    return measured(astronaut_face, canonical)


def values(found: Measured) -> dict[str, float]:
    return {name: each.value for name, each in found.items() if each.value is not None}


def turned(face: Face, yaw_deg: float, pitch_deg: float, roll_deg: float) -> Face:
    yaw, pitch, roll = np.radians([yaw_deg, pitch_deg, roll_deg])
    about_y = np.array([[np.cos(yaw), 0, -np.sin(yaw)], [0, 1, 0], [np.sin(yaw), 0, np.cos(yaw)]])
    about_x = np.array([[1, 0, 0], [0, np.cos(pitch), -np.sin(pitch)], [0, np.sin(pitch), np.cos(pitch)]])
    about_z = np.array([[np.cos(roll), -np.sin(roll), 0], [np.sin(roll), np.cos(roll), 0], [0, 0, 1]])
    return moved(face, about_z @ about_x @ about_y)


def moved(face: Face, by: NDArray[np.float64]) -> Face:
    """About the middle of its landmarks."""
    landmarks = face.landmarks_px.astype(np.float64)
    middle = landmarks.mean(0)
    return replace(face, landmarks_px=((landmarks - middle) @ by.T + middle).astype(np.float32))


def test_every_row_is_answered_in_order_with_a_value_or_a_reason(straight: Measured) -> None:
    assert list(straight) == [row.name for row in load_rows()]
    for each in straight.values():
        assert each.assessable == (each.value is not None) == (each.unit is not None) == (each.reason is None)
        assert each.assessable == (each.reason_message is None)


def test_an_adult_is_of_the_size_of_adults(straight: Measured) -> None:
    found = values(straight)
    assert 52 < found["interpupillary_distance"] < 72 and 115 < found["face_width"] < 160
    assert 25 < found["intercanthal_distance"] < 40 and 28 < found["nose_width"] < 45


@pytest.mark.parametrize("angles", [(10, 0, 0), (0, 12, 0), (0, 0, 25), (-8, 6, -15)])
def test_a_turned_head_measures_the_same(
    angles: tuple[float, float, float], straight: Measured, astronaut_face: Face, canonical: CanonicalFace
) -> None:
    again = turned(astronaut_face, *angles)
    # The ruler lies in the picture and shrinks with the turn: lengths are compared by one ruler.
    scale = astronaut_face.mm_per_px / again.mm_per_px
    found, accuracy = values(measured(again, canonical)), load_accuracy()
    for name, value in values(straight).items():
        bias, ruler = accuracy[name].bias, 1.0 if name in RATIOS else scale
        assert (found[name] + bias) * ruler == pytest.approx(value + bias, abs=0.05), name


def test_a_larger_photo_measures_the_same(straight: Measured, astronaut_face: Face, canonical: CanonicalFace) -> None:
    found = measured(moved(astronaut_face, np.diag([1.1, 1.1, 1.1])), canonical)
    assert values(found) == pytest.approx(values(straight), abs=0.01)


def test_a_mirrored_face_has_its_differences_the_other_way(
    straight: Measured, astronaut_face: Face, canonical: CanonicalFace
) -> None:
    flipped = moved(astronaut_face, np.diag([-1.0, 1, 1]))
    partners = mirror_permutation(canonical.vertices_cm)
    found = values(measured(replace(flipped, landmarks_px=flipped.landmarks_px[partners]), canonical))
    assert DIFFERENCES & found.keys()
    swapped = {"left": "right", "right": "left"}
    for name, value in values(straight).items():
        twin = "_".join(swapped.get(word, word) for word in name.split("_"))
        assert found[twin] == pytest.approx(-value if name in DIFFERENCES else value, abs=0.02), name


def test_a_raised_left_brow_is_higher_on_the_left(
    straight: Measured, astronaut_face: Face, canonical: CanonicalFace
) -> None:
    (row,) = [row for row in load_rows() if row.name == "brow_difference"]
    assert row.span is not None
    landmarks = astronaut_face.landmarks_px.copy()
    landmarks[list(row.span.start), 1] -= 2 / astronaut_face.mm_per_px
    found = measured(replace(astronaut_face, landmarks_px=landmarks), canonical)
    raised = values(found)["brow_difference"] - values(straight)["brow_difference"]
    assert raised == pytest.approx(2, abs=0.2)  # the pose, fitted to all landmarks, follows a little


def reasons(found: Measured) -> set[NoProportionReason | None]:
    return {each.reason for each in found.values()}


@pytest.mark.parametrize("view", ["left_oblique", "right_oblique", "left_profile", "right_profile"])
def test_another_view_is_not_measured(view: str, astronaut_face: Face, canonical: CanonicalFace) -> None:
    assert reasons(measured(astronaut_face, canonical, report(view=view))) == {NoProportionReason.OBLIQUE}


@pytest.mark.parametrize("issue", ["yaw", "pitch"])
def test_a_turned_head_is_not_measured(issue: str, astronaut_face: Face, canonical: CanonicalFace) -> None:
    assert reasons(measured(astronaut_face, canonical, report(issue))) == {NoProportionReason.OBLIQUE}


def test_a_rejected_photo_is_not_measured(astronaut_face: Face, canonical: CanonicalFace) -> None:
    found = measured(astronaut_face, canonical, report("blurred", rejects=True))
    assert reasons(found) == {NoProportionReason.CAPTURE}


@pytest.mark.parametrize("capture", [report(expression="smile"), report("mouth_open")], ids=["smile", "open"])
def test_a_mouth_that_is_not_at_rest_keeps_what_it_moves(
    capture: CaptureReport, straight: Measured, astronaut_face: Face, canonical: CanonicalFace
) -> None:
    found = measured(astronaut_face, canonical, capture)
    moved_rows = {"lower_third", "mouth_width", "upper_to_lower_lip", "chin_height", "face_height_to_width"}
    assert {found[name].reason for name in moved_rows} == {NoProportionReason.EXPRESSION}
    still = ("face_width", "intercanthal_share", "interpupillary_distance")
    assert [found[name] for name in still] == [straight[name] for name in still]


def test_raised_brows_keep_the_brows_alone(astronaut_face: Face, canonical: CanonicalFace) -> None:
    found = measured(astronaut_face, canonical, report(expression="brows_up"))
    assert found["middle_third"].reason == found["brow_difference"].reason == NoProportionReason.EXPRESSION
    assert found["mouth_width"].assessable and found["lower_third"].assessable


def test_a_side_view_is_asked_for_what_only_it_shows(straight: Measured) -> None:
    asked = {name for name, each in straight.items() if each.reason == NoProportionReason.VIEW}
    assert asked >= {"chin_projection", "nasolabial_angle", "nasal_profile", "lip_projection", "cervicomental_angle"}
    assert straight["upper_third"].reason == NoProportionReason.LANDMARK


def test_a_chin_that_the_photo_cuts_off_is_not_measured(
    straight: Measured, astronaut_face: Face, canonical: CanonicalFace
) -> None:
    below = float(astronaut_face.landmarks_px[152, 1]) - 1
    form = read_form(astronaut_face, canonical.vertices_cm)
    found = {p.name: p for p in measure_proportions(astronaut_face, form, report(), (int(below), 512))}
    cut = {"lower_third", "chin_height", "face_height", "lower_to_middle_third", "chin_shift"}
    assert {found[name].reason for name in cut} == {NoProportionReason.OUT_OF_FRAME}
    assert found["mouth_width"] == straight["mouth_width"]
