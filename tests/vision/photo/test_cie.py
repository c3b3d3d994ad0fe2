"""Colorimetry, against another implementation and against published numbers."""

from __future__ import annotations

import numpy as np
import pytest

from vision.photo.cie import daylight, lab_d50_to_linear, lab_to_linear, linear_to_lab

LAB = 0.05  # against scikit-image, whose matrix and white have fewer digits
LINEAR = 1e-3


def test_lab_is_that_of_scikit_image() -> None:
    from skimage.color import rgb2lab

    srgb = np.random.default_rng(1).uniform(size=(500, 3))
    linear = np.where(srgb <= 0.04045, srgb / 12.92, ((srgb + 0.055) / 1.055) ** 2.4)
    assert linear_to_lab(linear) == pytest.approx(rgb2lab(srgb[None])[0], abs=LAB)


def test_white_is_a_hundred_and_neutral() -> None:
    assert linear_to_lab(np.ones(3)) == pytest.approx([100, 0, 0], abs=0.01)


def test_lab_and_back() -> None:
    linear = np.random.default_rng(2).uniform(size=(500, 3)) ** 3
    assert lab_to_linear(linear_to_lab(linear)) == pytest.approx(linear, abs=1e-9)


@pytest.mark.parametrize("lightness", [0.0, 5.0, 50.0, 100.0])
def test_gray_is_gray_under_every_white(lightness: float) -> None:
    gray = np.array([lightness, 0.0, 0.0])
    assert lab_d50_to_linear(gray) == pytest.approx(lab_to_linear(gray), abs=LINEAR)


def test_colors_under_d50_are_adapted() -> None:
    """sRGB's red in the D50 space of ICC profiles: L* 54.29, a* 80.81, b* 69.89 (Lindbloom, Bradford)."""
    assert lab_d50_to_linear(np.array([54.29, 80.81, 69.89])) == pytest.approx([1, 0, 0], abs=LINEAR)


def test_daylight_of_the_white_is_white() -> None:
    """6504 K is D65, from which the formula's locus differs in the fourth digit."""
    assert daylight(6504) == pytest.approx(np.ones(3), abs=2e-3)


@pytest.mark.parametrize(("kelvin", "warmer"), [(4000, 5000), (6999, 7001), (7001, 12000)])
def test_hotter_light_is_bluer(kelvin: float, warmer: float) -> None:
    red, _, blue = daylight(kelvin) / daylight(warmer)
    assert red > 1 > blue
