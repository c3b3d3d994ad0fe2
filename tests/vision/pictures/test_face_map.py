"""The face map: colors follow grades, and the rest of the photo stays."""

from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray
from skimage.color import rgb2lab

from tests.vision.pictures.sitters import Sitter, face_part, frame_of, graded, unanswered, zone_mask
from vision.photo import Photo
from vision.pictures import draw_face_map
from vision.pictures.palette import GRADE_STYLES

RIGHT, LEFT = "mid_cheek_right", "mid_cheek_left"
INSET = 12  # pixels; clear of the zone's line
# Machado, Oliveira and Fernandes 2009 (IEEE TVCG 15:1291), severity 1.0, on linear RGB.
COLOR_VISIONS = {
    "normal": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.01182, 0.04294, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.3039)),
}


@pytest.fixture(params=["sitter", "dark_sitter"])
def any_sitter(request: pytest.FixtureRequest) -> Sitter:
    chosen: Sitter = request.getfixturevalue(request.param)
    return chosen


def zone_color(sitter: Sitter, grade: int, zone: str) -> NDArray[np.float64]:
    analysis = sitter.analysis([graded(zone, grade)])
    return np.asarray(face_part(draw_face_map(analysis), analysis)[zone_mask(analysis, zone, INSET)].mean(0))


def distance_to_grade(color: NDArray[np.float64], grade: int) -> float:
    return float(np.linalg.norm(color - GRADE_STYLES[grade].fill))


@pytest.mark.parametrize("grade", [1, 2, 3, 4])
def test_a_zone_is_tinted_with_its_grades_color(any_sitter: Sitter, grade: int) -> None:
    """The skin moves towards the color that the legend shows for the grade, more than towards any other."""
    analysis = any_sitter.analysis()
    skin = frame_of(analysis).cut(analysis.photo.image_rgb)[zone_mask(analysis, LEFT, INSET)].mean(0)
    moved = zone_color(any_sitter, grade, LEFT) - skin
    towards = np.array([style.fill - skin for style in GRADE_STYLES[1:]])
    alike = towards @ moved / np.linalg.norm(towards, axis=1) / np.linalg.norm(moved)
    assert int(np.argmax(alike)) + 1 == grade
    assert alike.max() > 0.999


@pytest.mark.parametrize("vision", COLOR_VISIONS)
def test_grades_stay_apart_for_every_color_vision(any_sitter: Sitter, vision: str) -> None:
    """CIE 1976 difference of any two grades on the same skin: 2.3 is just noticeable. The lines come on top."""
    drawn = np.array([zone_color(any_sitter, grade, LEFT) for grade in range(5)]) / 255
    linear = np.where(drawn <= 0.04045, drawn / 12.92, ((drawn + 0.055) / 1.055) ** 2.4)
    seen = np.clip(linear @ np.array(COLOR_VISIONS[vision]).T, 0, 1)
    encoded = np.where(seen <= 0.0031308, seen * 12.92, 1.055 * seen ** (1 / 2.4) - 0.055)
    lab = rgb2lab(encoded[None])[0]
    differences = np.linalg.norm(lab[:, None] - lab, axis=-1)[np.triu_indices(5, 1)]
    assert differences.min() > 6
    assert differences[-6:].min() > 9, "from mild to extreme"


def test_severe_and_mild_differ_side_by_side(any_sitter: Sitter) -> None:
    analysis = any_sitter.analysis([graded(LEFT, 3), graded(RIGHT, 1)])
    picture = face_part(draw_face_map(analysis), analysis)
    severe, mild = (picture[zone_mask(analysis, zone, INSET)].mean(0) for zone in (LEFT, RIGHT))
    assert distance_to_grade(severe, 3) + 30 < distance_to_grade(mild, 3)
    assert distance_to_grade(mild, 1) + 30 < distance_to_grade(severe, 1)


def test_skin_shows_through_every_fill(any_sitter: Sitter) -> None:
    """Details of the skin keep at least 40 % of their contrast under the strongest fill."""
    analysis = any_sitter.analysis([graded(LEFT, 4)])
    inside = zone_mask(analysis, LEFT, INSET)
    before = frame_of(analysis).cut(analysis.photo.image_rgb)[inside].astype(float).std(0)
    after = face_part(draw_face_map(analysis), analysis)[inside].std(0)
    assert (after > 0.4 * before).all()


def test_outside_the_zones_the_photo_stays(sitter: Sitter) -> None:
    analysis = sitter.analysis([graded(LEFT, 3), unanswered("forehead"), graded("lips", 2)])
    picture = face_part(draw_face_map(analysis), analysis)
    photo = frame_of(analysis).cut(analysis.photo.image_rgb)
    drawn = np.any([zone_mask(analysis, zone, -6) for zone in (LEFT, "forehead", "lips")], 0)
    drawn[-60:] = True  # the marks of the sides
    assert np.array_equal(picture[~drawn], photo[~drawn])
    assert not np.array_equal(picture[drawn], photo[drawn])


def test_the_sides_are_marked_at_the_foot_only(sitter: Sitter) -> None:
    analysis = sitter.analysis()
    changed = (face_part(draw_face_map(analysis), analysis) != frame_of(analysis).cut(analysis.photo.image_rgb)).any(-1)
    rows, columns = np.nonzero(changed)
    width = changed.shape[1]
    assert rows.min() > len(changed) - 60
    assert (columns < width / 3).any() and (columns > 2 * width / 3).any()
    assert not ((columns > width / 3) & (columns < 2 * width / 3)).any()


