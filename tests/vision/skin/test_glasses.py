"""Frames of glasses, drawn on even skin."""

from __future__ import annotations

from dataclasses import replace

import cv2
import pytest

from tests.vision.concerns.canvas import Canvas
from vision.capture.limits import load_limits
from vision.skin import glasses


def framed(canvas: Canvas, brightness: float) -> Canvas:
    """Two round rims and a bridge, 2 mm thick."""
    side, pixels = canvas.seen.shape[0], canvas.linear_rgb.copy()
    color = tuple(float(c) * brightness for c in pixels[side // 2, side // 2])
    for column in (0.37, 0.63):
        cv2.ellipse(pixels, (round(column * side), round(0.385 * side)), (48, 30), 0, 0, 360, color, 5, cv2.LINE_AA)
    left, right, row = round(0.455 * side), round(0.545 * side), round(0.37 * side)
    cv2.line(pixels, (left, row), (right, row), color, 5, cv2.LINE_AA)
    return replace(canvas, linear_rgb=pixels)


@pytest.mark.parametrize("brightness", [0.2, 1.7], ids=["black frame", "shining frame"])
def test_a_frame_is_not_bare(even_skin: Canvas, brightness: float) -> None:
    worn = framed(even_skin, brightness)
    rim = cv2.erode((worn.linear_rgb != even_skin.linear_rgb).any(2).astype("uint8"), None) > 0
    assert worn.skin().mask[rim].mean() <= 0.05


def test_a_frame_covers_little_else(even_skin: Canvas) -> None:
    worn = framed(even_skin, 0.2)
    near = cv2.dilate((worn.linear_rgb != even_skin.linear_rgb).any(2).astype("uint8"), None, iterations=7) > 0
    assert not glasses.frame(worn.chart())[~near].any()


def test_bare_skin_has_no_frame(even_skin: Canvas) -> None:
    assert not glasses.frame(even_skin.chart()).any()


def test_lines_between_the_eyes_are_no_frame(even_skin: Canvas) -> None:
    assert not glasses.frame(even_skin.grooves("glabella", 0.3, 90.0).chart()).any()


def test_an_unseen_nose_wears_nothing(even_skin: Canvas) -> None:
    seen = even_skin.seen.copy()
    seen[200:300, 200:376] = False
    blind = replace(framed(even_skin, 0.2).chart(), seen=seen)
    assert glasses.frame_strength(blind) is None and not glasses.frame(blind).any()


def test_the_capture_check_warns_of_what_the_mask_leaves_out() -> None:
    (limit,) = (limit for limit in load_limits() if limit.code == "glasses")
    assert limit.above is not None and limit.above.warn == glasses.WORN
