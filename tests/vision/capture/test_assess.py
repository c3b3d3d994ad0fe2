"""The report as a whole, on the astronaut and on heads turned by declaration."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from vision.capture import CaptureReport, Declaration, View, assess
from vision.capture.shot import Shot
from vision.chart import ChartMaker
from vision.face import Face, FaceFinder
from vision.photo import Photo


def report(shot: Shot, declaration: Declaration) -> CaptureReport:
    return assess(shot.photo, shot.face, shot.chart, shot.atlas, declaration)


def codes(shot: Shot, view: View = "front", expression: str = "smile") -> set[str]:
    declaration = Declaration(view, expression)  # type: ignore[arg-type]
    return {issue.code for issue in report(shot, declaration).issues}


def test_the_astronaut_is_small(shot: Shot) -> None:
    small = next(i for i in report(shot, Declaration("front", "smile")).issues if i.code == "face_too_small")
    assert (small.value, small.limit, small.rejects) == (pytest.approx(43, abs=2), 100, False)


def test_a_smile_declared_as_rest_is_an_issue_of_its_own(shot: Shot) -> None:
    assert codes(shot, expression="rest") - codes(shot, expression="smile") == {"expression_mismatch"}


def test_an_open_mouth_is_not_told_beside_the_smile(shot: Shot) -> None:
    assert "mouth_open" not in codes(shot, expression="rest")


@pytest.mark.parametrize("view", ["front", "left_oblique", "right_oblique", "left_profile", "right_profile"])
@pytest.mark.parametrize("yaw", [0.0, -38.0, 38.0, -80.0, 80.0])
def test_only_the_declared_view_passes(posed: Callable[..., Shot], view: View, yaw: float) -> None:
    """Turned to the client's right (negative) a head shows its left side."""
    shown = {0.0: "front", -38.0: "left_oblique", 38.0: "right_oblique", -80.0: "left_profile", 80.0: "right_profile"}
    assert ("view_mismatch" in codes(posed(yaw_deg=yaw), view)) == (view != shown[yaw])


def test_a_mismatch_of_view_rejects(posed: Callable[..., Shot]) -> None:
    assert report(posed(yaw_deg=-38.0), Declaration("right_oblique")).verdict == "reject"


def test_a_mismatch_of_view_silences_yaw(posed: Callable[..., Shot]) -> None:
    assert "yaw" not in codes(posed(yaw_deg=40.0))


@pytest.mark.parametrize(
    ("angles", "code"),
    [({"yaw_deg": 15.0}, "yaw"), ({"pitch_deg": -18.0}, "pitch"), ({"roll_deg": 18.0}, "roll")],
)
def test_a_head_held_awry_warns_with_its_angle(posed: Callable[..., Shot], angles: dict[str, float], code: str) -> None:
    straight = posed(yaw_deg=0.0, pitch_deg=0.0, roll_deg=0.0)
    awry = posed(**{"yaw_deg": 0.0, "pitch_deg": 0.0, "roll_deg": 0.0, **angles})
    assert codes(awry) - codes(straight) == {code}


def test_left_and_right_are_the_clients(posed: Callable[..., Shot]) -> None:
    issues = report(posed(yaw_deg=15.0), Declaration("front", "smile")).issues
    (message,) = [issue.message for issue in issues if issue.code == "yaw"]
    assert "right side shows more" in message


def test_the_worst_comes_first(posed: Callable[..., Shot]) -> None:
    issues = report(posed(yaw_deg=40.0, pitch_deg=17.0), Declaration()).issues
    assert [issue.rejects for issue in issues] == sorted((issue.rejects for issue in issues), reverse=True)
    assert issues[0].code == "view_mismatch"


def test_assessing_twice_gives_the_same(shot: Shot) -> None:
    assert report(shot, Declaration()) == report(shot, Declaration())


@pytest.fixture(scope="module")
def mirrored(shot: Shot, finder: FaceFinder, chart_maker: ChartMaker) -> Shot:
    photo = Photo.from_array(np.ascontiguousarray(shot.photo.image_rgb[:, ::-1]))
    (face,) = finder.find([photo])
    assert isinstance(face, Face)
    return Shot.of(photo, face, chart_maker.unwrap(photo, face), shot.atlas)


def test_the_mirrored_photo_has_the_same_issues(shot: Shot, mirrored: Shot) -> None:
    assert codes(mirrored) == codes(shot)


def test_the_mirrored_photo_has_its_light_on_the_other_side(shot: Shot, mirrored: Shot) -> None:
    from vision.capture.light import side_light_ev

    there, here = side_light_ev(mirrored), side_light_ev(shot)
    assert there is not None
    assert here is not None
    assert there == pytest.approx(-here, abs=0.08)
