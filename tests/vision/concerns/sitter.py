"""One person of an even tone on charts of all scales, so that every concern is measured where it belongs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property

import numpy as np
from numpy.typing import NDArray

from tests.vision.concerns.canvas import DARK, LIGHT, Canvas
from tests.vision.concerns.on_skin import CONCERNS
from tests.vision.concerns.plants import PAINTS
from vision.chart import COARSE, FINE, FINEST, ChartGeometry, ChartScale, ScaleName
from vision.concerns import Concern, Reading, Reason
from vision.zones import ZoneAtlas

Tone = tuple[float, float, float]
Ladder = dict[str, NDArray[np.float64]]
Quantities = dict[str, float]  # by zone
TEXTURE = 0.01  # relative standard deviation of brightness that smooth skin leaves on the chart
NOISE = {LIGHT: 0.002, DARK: 0.005}  # and of each channel's own: the melanin layer then scatters by 0.2 and 0.6 units
DOSES = (0.2, 0.4, 0.6, 0.8, 1.0)


@dataclass(frozen=True, eq=False)
class Sitter:
    """The same skin on every chart."""

    canvases: Mapping[ScaleName, Canvas]

    @property
    def coarse(self) -> Canvas:
        return self.canvases["coarse"]

    @property
    def fine(self) -> Canvas:
        return self.canvases["fine"]

    @property
    def finest(self) -> Canvas:
        return self.canvases["finest"]

    def on(self, concern: Concern) -> Canvas:
        """The chart that a concern is measured on."""
        return self.canvases[concern.chart]

    def painted(self, paint: Callable[[Canvas], Canvas]) -> Sitter:
        return Sitter({name: paint(canvas) for name, canvas in self.canvases.items()})

    def with_dose(self, planted: Concern, dose: float) -> Sitter:
        return self.painted(lambda canvas: plant(canvas, planted, dose))

    @cached_property
    def answers(self) -> dict[str, dict[str, Reading | Reason]]:
        """What every concern says of each of its zones."""
        skins = {name: canvas.skin() for name, canvas in self.canvases.items()}
        return {c.name: c.measure(skins[c.chart], self.on(c).atlas.by_kind(c.zone_kinds)) for c in CONCERNS}

    @cached_property
    def quantities(self) -> dict[str, Quantities]:
        return {
            name: {zone: answer.quantity for zone, answer in answers.items() if isinstance(answer, Reading)}
            for name, answers in self.answers.items()
        }


class Sitters:
    """Each made once."""

    def __init__(self, geometries: Mapping[ScaleName, ChartGeometry]) -> None:
        self._geometries = geometries
        self._atlases = {name: ZoneAtlas(geometry) for name, geometry in geometries.items()}
        self.of = cache(self._of)
        self._climbed: dict[tuple[str, Tone], Ladder] = {}

    def even(self, tone: Tone = LIGHT, texture: float = 0.0) -> Sitter:
        return Sitter({scale.name: self._canvas(scale, tone, texture) for scale in (COARSE, FINE, FINEST)})

    def _canvas(self, scale: ChartScale, tone: Tone, texture: float) -> Canvas:
        below = None if scale == COARSE else self._atlases["coarse"]
        return Canvas.of_tone(self._geometries[scale.name], self._atlases[scale.name], tone, texture, scale, below)

    def _of(self, tone: Tone) -> Sitter:
        return self.even(tone, TEXTURE).painted(lambda canvas: canvas.noisy(NOISE[tone]))

    def climb(self, concern: Concern, tone: Tone) -> Ladder:
        """By zone: the quantity at no dose and at each of `DOSES`."""
        if (concern.name, tone) not in self._climbed:
            self._climbed[concern.name, tone] = self._climb(concern, tone)
        return self._climbed[concern.name, tone]

    def _climb(self, concern: Concern, tone: Tone) -> Ladder:
        bare = self.of(tone).on(concern)
        found = [bare.quantities(concern), *(plant(bare, concern, dose).quantities(concern) for dose in DOSES)]
        return {zone: np.array([quantities[zone] for quantities in found]) for zone in found[0]}


def plant(canvas: Canvas, concern: Concern, dose: float) -> Canvas:
    """A dose of a concern in all of its zones."""
    return PAINTS[concern.name](canvas, [zone for zone, _ in canvas.atlas.by_kind(concern.zone_kinds)], dose)


def points(concern: Concern, before: Mapping[str, float], after: Mapping[str, float]) -> Quantities:
    """How far each zone moved, in points of severity on a scale without ends."""
    low, high = concern.anchors
    return {zone: 100 * (after[zone] - before[zone]) / (high - low) for zone in before}


def farthest(moves: Mapping[str, float]) -> float:
    return max(moves.values(), key=abs)
