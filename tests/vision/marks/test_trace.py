"""Shapes in a map of evidence: they lie where the evidence lies."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from vision.marks.trace import trace_borders, trace_lines

MM_PER_PX = 0.45
PLACE_PX = 0.35  # how far a mark may lie from what was drawn; a pixel is 0.45 mm
Map = NDArray[np.float32]


def ridge(start: tuple[float, float], end: tuple[float, float], size: int = 120, sigma_px: float = 1.6) -> Map:
    """A line of full evidence between two points, x and y in edge coordinates, with soft sides."""
    y, x = np.mgrid[:size, :size] + 0.5
    (x0, y0), (x1, y1) = start, end
    along = np.array([x1 - x0, y1 - y0])
    length = np.hypot(*along)
    t = np.clip(((x - x0) * along[0] + (y - y0) * along[1]) / length**2, 0, 1)
    away = np.hypot(x - x0 - t * along[0], y - y0 - t * along[1])
    return np.exp(-(away**2) / (2 * sigma_px**2)).astype(np.float32)


def distances(points: NDArray[np.float64], start: tuple[float, float], end: tuple[float, float]) -> NDArray[np.float64]:
    """Of points from a straight line."""
    along = (np.array(end) - start) / np.hypot(*(np.array(end) - start))
    offset = points - start
    return np.asarray(np.abs(offset[:, 0] * along[1] - offset[:, 1] * along[0]))


@pytest.mark.parametrize("end", [(100.0, 20.5), (100.0, 60.0), (90.0, 90.0), (20.5, 100.0)])
def test_a_line_is_traced_where_it_runs(end: tuple[float, float]) -> None:
    start = (20.5, 20.5)
    ((points, strength),) = trace_lines(ridge(start, end), MM_PER_PX)
    assert distances(points, start, end).max() < PLACE_PX
    assert strength > 0.8


def test_it_is_as_long_as_the_line() -> None:
    ((points, _),) = trace_lines(ridge((20, 60), (100, 60)), MM_PER_PX)
    assert np.hypot(*(points[-1] - points[0])) == pytest.approx(80, abs=6)  # its soft ends reach a little further


def test_one_side_stronger_than_the_other_does_not_pull_it_off_its_crest() -> None:
    """A crease with a broad faint shade on one side: the middle of the shape is not the crease."""
    shaded = np.maximum(ridge((20, 60), (100, 60)), 0.2 * ridge((20, 65), (100, 65), sigma_px=5.0))
    ((points, _),) = trace_lines(shaded, MM_PER_PX)
    assert np.abs(points[5:-5, 1] - 60).max() < 1.0


def test_two_lines_are_two() -> None:
    both = np.maximum(ridge((20, 40), (100, 40)), ridge((20, 80), (100, 80)))
    assert len(list(trace_lines(both, MM_PER_PX))) == 2


def test_lines_that_meet_at_a_corner_are_parted() -> None:
    both = np.maximum(ridge((20, 40), (100, 60)), ridge((20, 80), (100, 60)))
    traced = [points for points, _ in trace_lines(both, MM_PER_PX)]
    assert len(traced) == 2
    assert all(np.ptp(points[:, 0]) > 60 for points in traced)


def test_a_gentle_bend_is_one_line() -> None:
    y, x = np.mgrid[:120, :120] + 0.5
    bowed = np.exp(-((np.hypot(x - 60, y - 130) - 70) ** 2) / (2 * 1.6**2)) * (np.abs(x - 60) < 45)
    assert len(list(trace_lines(bowed.astype(np.float32), MM_PER_PX))) == 1


def test_what_is_shorter_than_asked_for_is_left_out() -> None:
    short = ridge((50, 50), (54, 50))
    assert list(trace_lines(short, MM_PER_PX, least_mm=8.0)) == []


def test_a_spot_is_outlined_at_its_size() -> None:
    y, x = np.mgrid[:60, :60] + 0.5
    disc = (np.hypot(x - 30, y - 25) < 8).astype(np.float32)
    ((points, strength),) = trace_borders(disc, MM_PER_PX, least_mm2=1.0)
    assert points.mean(0) == pytest.approx((30, 25), abs=PLACE_PX)
    assert np.hypot(*(points - (30, 25)).T) == pytest.approx(8, abs=1.0)
    assert strength > 0.8


def test_a_spot_too_small_is_left_out() -> None:
    dot = np.zeros((40, 40), np.float32)
    dot[20, 20] = 1
    assert list(trace_borders(dot, MM_PER_PX, least_mm2=5.0)) == []


def test_nothing_makes_no_marks() -> None:
    nothing = np.zeros((40, 50), np.float32)
    assert list(trace_lines(nothing, MM_PER_PX)) == []
    assert list(trace_borders(nothing, MM_PER_PX, 1.0)) == []


@pytest.mark.parametrize("trace", [trace_lines, lambda e, mm: trace_borders(e, mm, 1.0)])
def test_the_whole_map_may_be_full(trace) -> None:  # type: ignore[no-untyped-def]
    for points, strength in trace(np.ones((30, 40), np.float32), MM_PER_PX):
        assert (points >= -0.5).all() and (points <= (40.5, 30.5)).all() and strength == pytest.approx(1.0)


@pytest.mark.parametrize("trace", [trace_lines, lambda e, mm: trace_borders(e, mm, 1.0)])
def test_a_mirrored_map_has_mirrored_marks(trace) -> None:  # type: ignore[no-untyped-def]
    """As many, drawn in the same places: a raster's skeleton may differ by a pixel."""
    evidence = np.maximum(ridge((20, 40), (100, 60)), ridge((30, 95), (90, 85)))
    drawn = []
    for image in (evidence, np.ascontiguousarray(evidence[:, ::-1])):
        canvas = np.zeros(image.shape, np.uint8)
        for points, _ in trace(image, MM_PER_PX):
            cv2.polylines(canvas, [np.rint(points - 0.5).astype(np.int32)], False, 1, 3)
        drawn.append(canvas)
    there, back = drawn[0] > 0, drawn[1][:, ::-1] > 0
    assert (there & back).sum() / (there | back).sum() > 0.8


@pytest.mark.parametrize("flipped", [False, True])
def test_a_stub_beside_a_long_branch_hides_it_on_neither_side(flipped: bool) -> None:
    evidence = np.zeros((160, 240), np.float32)
    for start, end in (((10, 60), (230, 60)), ((60, 60), (60, 48)), ((150, 60), (160, 140))):  # line, stub, branch
        cv2.line(evidence, start, end, 1.0, 3)
    lines = list(trace_lines(evidence[::-1].copy() if flipped else evidence, MM_PER_PX))
    lengths = sorted(float(np.linalg.norm(np.diff(points, axis=0), axis=1).sum()) for points, _ in lines)
    assert lengths == pytest.approx([78, 219], abs=4)
