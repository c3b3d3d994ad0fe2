"""Close-ups: what they show, and that lines, spots and areas are drawn as such."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from tests.vision.pictures.sitters import Sitter, frame_of, graded
from vision.analysis import Analysis
from vision.capture import CaptureReport, Declaration
from vision.concerns import CONCERNS
from vision.findings import Composite, rank_drivers
from vision.marks import Mark, Shape
from vision.photo import Photo
from vision.pictures import draw_dynamic, draw_evidence, draw_face_map, dynamic_concerns, words
from vision.pictures.closeup import HEIGHT, WIDTH, close_ups
from vision.pictures.crop import Frame
from vision.pictures.marking import draw_marked

EYES, FOREHEAD = ("crows_feet_right", "crows_feet_left"), ("forehead",)
CHEEKS = ("forehead", "mid_cheek_left", "chin")


def outline(analysis: Analysis, zone: str) -> NDArray[np.float32]:
    (view,) = [view for view in analysis.zones if view.zone == zone]
    return view.polygon_px


def marked(sitter: Sitter, zones: Sequence[str], shape: Shape, concern: str = "crows_feet") -> Analysis:
    """Each zone with one mark through its middle, 8 pixels across."""
    analysis = sitter.analysis([graded(zone, 2, concern) for zone in zones])
    marks = []
    for zone in zones:
        x, y = outline(analysis, zone).mean(0)
        points = np.float32([[x - 8, y], [x + 8, y]]) if shape == "line" else ring(x, y, 8)
        marks.append(Mark(concern, zone, shape, points, 0.9))
    size = sitter.maker.geometry.size
    return replace(analysis, marks=tuple(marks), evidence={concern: np.zeros((size, size), np.float32)})


def ring(x: float, y: float, radius: float) -> NDArray[np.float32]:
    angle = np.linspace(0, 2 * np.pi, 24, endpoint=False)
    return np.column_stack([x + radius * np.cos(angle), y + radius * np.sin(angle)]).astype(np.float32)


def strokes(analysis: Analysis, frame: Frame, concern: str = "crows_feet") -> NDArray[np.bool_]:
    """Pixels that the marks change."""
    bare = replace(analysis, marks=tuple(replace_mark(mark) for mark in analysis.marks))
    one, other = (draw_marked(each, concern, frame, 1.0) for each in (analysis, bare))
    return np.asarray((one != other).any(-1))


def replace_mark(mark: Mark) -> Mark:
    """The same mark, of another concern."""
    return Mark("another", mark.zone, mark.shape, mark.points_px, mark.strength)


@pytest.mark.parametrize("zones", [EYES, FOREHEAD, ("chin",), ("nasolabial_fold_left",), EYES[1:]])
def test_its_zones_are_in_the_panes(sitter: Sitter, zones: tuple[str, ...]) -> None:
    analysis = sitter.analysis()
    panes = close_ups(analysis, zones)
    assert panes
    for zone in zones:
        low, high = outline(analysis, zone).min(0), outline(analysis, zone).max(0)
        assert any(
            p.frame.left <= low[0] and high[0] <= p.frame.right and p.frame.top <= low[1] and high[1] <= p.frame.bottom
            for p in panes
        ), zone


def test_two_sides_far_apart_get_a_pane_each_as_on_the_photo(sitter: Sitter) -> None:
    panes = close_ups(sitter.analysis(), EYES)
    assert [pane.side for pane in panes] == ["right", "left"]
    assert panes[0].frame.left < panes[1].frame.left
    assert panes[0].frame.size_hw == pytest.approx(panes[1].frame.size_hw, abs=2)


def test_a_midline_zone_gets_one_pane(sitter: Sitter) -> None:
    assert [pane.side for pane in close_ups(sitter.analysis(), FOREHEAD)] == [None]


def test_one_side_alone_is_named(sitter: Sitter) -> None:
    assert [pane.side for pane in close_ups(sitter.analysis(), EYES[1:])] == ["left"]


def test_zones_all_over_the_face_are_shown_on_the_whole_face(sitter: Sitter) -> None:
    assert close_ups(sitter.analysis(), CHEEKS) == []
    assert len(close_ups(sitter.analysis(), CHEEKS, always=True)) == 1


def test_a_close_up_is_larger_than_the_whole_face(sitter: Sitter) -> None:
    analysis = sitter.analysis()
    pane, _ = close_ups(analysis, EYES)
    assert pane.frame.head_px > 1.5 * frame_of(analysis).head_px


@pytest.mark.parametrize("zones", [EYES, FOREHEAD, CHEEKS])
@pytest.mark.parametrize("shape", ["line", "spot", "area"])
def test_pictures_have_the_size_of_pictures(sitter: Sitter, zones: tuple[str, ...], shape: Shape) -> None:
    picture = draw_evidence(marked(sitter, zones, shape), "crows_feet")
    assert picture.dtype == np.uint8 and 1000 <= picture.shape[0] <= 1600
    assert picture.shape[1] < 1.6 * picture.shape[0]


def test_the_upper_row_is_the_photo_itself(sitter: Sitter) -> None:
    analysis = marked(sitter, FOREHEAD, "line")
    (pane,) = close_ups(analysis, FOREHEAD)
    picture = draw_evidence(analysis, "crows_feet")
    rows = slice(100, round(HEIGHT * pane.unit) - 2)  # below the caption
    assert np.array_equal(picture[rows, : round(WIDTH * pane.unit)], pane.frame.cut(analysis.photo.image_rgb)[rows])


def test_a_line_is_drawn_as_a_line_where_it_lies(sitter: Sitter) -> None:
    analysis = marked(sitter, FOREHEAD, "line")
    (pane,) = close_ups(analysis, FOREHEAD)
    changed = strokes(analysis, pane.frame)
    rows, columns = np.nonzero(changed)
    ends = pane.frame.place(analysis.marks[0].points_px)
    assert columns.min() == pytest.approx(ends[0, 0], abs=5) and columns.max() == pytest.approx(ends[1, 0], abs=5)
    assert rows.mean() == pytest.approx(ends[:, 1].mean(), abs=1)
    assert np.ptp(rows) < 9


def test_the_skin_inside_a_spots_outline_stays(sitter: Sitter) -> None:
    analysis = marked(sitter, FOREHEAD, "spot")
    (pane,) = close_ups(analysis, FOREHEAD)
    changed = strokes(analysis, pane.frame)
    x, y = pane.frame.place(analysis.marks[0].points_px).mean(0).astype(int)
    assert changed.any() and not changed[y - 4 : y + 5, x - 4 : x + 5].any()


def test_an_areas_border_is_not_drawn_in_a_picture_that_tints_it(sitter: Sitter) -> None:
    analysis = marked(sitter, FOREHEAD, "area")
    (pane,) = close_ups(analysis, FOREHEAD)
    assert not strokes(analysis, pane.frame).any()


def test_marks_of_other_concerns_are_left_out(sitter: Sitter) -> None:
    analysis = marked(sitter, FOREHEAD, "line", "redness")
    (pane,) = close_ups(analysis, FOREHEAD)
    assert not strokes(analysis, pane.frame, "crows_feet").any()


def test_a_stronger_line_is_brighter(sitter: Sitter) -> None:
    analysis = marked(sitter, FOREHEAD, "line")
    (pane,) = close_ups(analysis, FOREHEAD)
    x, y = pane.frame.place(analysis.marks[0].points_px).mean(0).astype(int)
    light = []
    for strength in (0.1, 0.5, 0.9):
        (mark,) = analysis.marks
        weaker = replace(analysis, marks=(Mark(mark.concern, mark.zone, "line", mark.points_px, strength),))
        light.append(int(draw_marked(weaker, "crows_feet", pane.frame, 1.0)[y, x].sum()))
    assert light == sorted(light) and light[0] < light[-1]


def test_a_photo_that_ends_beside_the_eye_leaves_paper(sitter: Sitter) -> None:
    """Cut on the client's left, through the pane: smaller, never stretched."""
    right = int(outline(sitter.analysis(), EYES[1])[:, 0].max()) + 2
    cut = replace_photo(sitter, sitter.photo.image_rgb[:, :right])
    for pane in close_ups(cut.analysis(), EYES):
        assert pane.frame.right <= right
        assert pane.frame.scale[0] == pytest.approx(pane.frame.scale[1], rel=0.02)
    assert draw_evidence(marked(cut, EYES, "line"), "crows_feet").shape[0] >= 1000


