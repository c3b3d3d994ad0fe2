"""Taking the color of skin apart: exact on mixtures, and as noisy as documented."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from tests.vision.concerns.canvas import DARK, LIGHT, OTHER_HEMOGLOBIN, OTHER_MELANIN, Color
from vision.skin.layers import DARKEST, HEMOGLOBIN_RGB, MELANIN_RGB, Layers, absorbance, unmix

EXACT = 0.01  # units
NOISE_GAINS = (3.0, 2.1, 1.7)  # of melanin, hemoglobin and shading, as documented
NOISE_GAIN = 0.05  # as rounded there
# Of a unit of pigment whose shares are off by up to a tenth, what each layer takes: melanin, hemoglobin, shading.
OFF_BY_A_TENTH = 0.3
units = st.floats(min_value=-30, max_value=30)


def mixed(tone: Color, melanin: float, hemoglobin: float, shading: float) -> NDArray[np.float32]:
    """(1, 1, 3) skin of a tone with more of each."""
    more = melanin * np.array(MELANIN_RGB) + hemoglobin * np.array(HEMOGLOBIN_RGB) + shading
    return np.float32(np.array(tone) * 10 ** (-more / 100))[None, None]


def difference(one: NDArray[np.float32], other: NDArray[np.float32]) -> list[float]:
    return [(getattr(unmix(other), name) - getattr(unmix(one), name)).item() for name in Layers.__slots__]


@given(melanin=units, hemoglobin=units, shading=st.floats(min_value=-10, max_value=60))
def test_a_mixture_is_taken_apart_exactly(melanin: float, hemoglobin: float, shading: float) -> None:
    found = difference(mixed(LIGHT, 0, 0, 0), mixed(LIGHT, melanin, hemoglobin, shading))
    assert found == pytest.approx([melanin, hemoglobin, shading], abs=EXACT)


@pytest.mark.parametrize("tone", [LIGHT, DARK, (0.3, 0.3, 0.3)])
def test_the_same_mixture_is_as_much_on_any_tone(tone: Color) -> None:
    assert difference(mixed(tone, 0, 0, 0), mixed(tone, 8, 5, 3)) == pytest.approx([8, 5, 3], abs=EXACT)


def test_exposure_goes_to_shading_alone() -> None:
    skin = mixed(LIGHT, 0, 0, 0)
    assert difference(skin, skin / 2) == pytest.approx([0, 0, 100 * np.log10(2)], abs=EXACT)


def test_an_even_cast_of_the_light_adds_a_constant() -> None:
    """So that differences within one photo stay."""
    cast = np.float32([1.06, 1.0, 0.94])
    before, after = mixed(LIGHT, 0, 0, 0), mixed(LIGHT, 6, 9, 2)
    assert difference(before * cast, after * cast) == pytest.approx(difference(before, after), abs=EXACT)


@pytest.mark.parametrize("layer", range(3), ids=Layers.__slots__)
def test_noise_of_the_channels_grows_as_documented(layer: int) -> None:
    """Of equal and independent ones."""
    noise = np.random.default_rng(8).normal(scale=0.5, size=(300, 300, 3))
    layers = unmix(np.float32(0.3 * 10 ** (-noise / 100)))
    gain = float(getattr(layers, Layers.__slots__[layer]).std()) / 0.5
    assert gain == pytest.approx(NOISE_GAINS[layer], abs=NOISE_GAIN)


@pytest.mark.parametrize(("shares", "own"), [(OTHER_MELANIN, 0), (OTHER_HEMOGLOBIN, 1)], ids=["melanin", "hemoglobin"])
def test_pigment_of_other_shares_hardly_strays(shares: Color, own: int) -> None:
    """Measured 0.24 at most: of hemoglobin to melanin's layer 0.13, to its own 0.85."""
    skin = mixed(LIGHT, 0, 0, 0)
    darker = np.float32(skin * 10 ** (-10 * np.array(shares) / 100))
    expected = [10.0 if layer == own else 0.0 for layer in range(3)]
    assert difference(skin, darker) == pytest.approx(expected, abs=10 * OFF_BY_A_TENTH)


@pytest.mark.parametrize("level", [0.0, DARKEST / 2, 1.0])
def test_black_and_white_have_finite_layers(level: float) -> None:
    layers = unmix(np.full((4, 4, 3), level, np.float32))
    assert np.isfinite([layers.melanin, layers.hemoglobin, layers.shading]).all()


def test_what_is_below_the_darkest_signal_is_as_dark_as_it() -> None:
    assert absorbance(np.float32([[0.0, DARKEST / 3, DARKEST]])) == pytest.approx(-100 * np.log10(DARKEST), abs=EXACT)


def test_a_tenth_of_the_light_is_100_units_darker() -> None:
    bright, dark = absorbance(np.float32([[0.5, 0.05]]))[0]
    assert dark - bright == pytest.approx(100, abs=EXACT)


def test_layers_have_the_shape_of_the_picture() -> None:
    layers = unmix(np.full((3, 5, 3), 0.2, np.float32))
    assert {layers.melanin.shape, layers.hemoglobin.shape, layers.shading.shape} == {(3, 5)}
