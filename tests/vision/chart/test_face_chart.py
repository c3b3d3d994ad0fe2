"""The same face gives the same chart, whatever the photo's size; what was not seen is said to be not seen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from models.canonical_face import CanonicalFace
from vision.chart import COARSE, ChartMaker, FaceChart, TorchSampler
from vision.face import Face, FaceFinder
from vision.photo import SRGB_TO_LINEAR, Photo

# Mean difference of linear light (0 to 1) where both charts see the face.
SAME_LANDMARKS_TOLERANCE = 0.001  # only resampling differs; measured 0.0006
FOUND_AGAIN_TOLERANCE = 0.003  # landmarks are found anew as well; measured 0.0016
RULER_TOLERANCE = 0.01  # of mm per chart pixel; measured 0.002
FaceOf = Callable[[NDArray[np.float32]], Face]


def _resized(photo: Photo, scale: float) -> Photo:
    size = (round(photo.width * scale), round(photo.height * scale))
    return Photo.from_array(
        cv2.resize(photo.image_rgb, size, interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC)
    )


def _resized_face(face: Face, photo: Photo, other: Photo) -> Face:
    scale = np.array([other.width / photo.width, other.height / photo.height, other.width / photo.width])
    return replace(face, landmarks_px=(face.landmarks_px * scale).astype(np.float32))


def _mean_difference(one: FaceChart, other: FaceChart) -> float:
    both = one.seen & other.seen
    assert both.mean() > 0.4
    return float(np.abs(one.linear_rgb - other.linear_rgb)[both].mean())


@pytest.fixture(params=[0, 9, 18, 27])
def portrait(request: pytest.FixtureRequest, portraits: Any, portrait_faces: dict[str, Face]) -> tuple[Photo, Face]:
    person = portraits.ids[request.param]
    return portraits.photo(person), portrait_faces[person]


# 70 % is the acceptance check; 2.7 times makes 13 megapixels of a London portrait, which are shrunk first; 4.5 times
# makes 37, which are shrunk in two steps.
@pytest.mark.parametrize("scale", [0.7, 2.7, 4.5])
def test_same_chart_from_another_size(
    portrait: tuple[Photo, Face], chart_maker: ChartMaker, finder: FaceFinder, scale: float
) -> None:
    photo, face = portrait
    other = _resized(photo, scale)
    chart = chart_maker.unwrap(photo, face)
    same = chart_maker.unwrap(other, _resized_face(face, photo, other))
    assert _mean_difference(chart, same) <= SAME_LANDMARKS_TOLERANCE


@pytest.mark.parametrize("scale", [0.7, 2.7])
def test_face_found_again_in_another_size(
    portrait: tuple[Photo, Face], chart_maker: ChartMaker, finder: FaceFinder, scale: float
) -> None:
    photo, face = portrait
    other = _resized(photo, scale)
    (found,) = finder.find([other])
    assert isinstance(found, Face)
    chart, again = chart_maker.unwrap(photo, face), chart_maker.unwrap(other, found)
    assert _mean_difference(chart, again) <= FOUND_AGAIN_TOLERANCE
    assert again.mm_per_px == pytest.approx(chart.mm_per_px, rel=RULER_TOLERANCE)


def test_samplers_give_the_same_chart(
    canonical: CanonicalFace, chart_maker: ChartMaker, astronaut: Photo, astronaut_face: Face
) -> None:
    torch = ChartMaker(canonical, sampler=TorchSampler("cpu")).unwrap(astronaut, astronaut_face)
    cpu = chart_maker.unwrap(astronaut, astronaut_face)
    np.testing.assert_allclose(torch.linear_rgb, cpu.linear_rgb, rtol=0, atol=1e-3)


def test_chart_has_its_size_and_types(chart_maker: ChartMaker, astronaut: Photo, astronaut_face: Face) -> None:
    chart = chart_maker.unwrap(astronaut, astronaut_face)
    assert chart.linear_rgb.shape == (COARSE.size, COARSE.size, 3)
    assert {chart.linear_rgb.dtype, chart.density.dtype, chart.facing.dtype} == {np.dtype(np.float32)}
    assert chart.seen.dtype == np.bool_


def test_one_color_stays_that_color(
    chart_maker: ChartMaker, canonical_px: NDArray[np.float32], face_of: FaceOf
) -> None:
    color = (180, 120, 60)
    chart = chart_maker.unwrap(Photo.from_array(np.full((900, 1000, 3), color, np.uint8)), face_of(canonical_px))
    assert np.abs(chart.linear_rgb[chart.seen] - SRGB_TO_LINEAR[list(color)]).max() < 1e-5


@pytest.mark.parametrize("cut", ["left", "top", "bottom"])
def test_what_the_photo_cuts_off_is_not_seen(
    chart_maker: ChartMaker, canonical_px: NDArray[np.float32], face_of: FaceOf, cut: str
) -> None:
    """Half the face, or the part beyond the nose tip, moved out of the photo."""
    shift = {"left": (-500, 0, 0), "top": (0, -400, 0), "bottom": (0, 450, 0)}[cut]
    face = face_of(canonical_px + np.array(shift, np.float32))
    chart = chart_maker.unwrap(Photo.from_array(np.full((900, 1000, 3), 128, np.uint8)), face)
    grid = chart_maker.geometry.grid(chart.placement)
    off = chart_maker.geometry.inside & ((grid < 0).any(-1) | (grid[..., 0] > 1000) | (grid[..., 1] > 900))
    assert off.any()
    assert not (chart.seen & off).any()
    assert not chart.linear_rgb[off].any()


def test_photos_edge_is_not_darkened(
    chart_maker: ChartMaker, canonical_px: NDArray[np.float32], face_of: FaceOf
) -> None:
    """Beside the edge the last pixel counts; nothing of the black beyond is mixed in."""
    face = face_of(canonical_px - np.array([500, 0, 0], np.float32))
    chart = chart_maker.unwrap(Photo.from_array(np.full((900, 1000, 3), 128, np.uint8)), face)
    np.testing.assert_allclose(chart.linear_rgb[chart.seen], SRGB_TO_LINEAR[128], rtol=0, atol=1e-5)


def test_face_wholly_outside_the_photo_is_not_seen(
    chart_maker: ChartMaker, canonical_px: NDArray[np.float32], face_of: FaceOf
) -> None:
    face = face_of(canonical_px + np.array([5000, 0, 0], np.float32))
    assert not chart_maker.unwrap(Photo.from_array(np.full((900, 1000, 3), 128, np.uint8)), face).seen.any()


def test_ruler_on_the_chart_is_the_surfaces(
    chart_maker: ChartMaker, canonical_px: NDArray[np.float32], face_of: FaceOf, canonical: CanonicalFace
) -> None:
    """The canonical face is in centimeters: its chart pixels must measure what its triangles measure."""
    chart = chart_maker.unwrap(Photo.from_array(np.full((900, 1000, 3), 128, np.uint8)), face_of(canonical_px))
    a, b, c = (canonical.vertices_cm[canonical.triangles[:, i]] * 10 for i in range(3))
    surface_mm2 = np.linalg.norm(np.cross(b - a, c - a), axis=1) / 2
    a, b, c = (chart_maker.geometry.positions[canonical.triangles[:, i]] * COARSE.size for i in range(3))
    chart_px2 = np.abs(_cross(b - a, c - a)) / 2
    squarely = chart.placement.facing[:898] > 0.6
    assert chart.mm_per_px == pytest.approx(np.median(np.sqrt(surface_mm2 / chart_px2)[squarely]), rel=0.02)


def _cross(one: NDArray[np.float64], other: NDArray[np.float64]) -> NDArray[np.float64]:
    return one[:, 0] * other[:, 1] - one[:, 1] * other[:, 0]


def test_far_cheek_of_a_turned_head_is_seen_less(
    chart_maker: ChartMaker, canonical_px: NDArray[np.float32], face_of: FaceOf
) -> None:
    """The client turned 40° to the client's left: the left cheek, on the chart's right, is turned away."""
    cos, sin = np.cos(np.radians(40)), np.sin(np.radians(40))
    turned = canonical_px - np.array([500, 400, 0], np.float32)
    x, z = turned[:, 0] * cos - turned[:, 2] * sin, turned[:, 0] * sin + turned[:, 2] * cos
    face = face_of(np.stack([x + 500, turned[:, 1] + 400, z], 1).astype(np.float32))
    seen = chart_maker.unwrap(Photo.from_array(np.full((900, 1000, 3), 128, np.uint8)), face).seen
    assert seen[:, COARSE.size // 2 :].mean() < 0.7 * seen[:, : COARSE.size // 2].mean()


def test_blur_reaches_the_common_sharpness(
    chart_maker: ChartMaker, canonical_px: NDArray[np.float32], face_of: FaceOf
) -> None:
    """A step edge down the middle of a fine photo: its width on the chart is that of a 0.5 mm Gaussian."""
    picture = np.zeros((1800, 2000, 3), np.uint8)
    picture[:, 1000:] = 255
    picture = cv2.GaussianBlur(picture, (0, 0), 0.6)  # as sharp as an ordinary photo
    face = face_of(canonical_px * np.float32(2))
    chart = chart_maker.unwrap(Photo.from_array(picture), face)
    row = COARSE.size // 3
    grid = chart_maker.geometry.grid(chart.placement)[row, :, 0]
    edge = np.interp(np.linspace(960, 1040, 801), grid[150:430], chart.linear_rgb[row, 150:430, 0])
    slope = np.gradient(edge, 0.1)
    at = np.linspace(-40, 40, 801)
    center = (slope * at).sum() / slope.sum()
    sigma_mm = np.sqrt((slope * (at - center) ** 2).sum() / slope.sum()) * face.mm_per_px
    assert sigma_mm == pytest.approx(0.5, abs=0.1)  # the chart's own pixels add a little
