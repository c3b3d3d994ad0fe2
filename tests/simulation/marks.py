"""What is painted on faces made by hand, and which layer takes which concern away there."""

from __future__ import annotations

from collections.abc import Mapping

from simulation.effects import Layer
from simulation.rendering import Dose
from tests.simulation.painted import Paint, Painted
from tests.vision.concerns.canvas import Canvas
from tests.vision.concerns.plants import PAINTS
from vision.concerns import CONCERNS

_KINDS = {concern.name: concern.zone_kinds for concern in CONCERNS}
# Severities of some 30 to 60 points each; more of the fine ones, which a photo of that size carries in part.
STRENGTHS: Mapping[str, float] = {
    "forehead_lines": 0.6,
    "glabellar_lines": 1.0,
    "crows_feet": 1.5,
    "nasolabial_folds": 1.2,
    "marionette_lines": 1.2,
    "brown_spots": 0.6,
    "uneven_tone": 0.8,
    "redness": 0.6,
    "visible_vessels": 0.6,
    "texture": 1.2,
    "tear_trough": 0.6,
}
LAYERS: Mapping[str, Layer] = {
    "forehead_lines": "static_lines",
    "glabellar_lines": "static_lines",
    "crows_feet": "static_lines",
    "nasolabial_folds": "static_lines",
    "marionette_lines": "static_lines",
    "brown_spots": "melanin",
    "uneven_tone": "melanin",
    "redness": "hemoglobin",
    "visible_vessels": "hemoglobin",
    "texture": "texture",
    "tear_trough": "shadow",
}
LEAST = 20.0  # points: one grade


def marked(*concerns: str, times: float = 1.0) -> Paint:
    """Skin with some concerns in all of their zones."""

    def paint(canvas: Canvas) -> Canvas:
        for name in concerns:
            zones = [zone for zone, _ in canvas.atlas.by_kind(_KINDS[name])]
            canvas = PAINTS[name](canvas, zones, times * STRENGTHS[name])
        return canvas

    return paint


def doses(painted: Painted, concern: str, points: float) -> list[Dose]:
    """Of one concern, wherever it is seen."""
    seen = painted.severities(concern)
    return [Dose(LAYERS[concern], zone, {concern: points}) for zone, severity in seen.items() if severity >= LEAST]