def test_what_is_not_assessable_is_hatched_in_gray(any_sitter: Sitter) -> None:
    analysis = any_sitter.analysis([unanswered(LEFT)])
    inside = zone_mask(analysis, LEFT, INSET)
    photo = frame_of(analysis).cut(analysis.photo.image_rgb)[inside].astype(float)
    difference = face_part(draw_face_map(analysis), analysis)[inside] - photo
    untouched = (difference == 0).all(-1).mean()
    assert 0.4 < untouched < 0.9, "stripes with skin between them, no fill"
    assert (difference.mean(-1) > 3).any(), "light stripes"
    stripes = face_part(draw_face_map(analysis), analysis)[inside][np.abs(difference).sum(-1) > 0]
    saturation = np.ptp(stripes.mean(0)) / np.ptp(photo.mean(0))
    assert saturation < 1, "the stripes are less colored than the skin"


def test_the_worst_finding_colors_the_zone(sitter: Sitter) -> None:
    mixed = [graded(LEFT, 1), graded(LEFT, 3, "brown_spots"), unanswered(LEFT, "pores")]
    analysis = sitter.analysis(mixed)
    alone = sitter.analysis([graded(LEFT, 3)])
    assert np.array_equal(face_part(draw_face_map(analysis), analysis), face_part(draw_face_map(alone), alone))


def test_one_concern_colors_by_itself_alone(sitter: Sitter) -> None:
    mixed = sitter.analysis([graded(LEFT, 1), graded(LEFT, 3, "brown_spots"), graded("chin", 4, "brown_spots")])
    alone = sitter.analysis([graded(LEFT, 1)])
    assert np.array_equal(draw_face_map(mixed, "redness"), draw_face_map(alone, "redness"))
    assert not np.array_equal(draw_face_map(mixed, "redness"), draw_face_map(mixed, "brown_spots"))


def test_the_open_mouth_is_no_part_of_the_lips(sitter: Sitter) -> None:
    """The astronaut smiles: her teeth keep their color."""
    analysis = sitter.analysis([graded("lips", 4)])
    picture = face_part(draw_face_map(analysis), analysis)
    photo = frame_of(analysis).cut(analysis.photo.image_rgb)
    middle = sitter.face.landmarks_px[[13, 14], :2].mean(0, keepdims=True)  # between the inner lips
    column, row = frame_of(analysis).place(middle)[0].astype(int)
    assert np.array_equal(picture[row, column], photo[row, column])
    lower_lip = sitter.face.landmarks_px[[14, 17], :2].mean(0, keepdims=True)
    column, row = frame_of(analysis).place(lower_lip)[0].astype(int)
    assert not np.array_equal(picture[row, column], photo[row, column])


def test_a_mirrored_photo_gives_mirrored_fills(sitter: Sitter, sit: Callable[[NDArray[np.uint8]], Sitter]) -> None:
    mirrored = sit(np.ascontiguousarray(sitter.photo.image_rgb[:, ::-1]))
    fills = []
    for someone, zone in ((sitter, LEFT), (mirrored, RIGHT)):
        analysis = someone.analysis([graded(zone, 4)])
        picture = face_part(draw_face_map(analysis), analysis)
        changed = (picture != frame_of(analysis).cut(analysis.photo.image_rgb)).any(-1)
        changed[-60:] = False
        whole = np.zeros(someone.photo.size_hw, np.uint8)
        frame = frame_of(analysis)
        size = frame.right - frame.left, frame.bottom - frame.top
        whole[frame.top : frame.bottom, frame.left : frame.right] = cv2.resize(changed.astype(np.uint8), size)
        fills.append(whole.astype(bool))
    original, back = fills[0], fills[1][:, ::-1]
    assert (original & back).sum() / (original | back).sum() > 0.93


@pytest.mark.parametrize("scale", [0.2, 0.5, 1.0, 2.4])
def test_sizes_stay_within_their_limits(
    sit: Callable[[NDArray[np.uint8]], Sitter], portrait: NDArray[np.uint8], scale: float
) -> None:
    image = cv2.resize(portrait, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    analysis = sit(image).analysis([graded(LEFT, 2)])
    picture = draw_face_map(analysis)
    assert picture.dtype == np.uint8 and picture.shape[2] == 3
    assert 1000 <= picture.shape[0] <= 1600
    assert (frame_of(analysis).scale <= 2.01).all()


def test_the_same_analysis_gives_the_same_pixels(sitter: Sitter) -> None:
    findings = [graded(LEFT, 2), unanswered("forehead"), graded("lips", 4)]
    first, again = (draw_face_map(sitter.analysis(findings)) for _ in range(2))
    assert np.array_equal(first, again)


def test_zones_beyond_the_photo_are_cut(sitter: Sitter) -> None:
    """A photo that ends within the cheek: what lies outside is left out, nothing wraps around."""
    cut_at = int(sitter.face.landmarks_px[1, 0])  # the tip of the nose
    half = Sitter(Photo.from_array(sitter.photo.image_rgb[:, :cut_at]), sitter.face, sitter.maker, sitter.atlas)
    outside, both = half.analysis([graded(LEFT, 4)]), half.analysis([graded(LEFT, 4), graded("nose", 4)])
    blank = half.analysis()
    assert np.array_equal(face_part(draw_face_map(outside), outside), face_part(draw_face_map(blank), blank))
    assert not np.array_equal(face_part(draw_face_map(both), both), face_part(draw_face_map(blank), blank))
