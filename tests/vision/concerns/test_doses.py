"""More of a concern is a larger quantity, on skin of every tone."""

from __future__ import annotations

import numpy as np
import pytest

from tests.vision.concerns.canvas import DARK, LIGHT
from tests.vision.concerns.on_skin import CONCERNS
from tests.vision.concerns.plants import PAINTS
from tests.vision.concerns.sitter import DOSES, Sitters
from vision.concerns import Concern
from vision.concerns.lines import Lines

each_concern = pytest.mark.parametrize("concern", CONCERNS, ids=lambda concern: concern.name)
each_tone = pytest.mark.parametrize("tone", [LIGHT, DARK], ids=["light", "dark"])
# Whose documentation says that doses add up.
LINEAR = [c for c in CONCERNS if isinstance(c.measure, Lines) or c.name in {"brown_spots", "redness"}]
LINEAR_R2 = 0.995  # from a dose of 0.4 on
SAME_ON_ANY_TONE = 0.06  # relative, at dose 1; measured at most 0.041, of vessels
# A spot that a zone's border cuts has its peak inside or outside as chance will: one of ten is one tenth.
SAME_ELSE = {"blemishes": 0.15}
# At a dose of 0.2 noise, which dark skin has more of, takes some. Measured: a quarter of faint spots (4 units of
# melanin), two fifths of faint vessels (2.4 of hemoglobin).
FAINT_ON_DARK = {"brown_spots": 0.7, "visible_vessels": 0.5}
FAINT_ON_DARK_ELSE = 0.7
# A line of 1.4 units, 3 % deep, adds less than a fifth of what one of 7 units adds, for texture breaks it up. Measured
# 0.4 to 0.9 of its share; of the crow's feet, whose grain is not counted, 0.06.
FAINT_LINES = {"crows_feet": 0.03}
FAINT_LINES_ELSE = 0.3


def test_every_concern_has_something_to_plant() -> None:
    assert PAINTS.keys() == {concern.name for concern in CONCERNS}


@each_tone
@each_concern
def test_a_higher_dose_always_counts_for_more(
    concern: Concern, tone: tuple[float, float, float], sitters: Sitters
) -> None:
    found = sitters.climb(concern, tone)
    assert {zone: found[zone] for zone in found if not (np.diff(found[zone]) > 0).all()} == {}


@pytest.mark.parametrize("concern", LINEAR, ids=lambda concern: concern.name)
def test_doses_add_up(concern: Concern, sitters: Sitters) -> None:
    for zone, quantities in sitters.climb(concern, LIGHT).items():
        assert np.corrcoef(DOSES[1:], quantities[2:])[0, 1] ** 2 >= LINEAR_R2, zone


@pytest.mark.parametrize("concern", [c for c in LINEAR if isinstance(c.measure, Lines)], ids=lambda c: c.name)
def test_faint_lines_count_for_less_than_their_share(concern: Concern, sitters: Sitters) -> None:
    """A known failure, held to its size."""
    for zone, quantities in sitters.climb(concern, LIGHT).items():
        share = (quantities[1] - quantities[0]) / (quantities[-1] - quantities[0]) / DOSES[0]
        assert FAINT_LINES.get(concern.name, FAINT_LINES_ELSE) <= share < 1, zone


@each_concern
def test_a_dose_counts_alike_on_dark_and_light_skin(concern: Concern, sitters: Sitters) -> None:
    dark, light = (sitters.climb(concern, tone) for tone in (DARK, LIGHT))
    for zone in light:
        gained = dark[zone][-1] - dark[zone][0]
        assert gained == pytest.approx(
            light[zone][-1] - light[zone][0], rel=SAME_ELSE.get(concern.name, SAME_ON_ANY_TONE)
        ), zone


@each_concern
def test_a_faint_dose_is_not_lost_on_dark_skin(concern: Concern, sitters: Sitters) -> None:
    """A known failure, held to its size: noise takes more of it there. The mean of a concern's zones."""
    dark, light = (
        np.mean([quantities[1] - quantities[0] for quantities in sitters.climb(concern, tone).values()])
        for tone in (DARK, LIGHT)
    )
    assert dark / light >= FAINT_ON_DARK.get(concern.name, FAINT_ON_DARK_ELSE)
