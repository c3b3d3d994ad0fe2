"""Skin tone: L*a*b* against another implementation, and the classes of the typology angle."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.vision.concerns.canvas import LIGHT, Canvas
from vision.skin import ita_class, linear_to_lab, read_tone

LAB = 0.05  # against scikit-image, whose matrix and white have fewer digits
CLASSES = ("dark", "brown", "tan", "intermediate", "light", "very_light")


def test_lab_is_that_of_scikit_image() -> None:
    from skimage.color import rgb2lab

    srgb = np.random.default_rng(1).uniform(size=(500, 3))
    linear = np.where(srgb <= 0.04045, srgb / 12.92, ((srgb + 0.055) / 1.055) ** 2.4)
    assert linear_to_lab(linear) == pytest.approx(rgb2lab(srgb[None])[0], abs=LAB)


def test_white_is_a_hundred_and_neutral() -> None:
    assert linear_to_lab(np.ones(3)) == pytest.approx([100, 0, 0], abs=0.01)


@pytest.mark.parametrize(
    ("ita_deg", "name"),
    [(55.1, "very_light"), (55, "light"), (41, "intermediate"), (28, "tan"), (10, "brown"), (-30, "dark")],
)
def test_classes_are_those_of_chardon(ita_deg: float, name: str) -> None:
    """The upper bound of a class belongs to it."""
    assert ita_class(ita_deg) == name


@given(one=st.floats(-90, 90), other=st.floats(-90, 90))
def test_a_larger_angle_is_never_a_darker_class(one: float, other: float) -> None:
    darker, lighter = sorted([one, other])
    assert CLASSES.index(ita_class(darker)) <= CLASSES.index(ita_class(lighter))


def test_the_tone_is_the_color_of_the_skin(even_skin: Canvas) -> None:
    tone = read_tone(even_skin.chart(), even_skin.skin(), even_skin.atlas)
    assert tone is not None and tone.lab == pytest.approx(linear_to_lab(np.array(LIGHT)), abs=0.01)


def test_hair_and_spots_leave_the_tone_alone(even_skin: Canvas) -> None:
    marked = even_skin.hair("forehead").spots("mid_cheek_left", 20)
    before, after = (read_tone(canvas.chart(), canvas.skin(), canvas.atlas) for canvas in (even_skin, marked))
    assert before is not None and after is not None and after.ita_deg == pytest.approx(before.ita_deg, abs=0.5)


def test_without_skin_there_is_no_tone(even_skin: Canvas) -> None:
    blind = replace(even_skin, seen=np.zeros_like(even_skin.seen))
    assert read_tone(blind.chart(), blind.skin(), blind.atlas) is None
