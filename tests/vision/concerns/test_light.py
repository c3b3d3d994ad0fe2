"""The light of a photo, how it falls, how much there is and of what color, is nothing that the skin has."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.vision.concerns.canvas import Canvas
from tests.vision.concerns.on_skin import CONCERNS
from tests.vision.concerns.sitter import Sitter, farthest, plant, points
from vision.concerns import Concern

LIGHTS: dict[str, Callable[[Canvas], Canvas]] = {
    "falls off by a stop to the side": lambda canvas: canvas.shaded(1),
    "falls off by a stop aslant": lambda canvas: canvas.shaded(1, 45),
    "half a stop brighter": lambda canvas: canvas.exposed(0.5),
    "half a stop darker": lambda canvas: canvas.exposed(-0.5),
    "400 K warmer": lambda canvas: canvas.lit(-400),
    "400 K cooler": lambda canvas: canvas.lit(400),
}
POINTS = 0.1
# What weighs the luminance too, of which the light's color is a part. Patches lie in wide surroundings, which light
# that falls off makes uneven. Measured 0.2, 0.3 and 0.7. Light that comes more from above
# makes a shadow under the eye: measured 4.5, and 0.3 of a bag.
POINTS_OF = {"brown_spots": 0.5, "uneven_tone": 0.5, "diffuse_pigmentation": 1.5, "dark_circles": 5.5, "eye_bags": 0.5}


@pytest.mark.parametrize("concern", CONCERNS, ids=lambda concern: concern.name)
def test_light_changes_nothing(concern: Concern, dark_sitter: Sitter) -> None:
    """On dark skin, which has the less light to spare."""
    planted = plant(dark_sitter.on(concern), concern, 0.6)
    before = planted.quantities(concern)
    moves = {
        name: farthest(points(concern, before, light(planted).quantities(concern))) for name, light in LIGHTS.items()
    }
    assert moves == pytest.approx(dict.fromkeys(LIGHTS, 0.0), abs=POINTS_OF.get(concern.name, POINTS))
