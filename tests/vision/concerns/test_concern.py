"""What holds for every concern in the registry, and the scale from quantity to severity."""

from __future__ import annotations

from dataclasses import fields

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.vision.concerns.on_skin import CONCERNS
from tests.vision.concerns.sitter import Sitter
from vision.concerns import Concern
from vision.findings import grade_of
from vision.skin import Skin

quantities = st.floats(min_value=-1e3, max_value=1e6, allow_nan=False)
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
def test_it_can_be_shown_to_people(concern: Concern) -> None:
    assert concern.title[0].isupper() and concern.unit and concern.version


@each_concern
def test_without_zones_there_are_no_readings(concern: Concern, light_sitter: Sitter) -> None:
    assert concern.measure(light_sitter.on(concern).skin(), []) == {}


@each_concern
def test_smooth_skin_of_any_tone_has_none_of_it(concern: Concern, any_sitter: Sitter) -> None:
    grades = {zone: grade_of(concern.severity(q)) for zone, q in any_sitter.quantities[concern.name].items()}
    assert set(grades.values()) == {0}, grades


@each_concern
def test_a_zone_reads_the_same_alone(concern: Concern, light_sitter: Sitter) -> None:
    canvas = light_sitter.on(concern)
    pair = canvas.atlas.by_kind(concern.zone_kinds)[-1]
    name = pair[0].name
    assert concern.measure(canvas.skin(), [pair])[name].quantity == light_sitter.quantities[concern.name][name]


@each_concern
def test_measuring_leaves_the_skin_as_it_was(concern: Concern, light_sitter: Sitter) -> None:
    canvas = light_sitter.on(concern)
    skin = canvas.skin()
    for each in fields(Skin):
        if isinstance(layer := getattr(skin, each.name), np.ndarray):
            layer.flags.writeable = False  # an in-place operation would raise
    concern.measure(skin, canvas.atlas.by_kind(concern.zone_kinds))
