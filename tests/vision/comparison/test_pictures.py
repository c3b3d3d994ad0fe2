"""The pictures of a comparison: both photos where they can be compared by eye, and change only where it is measured."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np
import pytest

from tests.vision.comparison.conftest import Look, Pixels
from vision.analysis import Analysis, Declaration
from vision.capture import CaptureReport
from vision.comparison import Comparer, Comparison
from vision.pictures import difference_concerns, draw_difference, draw_side_by_side
from vision.pictures.comparing import _aligned
from vision.pictures.crop import head_frame
from vision.pictures.words import change_words

LIGHT_CODES = 6.0  # median difference of the face's pixels


def face_of(picture: Pixels, analysis: Analysis) -> Pixels:
    """The middle of the face."""
    center = analysis.face.landmarks_px[4, :2].astype(int)
    reach = round(analysis.face.interpupillary_px * 0.4)
    return picture[center[1] - reach : center[1] + reach, center[0] - reach : center[0] + reach]


def test_the_later_photo_lies_on_the_earlier_one(comparer: Comparer, look: Look, earlier: Analysis) -> None:
    height, width = earlier.photo.size_hw
    turned = cv2.getRotationMatrix2D((width / 2, height / 2), 8, 0.8)
    dark = (earlier.photo.image_rgb * 0.85).astype(np.uint8)
    later = look(np.asarray(cv2.warpAffine(dark, turned, (width, height), borderValue=(90, 90, 90))))
    comparison = comparer.compare(earlier, later)
    shown = face_of(_aligned(comparison), comparison.matched_before).astype(float)
    wanted = face_of(comparison.matched_before.photo.image_rgb, comparison.matched_before)
    assert np.median(np.abs(shown - wanted)) < LIGHT_CODES


def test_side_by_side_is_two_heads_and_a_panel(reddened: Comparison) -> None:
    picture = draw_side_by_side(reddened, ("2026-01-05", "2026-03-01"))
    frame = head_frame(reddened.matched_before.chart.placement, reddened.matched_before.photo.size_hw)
    assert picture.dtype == np.uint8 and picture.shape[0] >= 1000
    assert picture.shape[1] > 2 * frame.size_hw[1]


def test_what_differs_between_the_photos_is_said(comparer: Comparer, reddened: Comparison) -> None:
    smiled = replace(reddened.after, capture=CaptureReport(Declaration(expression="smile"), ()))
    caveat = comparer.compare(reddened.before, smiled).conditions.caveats
    noted = replace(reddened, conditions=replace(reddened.conditions, caveats=caveat))
    pictures = [draw_side_by_side(each) for each in (reddened, noted)]
    panel = pictures[0].shape[1] * 4 // 5
    assert (pictures[0][:, :panel] == pictures[1][:, :panel]).all()
    assert (pictures[0][:, panel:] != pictures[1][:, panel:]).any()


def test_only_what_changed_has_a_difference_map(comparer: Comparer, reddened: Comparison) -> None:
    assert "redness" in difference_concerns(reddened)
    assert difference_concerns(comparer.compare(reddened.before, reddened.before)) == []


@pytest.mark.parametrize("rose", [True, False])
def test_the_difference_shows_where_it_changed_and_which_way(reddened: Comparison, rose: bool) -> None:
    swapped = replace(
        reddened,
        matched_before=reddened.matched_after,
        matched_after=reddened.matched_before,
        changes=tuple(
            replace(c, outcome="fell" if c.outcome == "rose" else c.outcome, change=c.change and -c.change)
            for c in reddened.changes
        ),
    )
    comparison = reddened if rose else swapped
    silent = replace(comparison, changes=tuple(replace(c, outcome="no_measurable_change") for c in comparison.changes))
    frame = head_frame(comparison.matched_after.chart.placement, comparison.matched_after.photo.size_hw)
    height, width = frame.size_hw
    pictures = [draw_difference(each, "redness")[-height:, :width].astype(float) for each in (comparison, silent)]
    (outline,) = [v.polygon_px for v in comparison.matched_after.zones if v.zone == "mid_cheek_left"]
    x, y = frame.place(outline).mean(0).astype(int)
    warmer = (pictures[0] - pictures[1])[y - 20 : y + 20, x - 20 : x + 20].mean((0, 1)) @ np.array([1.0, 0.0, -1.0])
    assert warmer > 15 if rose else warmer < -15
    assert (pictures[0] == pictures[1]).all(-1)[: height // 4].all()


def test_words_never_tell_a_size_that_is_not_known(reddened: Comparison) -> None:
    change = next(change for change in reddened.changes if change.measurable and change.change is not None)
    assert f"{change.change:+.0f}" in change_words(change)
    assert "size unknown" in change_words(replace(change, change=None, interval=None))
    assert change_words(replace(change, outcome=None, change=None, interval=None)) == "not comparable"
    assert change_words(replace(change, outcome="undecided", change=None, interval=None)) == "cannot be told"
    assert "no measurable change" in change_words(replace(change, outcome="no_measurable_change"))
