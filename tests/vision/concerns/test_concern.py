"""What holds for every concern in the registry, and the scale from quantity to severity."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.vision.concerns.canvas import Canvas
from vision.concerns import CONCERNS, Concern, Reading
from vision.zones import load_zones

quantities = st.floats(min_value=0, max_value=1e6, allow_nan=False)
each_concern = pytest.mark.parametrize("concern", CONCERNS, ids=lambda concern: concern.name)


@given(concern=st.sampled_from(CONCERNS), one=quantities, other=quantities)
def test_more_of_it_is_never_less_severe(concern: Concern, one: float, other: float) -> None:
    less, more = sorted([one, other])
    assert concern.severity(less) <= concern.severity(more)


@given(concern=st.sampled_from(CONCERNS), share=st.floats(min_value=0, max_value=1))
def test_severity_is_linear_between_the_anchors(concern: Concern, share: float) -> None:
    low, high = concern.anchors
    assert concern.severity(low + share * (high - low)) == pytest.approx(100 * share, abs=1e-6)


@given(concern=st.sampled_from(CONCERNS), quantity=quantities)
def test_severity_never_leaves_its_scale(concern: Concern, quantity: float) -> None:
    assert 0 <= concern.severity(quantity) <= 100


@each_concern
def test_its_anchors_rise_from_at_least_zero(concern: Concern) -> None:
    assert 0 <= concern.anchors[0] < concern.anchors[1]


@each_concern
def test_it_is_offered_in_zones_that_exist(concern: Concern) -> None:
    assert set(concern.zone_kinds) <= {zone.kind for zone in load_zones()}


@each_concern
def test_it_can_be_shown_to_people(concern: Concern) -> None:
    assert concern.title[0].isupper() and concern.unit and concern.version


def test_names_are_unique() -> None:
    assert len({concern.name for concern in CONCERNS}) == len(CONCERNS)


@each_concern
def test_without_zones_there_are_no_readings(concern: Concern, light_skin: Canvas) -> None:
    assert concern.measure(light_skin.skin(), []) == {}


@each_concern
def test_every_zone_gets_an_answer(concern: Concern, light_skin: Canvas) -> None:
    """On skin with a hidden zone too: a reading or a reason, never silence."""
    names = {zone.name for zone, _ in light_skin.atlas.by_kind(concern.zone_kinds)}
    assert light_skin.hair(min(names)).answers(concern).keys() == names


@each_concern
def test_smooth_skin_of_any_tone_is_severity_none(concern: Concern, skin_of_any_tone: Canvas) -> None:
    """Within 1 point of 0: the lower anchor is what texture leaves."""
    assert max(map(concern.severity, skin_of_any_tone.quantities(concern).values())) <= 1


@each_concern
def test_left_and_right_are_measured_alike(concern: Concern, light_skin: Canvas) -> None:
    """Mirrored skin: each zone reads what its other side read. Filters see mirrored pixels, so to rounding only."""
    mirrored = light_skin.grooves("forehead", 0.05).spots("mid_cheek_left", 8).red_patch("malar_cheek_right", 5)
    for zone, quantity in mirrored.mirrored().quantities(concern).items():
        other = {"left": "right", "right": "left"}
        stem, _, side = zone.rpartition("_")
        twin = f"{stem}_{other[side]}" if side in other else zone
        assert quantity == pytest.approx(mirrored.quantities(concern)[twin], rel=0.05, abs=0.02), zone


@each_concern
def test_evidence_has_the_shape_of_its_zone_and_is_never_negative(concern: Concern, light_skin: Canvas) -> None:
    for name, reading in light_skin.answers(concern).items():
        assert isinstance(reading, Reading)
        assert reading.evidence.shape == light_skin.atlas.masks[name].inside.shape
        assert reading.evidence.min() >= 0


@each_concern
def test_measuring_leaves_the_skin_as_it_was(concern: Concern, light_skin: Canvas) -> None:
    skin = light_skin.skin()
    layers = (skin.mask, skin.log_luminance, skin.melanin, skin.erythema)
    for layer in layers:
        layer.flags.writeable = False  # an in-place operation would raise
    concern.measure(skin, light_skin.atlas.by_kind(concern.zone_kinds))
