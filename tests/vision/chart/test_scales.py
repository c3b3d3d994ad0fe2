"""What each scale keeps of a photo is what its Gaussian keeps, whatever the photo's resolution."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from models.canonical_face import CanonicalFace
from vision.chart import COARSE, FINE, FINEST, ChartMaker, ChartScale, FaceChart, TorchSampler
from vision.chart.geometry import Window
from vision.face import Face
from vision.face.mirror import mirror_permutation
from vision.photo import SRGB_TO_LINEAR, Photo

WAVELENGTH_MM = 1.5
PORES_MM = 0.8  # waves as wide as two pores
AMPLITUDE = 0.1  # of linear light
KEPT_TOLERANCE = 0.03  # of the amplitude drawn, over photos of 0.1 to 0.35 mm per pixel
AGREEMENT_TOLERANCE = 0.002  # mean difference of linear light, of cheeks seen squarely
MIRROR_TOLERANCE = 2e-3  # of linear light: OpenCV samples at 1/32 px
SAMPLER_TOLERANCE = 1e-3
CANONICAL_MM_PER_PX = 0.25  # of the `canonical_px` landmarks
WINDOW: Window = (slice(360, 810), slice(146, 1006))
FaceOf = Callable[[NDArray[np.float32]], Face]


@pytest.fixture(scope="module")
def fine_maker(canonical: CanonicalFace) -> ChartMaker:
    return ChartMaker(canonical, FINE)


@pytest.fixture(scope="module")
def finest_maker(canonical: CanonicalFace) -> ChartMaker:
    """Of a window over nose and cheeks, for the whole would be large."""
    return ChartMaker(canonical, FINEST, window=(slice(800, 1500), slice(600, 1704)))


@pytest.fixture(scope="module")
def window_maker(canonical: CanonicalFace) -> ChartMaker:
    return ChartMaker(canonical, FINE, window=WINDOW)


def _kept(blur_mm: float, wavelength_mm: float = WAVELENGTH_MM) -> float:
    """Share of a sinusoid's amplitude that a Gaussian leaves."""
    return float(np.exp(-2 * (np.pi * blur_mm / wavelength_mm) ** 2))


def _corrugated(mm_per_px: float, wavelength_mm: float = WAVELENGTH_MM) -> Photo:
    """Upright waves over a photo of the canonical face, as sharp as an ordinary photo is."""
    scale = CANONICAL_MM_PER_PX / mm_per_px
    width, height = round(1000 * scale), round(900 * scale)
    waves = np.cos(2 * np.pi * (np.arange(width) + 0.5) * mm_per_px / wavelength_mm)
    waves *= np.exp(-2 * (np.pi * 0.6 * mm_per_px / wavelength_mm) ** 2)
    linear = np.broadcast_to((0.4 + AMPLITUDE * waves)[None, :, None], (height, width, 3))
    return Photo.from_array(np.interp(linear, SRGB_TO_LINEAR, np.arange(256)).round().astype(np.uint8))


def _amplitude(chart: FaceChart, maker: ChartMaker, mm_per_px: float, wavelength_mm: float = WAVELENGTH_MM) -> float:
    """Of the waves on the chart, as a share of what was drawn: least squares over the seen skin."""
    window = maker.geometry.window
    seen = chart.seen[window] & (chart.facing[window] > 0.8)
    x_mm = maker.geometry.grid(chart.placement)[seen][:, 0].astype(np.float64) * mm_per_px
    phase = 2 * np.pi * x_mm / wavelength_mm
    basis = np.stack([np.cos(phase), np.sin(phase), np.ones_like(phase)], 1)
    (cosine, sine, _), *_ = np.linalg.lstsq(basis, chart.linear_rgb[window][seen][:, 1].astype(np.float64))
    return float(np.hypot(cosine, sine)) / AMPLITUDE


@pytest.mark.parametrize("mm_per_px", [0.1, 0.18, 0.31, 0.35])
def test_fine_relief_survives_as_the_fine_gaussian_says(
    fine_maker: ChartMaker, canonical_px: NDArray[np.float32], face_of: FaceOf, mm_per_px: float
) -> None:
    face = face_of(canonical_px * np.float32(CANONICAL_MM_PER_PX / mm_per_px))
    chart = fine_maker.unwrap(_corrugated(mm_per_px), face)
    assert _amplitude(chart, fine_maker, mm_per_px) == pytest.approx(_kept(FINE.blur_mm), abs=KEPT_TOLERANCE)


@pytest.mark.parametrize("mm_per_px", [0.05, 0.1, 0.18, 0.2])
def test_what_is_as_wide_as_pores_survives_as_the_finest_gaussian_says(
    finest_maker: ChartMaker, canonical_px: NDArray[np.float32], face_of: FaceOf, mm_per_px: float
) -> None:
    face = face_of(canonical_px * np.float32(CANONICAL_MM_PER_PX / mm_per_px))
    chart = finest_maker.unwrap(_corrugated(mm_per_px, PORES_MM), face)
    kept = _amplitude(chart, finest_maker, mm_per_px, PORES_MM)
    assert kept == pytest.approx(_kept(FINEST.blur_mm, PORES_MM), abs=KEPT_TOLERANCE)


