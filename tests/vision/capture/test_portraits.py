"""Real portraits, as taken and spoiled by known amounts (London and Canada sets; skipped where absent)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Portraits
from tests.vision.capture import degradations as d
from vision.capture import CaptureReport, Declaration, assess
from vision.chart import ChartMaker
from vision.face import Face, FaceFinder
from vision.photo import Photo, decode_photo
from vision.zones import ZoneAtlas

FEW = ("137", "108", "010")  # one of each third of skin tone, darkest first
CLEAR = {"003": {"forehead_covered", "expression_mismatch"}, "026": {"forehead_covered"}}  # true by eye; else none
Judge = Callable[..., list[CaptureReport]]
Spoil = Callable[[d.Pixels, Face], d.Pixels]
SpoilFew = Callable[[Spoil], list[CaptureReport]]


@pytest.fixture(scope="module")
def judge(finder: FaceFinder, chart_maker: ChartMaker, atlas: ZoneAtlas) -> Judge:
    """Reports of photos, found in one batch."""

    def reports(photos: list[Photo], declaration: Declaration | None = None) -> list[CaptureReport]:
        found = finder.find(photos)
        assert all(isinstance(face, Face) for face in found)
        return [
            assess(photo, face, chart_maker.unwrap(photo, face), atlas, declaration or Declaration())
            for photo, face in zip(photos, found, strict=True)
            if isinstance(face, Face)
        ]

    return reports


def codes(report: CaptureReport) -> set[str]:
    return {issue.code for issue in report.issues}


@pytest.fixture(scope="module")
def neutral(portraits: Portraits, judge: Judge) -> dict[str, CaptureReport]:
    return dict(zip(portraits.ids, judge([portraits.photo(p) for p in portraits.ids]), strict=True))


@pytest.fixture(scope="module")
def smiling(portraits: Portraits, judge: Judge) -> list[Photo]:
    return [portraits.photo(person, "smiling") for person in portraits.ids]


def test_neutral_portraits_have_the_issues_that_the_eye_sees(neutral: dict[str, CaptureReport]) -> None:
    assert {person: codes(report) for person, report in neutral.items() if report.issues} == CLEAR


def test_no_neutral_portrait_is_rejected(neutral: dict[str, CaptureReport]) -> None:
    assert [person for person, report in neutral.items() if report.verdict == "reject"] == []


def test_smiles_declared_as_rest_are_told(smiling: list[Photo], judge: Judge) -> None:
    """27 of 33; the rest smile with closed lips and hardly."""
    assert sum("expression_mismatch" in codes(report) for report in judge(smiling)) >= 26


def test_smiles_declared_as_smiles_pass(smiling: list[Photo], judge: Judge) -> None:
    """All but one, which shows none."""
    reports = judge(smiling, Declaration("front", "smile"))
    assert sum("expression_mismatch" in codes(report) for report in reports) <= 1


def test_neutral_faces_are_no_smiles(portraits: Portraits, judge: Judge) -> None:
    """The limit is low so that faint smiles pass; upturned mouths pass with them."""
    reports = judge([portraits.photo(p) for p in portraits.ids], Declaration("front", "smile"))
    assert sum("expression_mismatch" in codes(report) for report in reports) >= 25


SPOILED: dict[str, tuple[Spoil, str]] = {
    "blur 2 px": (lambda i, f: d.blur(i, 2), "blurred"),
    "blur 4 px": (lambda i, f: d.blur(i, 4), "blurred"),
    "shake 13 px": (lambda i, f: d.shake(i, 13), "blurred"),
    "two stops under": (lambda i, f: d.expose(i, -2), "underexposed"),
    "light from the client's left": (lambda i, f: d.light_from_side(i, f, 2.5), "one_sided_light"),
    "light from the client's right": (lambda i, f: d.light_from_side(i, f, -2.5), "one_sided_light"),
    "warm light": (lambda i, f: d.light_of(i, 4000), "color_cast"),
    "cool light": (lambda i, f: d.light_of(i, 20000), "color_cast"),
    "green light": (lambda i, f: d.tint(i, 1.45), "color_cast"),
    "pink light": (lambda i, f: d.tint(i, 0.7), "color_cast"),
    "chin cut": (lambda i, f: d.cut(i, f, "chin", 12), "out_of_frame"),
    "forehead cut": (lambda i, f: d.cut(i, f, "forehead", 12), "out_of_frame"),
    "temple cut": (lambda i, f: d.cut(i, f, "temple", 12), "out_of_frame"),
    "turned 20 degrees": (lambda i, f: d.turn(i, 20), "roll"),
    "turned back 20 degrees": (lambda i, f: d.turn(i, -20), "roll"),
    "shrunk to 0.4": (lambda i, f: d.shrink(i, 0.4), "face_too_small"),
}
MILD: dict[str, Spoil] = {
    "jpeg 85": lambda i, f: d.jpeg(i, 85),
    "0.3 stops under": lambda i, f: d.expose(i, -0.3),
    "0.3 stops over": lambda i, f: d.expose(i, 0.3),
    "400 K warmer": lambda i, f: d.light_of(i, 6100),
    "400 K cooler": lambda i, f: d.light_of(i, 6900),
    "shrunk to 0.7": lambda i, f: d.shrink(i, 0.7),
    "turned 5 degrees": lambda i, f: d.turn(i, 5),
    "turned back 5 degrees": lambda i, f: d.turn(i, -5),
    "blur 0.5 px": lambda i, f: d.blur(i, 0.5),
}


@pytest.fixture(scope="module")
def spoil(portraits: Portraits, portrait_faces: dict[str, Face], judge: Judge) -> SpoilFew:
    def reports(how: Spoil) -> list[CaptureReport]:
        pictures = [how(portraits.photo(person).image_rgb, portrait_faces[person]) for person in FEW]
        return judge([Photo.from_array(picture) for picture in pictures])

    return reports


@pytest.mark.parametrize("name", SPOILED)
def test_a_spoiled_photo_has_exactly_that_issue(spoil: SpoilFew, name: str) -> None:
    how, code = SPOILED[name]
    assert [codes(report) for report in spoil(how)] == [{code}] * len(FEW)


@pytest.mark.parametrize("name", MILD)
def test_a_mildly_changed_photo_has_none(spoil: SpoilFew, name: str) -> None:
    assert [codes(report) for report in spoil(MILD[name])] == [set()] * len(FEW)


def test_two_stops_over_loses_light_skin_only(spoil: SpoilFew) -> None:
    """The darkest skin has room for two stops: nothing of it is lost, and nothing is said."""
    assert [codes(report) for report in spoil(lambda i, f: d.expose(i, 2))] == [set(), {"overexposed"}, {"overexposed"}]


@pytest.mark.parametrize(
    ("code", "steps", "how"),
    [
        ("blurred", (2, 3, 4, 6), lambda i, f, x: d.blur(i, x)),
        ("underexposed", (-2, -3, -4), lambda i, f, x: d.expose(i, x)),
        ("one_sided_light", (2.5, 3.5, 4.5), lambda i, f, x: d.light_from_side(i, f, x)),
        ("color_cast", (1.4, 1.7, 2.0), lambda i, f, x: d.tint(i, x)),
        ("out_of_frame", (12, 20, 28), lambda i, f, x: d.cut(i, f, "temple", x)),
        ("face_too_small", (0.4, 0.3, 0.2), lambda i, f, x: d.shrink(i, x)),
    ],
)
def test_worse_is_farther_from_the_limit(
    portraits: Portraits,
    portrait_faces: dict[str, Face],
    judge: Judge,
    code: str,
    steps: tuple[float, ...],
    how: Callable[[d.Pixels, Face, float], d.Pixels],
) -> None:
    photo, face = portraits.photo("108"), portrait_faces["108"]
    reports = judge([Photo.from_array(how(photo.image_rgb, face, step)) for step in steps])
    issues = [next(issue for issue in report.issues if issue.code == code) for report in reports]
    past = [abs(issue.value - issues[0].limit) for issue in issues]
    assert past == sorted(past)


@pytest.fixture(scope="module")
def pink(evaluation_data: Path, judge: Judge) -> list[CaptureReport]:
    """Nine portraits of another studio, whose scans are visibly pink."""
    files = sorted((evaluation_data / "canada").glob("*.jpg"))
    return judge([decode_photo(file.read_bytes()) for file in files])


def test_a_real_tint_is_seen_on_everyone(pink: list[CaptureReport]) -> None:
    assert all("color_cast" in codes(report) for report in pink)


def test_nobody_in_the_studios_wears_glasses(pink: list[CaptureReport], neutral: dict[str, CaptureReport]) -> None:
    assert not any("glasses" in codes(report) for report in (*pink, *neutral.values()))
