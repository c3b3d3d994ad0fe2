"""What of a picture a treatment changes, one layer each. Adding one takes a function and a row here."""

from __future__ import annotations

from collections.abc import Sequence

from simulation.canvas import Patch
from simulation.effects import Layer
from simulation.layers.folds import folds
from simulation.layers.lines import course_of, lines
from simulation.layers.pigments import hemoglobin, melanin
from simulation.layers.shadows import shadow
from simulation.layers.smoothing import known
from simulation.layers.surface import hair, pores, texture
from simulation.layers.unit import Calm, Light, Unit
from vision.concerns import Concern
from vision.concerns.folds import Folds
from vision.concerns.lines import Lines


def _lines(patch: Patch, concerns: Sequence[Concern], calm: Calm) -> Light:
    """Of the one line concern that a zone has."""
    (concern,) = concerns
    if isinstance(concern.measure, Folds):
        return folds(patch, concern.measure)
    if not isinstance(concern.measure, Lines):
        raise TypeError(f"{concern.name} is no concern of lines")
    course = course_of(patch, concern.measure)
    light = known(patch.absorbance, patch.skin, 3 * course.along_mm / patch.mm_per_px)
    return lines(light[..., 0].copy(), light, patch.weight, course, patch.mm_per_px)


# Shape is no light: it moves the skin, see simulation.layers.shape.
UNITS: dict[Layer, Unit] = {
    "static_lines": _lines,
    "dynamic_lines": _lines,
    "texture": texture,
    "pores": pores,
    "melanin": melanin,
    "hemoglobin": hemoglobin,
    "shadow": shadow,
    "hair": hair,
}

__all__ = ["UNITS", "Calm", "Light", "Unit"]