@pytest.mark.parametrize("mm_per_px", [0.1, 0.18, 0.31, 0.35])
def test_fine_relief_is_gone_on_the_coarse_chart(
    chart_maker: ChartMaker, canonical_px: NDArray[np.float32], face_of: FaceOf, mm_per_px: float
) -> None:
    face = face_of(canonical_px * np.float32(CANONICAL_MM_PER_PX / mm_per_px))
    chart = chart_maker.unwrap(_corrugated(mm_per_px), face)
    assert _amplitude(chart, chart_maker, mm_per_px) == pytest.approx(_kept(COARSE.blur_mm), abs=KEPT_TOLERANCE)


def test_both_charts_agree_once_the_fine_one_is_blurred(
    fine_maker: ChartMaker, chart_maker: ChartMaker, atlas: Any, portraits: Any, portrait_faces: dict[str, Face]
) -> None:
    person = portraits.ids[0]
    photo, face = portraits.photo(person), portrait_faces[person]
    coarse, fine = (maker.unwrap(photo, face) for maker in (chart_maker, fine_maker))
    missing_px = np.sqrt(COARSE.blur_mm**2 - FINE.blur_mm**2) / fine.mm_per_px
    blurred = cv2.GaussianBlur(fine.linear_rgb, (0, 0), missing_px)
    small = cv2.resize(blurred, coarse.seen.shape, interpolation=cv2.INTER_AREA)
    for _, mask in atlas.by_kind(("malar_cheek", "mid_cheek")):
        squarely = mask.take(coarse.seen) & (mask.take(coarse.facing) > 0.8)
        difference = np.abs(mask.take(small) - mask.take(coarse.linear_rgb))[squarely]
        assert difference.mean() <= AGREEMENT_TOLERANCE


def test_pixels_of_the_fine_chart_are_half_as_large(
    fine_maker: ChartMaker, chart_maker: ChartMaker, astronaut: Photo, astronaut_face: Face
) -> None:
    fine, coarse = (maker.unwrap(astronaut, astronaut_face) for maker in (fine_maker, chart_maker))
    assert fine.mm_per_px == pytest.approx(coarse.mm_per_px * COARSE.size / FINE.size)


def test_both_charts_see_the_same_places(
    fine_maker: ChartMaker, chart_maker: ChartMaker, astronaut: Photo, astronaut_face: Face
) -> None:
    """But for the pixels along a border, which are half as large."""
    fine, coarse = (maker.unwrap(astronaut, astronaut_face).seen for maker in (fine_maker, chart_maker))
    assert (fine[::2, ::2] == coarse).mean() > 0.99


def test_a_window_holds_what_the_whole_chart_holds_there(
    fine_maker: ChartMaker, window_maker: ChartMaker, astronaut: Photo, astronaut_face: Face
) -> None:
    whole, part = (maker.unwrap(astronaut, astronaut_face) for maker in (fine_maker, window_maker))
    for name in ("linear_rgb", "seen", "density", "facing"):
        there, here = getattr(whole, name), getattr(part, name)
        assert there.shape == here.shape
        np.testing.assert_allclose(here[WINDOW], there[WINDOW], rtol=0, atol=1e-5, err_msg=name)


def test_nothing_is_seen_beyond_the_window(window_maker: ChartMaker, astronaut: Photo, astronaut_face: Face) -> None:
    chart = window_maker.unwrap(astronaut, astronaut_face)
    for part in (chart.linear_rgb, chart.seen):
        beyond = part.copy()
        beyond[WINDOW] = 0
        assert not beyond.any()


def test_samplers_give_the_same_fine_chart(
    canonical: CanonicalFace, window_maker: ChartMaker, astronaut: Photo, astronaut_face: Face
) -> None:
    torch = ChartMaker(canonical, FINE, TorchSampler("cpu"), WINDOW).unwrap(astronaut, astronaut_face)
    cpu = window_maker.unwrap(astronaut, astronaut_face)
    np.testing.assert_allclose(torch.linear_rgb, cpu.linear_rgb, rtol=0, atol=SAMPLER_TOLERANCE)


def test_a_mirrored_photo_has_the_mirrored_fine_chart(
    fine_maker: ChartMaker, canonical: CanonicalFace, astronaut: Photo, astronaut_face: Face
) -> None:
    landmarks = astronaut_face.landmarks_px[mirror_permutation(canonical.vertices_cm)].copy()
    landmarks[:, 0] = astronaut.width - landmarks[:, 0]
    mirrored = Photo.from_array(np.ascontiguousarray(astronaut.image_rgb[:, ::-1]))
    there = fine_maker.unwrap(astronaut, astronaut_face)
    here = fine_maker.unwrap(mirrored, replace(astronaut_face, landmarks_px=landmarks))
    both = here.seen & there.seen[:, ::-1]
    assert both.sum() > 0.95 * there.seen.sum()
    difference = np.abs(here.linear_rgb - there.linear_rgb[:, ::-1])[both]
    assert float(difference.mean()) < MIRROR_TOLERANCE


def test_a_scale_may_be_any(canonical: CanonicalFace, astronaut: Photo, astronaut_face: Face) -> None:
    chart = ChartMaker(canonical, ChartScale("coarse", 192, 1.5)).unwrap(astronaut, astronaut_face)
    assert chart.linear_rgb.shape == (192, 192, 3)
