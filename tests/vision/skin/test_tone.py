"""Skin tone: color as a whole and per zone, the typology angle, its classes and its interval."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.vision.concerns.canvas import DARK, LIGHT, Canvas
from vision.photo import ColorSource
from vision.photo.cie import daylight, linear_to_lab
from vision.skin import SkinTone, ita_class, read_tone
from vision.skin.doubt import doubts, interval, spread
from vision.skin.tone import ita

CLASSES = ("dark", "brown", "tan", "intermediate", "light", "very_light")


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


class TestZones:
    def test_a_zone_has_the_color_of_its_own_skin(self, even_skin: Canvas) -> None:
        flushed = tone_of(even_skin.red_patch("nose", 10))
        (nose,) = (zone for zone in flushed.zones if zone.zone == "nose")
        reddened = np.array(LIGHT) * [1, 10**-0.1, 10**-0.1]
        assert nose.lab == pytest.approx(linear_to_lab(reddened), abs=0.01)

    def test_its_angle_is_that_of_its_color(self, even_skin: Canvas) -> None:
        for zone in tone_of(even_skin).zones:
            lightness, _, b = zone.lab
            assert zone.ita_deg == pytest.approx(np.degrees(np.arctan2(lightness - 50, b)))

    def test_a_zone_under_hair_has_none(self, even_skin: Canvas) -> None:
        before, after = ({zone.zone for zone in tone_of(c).zones} for c in (even_skin, even_skin.hair("forehead")))
        assert "forehead" in before and "forehead" not in after

    def test_they_stand_in_the_order_of_the_zone_file(self, even_skin: Canvas) -> None:
        order = [zone.name for zone in even_skin.atlas.zones]
        shown = [zone.zone for zone in tone_of(even_skin).zones]
        assert shown == sorted(shown, key=order.index)


class TestInterval:
    SOURCES: tuple[ColorSource, ...] = ("none", "gray_card", "colorchecker")

    @pytest.mark.parametrize("source", SOURCES)
    @pytest.mark.parametrize("color", [LIGHT, DARK])
    def test_it_holds_the_angle(self, source: ColorSource, color: tuple[float, float, float]) -> None:
        low, high = angle_interval(color, source)
        assert -90 <= low < float(ita(linear_to_lab(np.array(color)))) < high <= 90

    def test_the_more_is_known_of_the_light_the_narrower_it_is(self) -> None:
        widths = [np.diff(angle_interval(LIGHT, source, 1.0))[0] for source in self.SOURCES]
        assert widths == sorted(widths, reverse=True) and widths[0] > 1.5 * widths[-1]

    def test_a_matrix_of_another_day_knows_nothing_of_todays_light(self) -> None:
        assert angle_interval(LIGHT, "stored", 3.0) == pytest.approx(angle_interval(LIGHT, "none"))

    def test_what_a_correction_leaves_on_its_card_widens_it(self) -> None:
        close, far = (np.diff(angle_interval(LIGHT, "colorchecker", delta_e))[0] for delta_e in (1.0, 6.0))
        assert far > close + 3

    @pytest.mark.parametrize("stops", [-0.3, 0.3])
    @pytest.mark.parametrize("kelvin", [6104, 6904])
    def test_without_a_card_it_spans_a_usual_error_of_the_light(self, stops: float, kelvin: float) -> None:
        """One standard deviation of each together lies well inside nine in ten."""
        seen = np.array(LIGHT) * 2**stops * daylight(kelvin) / daylight(6504)
        low, high = angle_interval(LIGHT, "none")
        assert low < float(ita(linear_to_lab(seen))) < high

    def test_exposure_alone_moves_the_lightness_as_much_as_it_says(self) -> None:
        """Within a tenth: light, camera and retake add to it."""
        lighter, darker = (linear_to_lab(np.array(LIGHT) * 2**stops)[0] for stops in (0.3, -0.3))
        assert spread(doubts(np.array(LIGHT), "none", None))[0] == pytest.approx((lighter - darker) / 2, rel=0.1)

    def test_it_is_that_of_the_face_and_no_constant(self) -> None:
        """The same doubt about the light says more of a light face's angle than of a tanned one's."""
        light, tan = (np.diff(angle_interval(color, "none"))[0] for color in (LIGHT, (0.36, 0.22, 0.15)))
        assert tan > 1.2 * light


def tone_of(canvas: Canvas) -> SkinTone:
    tone = read_tone(canvas.chart(), canvas.skin(), canvas.atlas)
    assert tone is not None
    return tone


def angle_interval(
    color: tuple[float, float, float], source: ColorSource, delta_e: float | None = None
) -> tuple[float, float]:
    return interval(doubts(np.array(color), source, delta_e), ita)