def replace_photo(sitter: Sitter, pixels: NDArray[np.uint8]) -> Sitter:
    return replace(sitter, photo=Photo.from_array(np.ascontiguousarray(pixels)))


@pytest.mark.parametrize("scale", [0.2, 1.0, 3.0])
def test_small_and_large_photos(sitter: Sitter, scale: float) -> None:
    pixels = cv2.resize(sitter.photo.image_rgb, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    face = replace(sitter.face, landmarks_px=sitter.face.landmarks_px * np.float32(scale))
    scaled = Sitter(Photo.from_array(pixels), face, sitter.maker, sitter.atlas)
    picture = draw_evidence(marked(scaled, EYES, "line"), "crows_feet")
    assert 1000 <= picture.shape[0] <= 1600


# The panel.


def test_the_panel_tells_the_details(sitter: Sitter) -> None:
    found = graded("forehead", 2, "forehead_lines")
    detailed = replace(found, details={"count": 4.0, "length_mm": 120.0})
    one, other = (draw_evidence(sitter.analysis([each]), "forehead_lines") for each in (found, detailed))
    assert not np.array_equal(one, other)


def test_the_panel_tells_the_composite(sitter: Sitter) -> None:
    whole = Composite("face", "lines", "forehead_lines", 1.0, True, severity=50.0, grade=2, interval=(40, 60))
    analysis = sitter.analysis([graded("forehead", 2, "forehead_lines")])
    one, other = (draw_evidence(each, "forehead_lines") for each in (analysis, replace(analysis, composites=(whole,))))
    assert not np.array_equal(one, other)


def test_the_face_map_tells_the_drivers_but_not_of_one_concern(sitter: Sitter) -> None:
    analysis = sitter.analysis([graded("nose", 2)])
    driven = replace(analysis, drivers=rank_drivers([]))
    assert not np.array_equal(draw_face_map(analysis), draw_face_map(driven))
    assert np.array_equal(draw_face_map(analysis, "redness"), draw_face_map(driven, "redness"))


# Dynamic lines.


@pytest.fixture
def smiling(sitter: Sitter) -> Analysis:
    return replace(marked(sitter, EYES, "line"), capture=CaptureReport(Declaration("front", "smile"), ()))


def test_dynamic_lines_are_drawn_for_what_moved(sitter: Sitter, smiling: Analysis) -> None:
    rest = marked(sitter, EYES, "line")
    assert dynamic_concerns(rest, smiling) == ["crows_feet"]
    picture = draw_dynamic(rest, smiling, "crows_feet")
    assert 1000 <= len(picture) <= 1600


def test_both_photos_are_in_it(sitter: Sitter, smiling: Analysis) -> None:
    """The upper half is the photo at rest, the lower one the other."""
    rest = marked(sitter, EYES, "line")
    without = replace(smiling, marks=())
    one, other = draw_dynamic(rest, smiling, "crows_feet"), draw_dynamic(rest, without, "crows_feet")
    rows = np.flatnonzero((one != other).any((1, 2)))
    assert len(rows) and rows.min() > len(one) / 2


def test_nothing_is_drawn_where_nothing_can_be_compared(sitter: Sitter) -> None:
    rest = marked(sitter, EYES, "line")
    assert dynamic_concerns(rest, rest) == [], "the second photo is at rest, too"


def test_every_moving_concern_of_the_registry_can_be_drawn(sitter: Sitter) -> None:
    moving = [concern for concern in CONCERNS if concern.is_dynamic]
    for concern in moving:
        zones = [zone.name for zone, _ in sitter.atlas.by_kind(concern.zone_kinds)]
        rest = marked(sitter, zones, "line", concern.name)
        later = replace(rest, capture=CaptureReport(Declaration("front", "smile"), ()))
        assert len(draw_dynamic(rest, later, concern.name)) >= 1000


def test_a_concern_that_left_no_line_says_so(sitter: Sitter, monkeypatch: pytest.MonkeyPatch) -> None:
    lined = marked(sitter, FOREHEAD, "line")
    plain = [replace(f, details={"count": 0.0, "length_mm": 0.0}) for f in lined.findings]
    none = replace(lined, marks=(), findings=tuple(plain))
    told = draw_evidence(none, "crows_feet")
    monkeypatch.setitem(words.NO_EVIDENCE, "line", "")
    assert not np.array_equal(told, draw_evidence(none, "crows_feet"))
