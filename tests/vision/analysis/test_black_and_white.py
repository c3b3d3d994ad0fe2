"""A black-and-white photo carries lines but neither redness nor pigment, and both are said."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

import cv2
import numpy as np
import pytest

from vision.analysis import Analysis, Analyzer
from vision.concerns import CONCERNS, Reason
from vision.face import Face, FaceFinder
from vision.photo import Photo
from vision.skin import MIN_COLOR_SPREAD

NEED_COLOR = {concern.name for concern in CONCERNS if concern.needs_color}


@pytest.fixture(scope="module")
def gray(finder: FaceFinder, portraits: Any) -> Analysis:
    photo = portraits.photo(portraits.ids[2])
    pixels = cv2.cvtColor(cv2.cvtColor(photo.image_rgb, cv2.COLOR_RGB2GRAY), cv2.COLOR_GRAY2RGB)
    colorless = Photo.from_array(np.ascontiguousarray(pixels))
    (face,) = finder.find([colorless])
    assert isinstance(face, Face)
    return Analyzer().measure(colorless, face)


@pytest.mark.evaluation_data
def test_what_is_seen_by_color_is_not_assessable(gray: Analysis) -> None:
    reasons = {finding.reason for finding in gray.findings if finding.concern in NEED_COLOR}
    assert {"redness", "brown_spots", "visible_vessels"} <= NEED_COLOR
    assert reasons == {Reason.COLOR}


@pytest.mark.evaluation_data
def test_lines_are_still_measured(gray: Analysis) -> None:
    assert any(finding.assessable for finding in gray.findings if finding.concern == "forehead_lines")


@pytest.mark.evaluation_data
def test_the_tablet_is_told(gray: Analysis) -> None:
    assert "no_color" in {issue.code for issue in gray.capture.issues}


def test_the_check_and_the_measures_draw_the_same_line() -> None:
    rows = json.loads((files("vision.capture") / "data" / "limits.json").read_text())["limits"]
    (row,) = [row for row in rows if row["code"] == "no_color"]
    assert row["below"]["warn"] == MIN_COLOR_SPREAD


@pytest.mark.evaluation_data
def test_no_skin_tone_is_read_from_gray(gray: Analysis) -> None:
    assert gray.skin is None
