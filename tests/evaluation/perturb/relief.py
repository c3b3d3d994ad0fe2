"""Rough skin: a random height field in light from above and a little from the side."""

from __future__ import annotations

import numpy as np

from tests.evaluation.perturb.canvas import Canvas, Field
from tests.evaluation.perturb.optics import GROOVE

_RMS = 0.10  # of the light, at dose 1; a camera of 0.3 mm per pixel leaves 5 to 6 % of it
_SIDEWAYS = 0.35


def texture(canvas: Canvas, rng: np.random.Generator) -> Field:
    """(h, w, 3) absorbance at dose 1 of relief with wavelengths of 1 to 3 mm: its slope towards the light, negated.

    Heights grow with their wavelength, as on worn surfaces of all kinds, so that slopes are as steep in each octave.
    """
    height = canvas.noise(1.0, 3.0, rng, steep=2)
    down, right = np.gradient(height)
    shading = down + _SIDEWAYS * rng.choice([-1, 1]) * right
    shading = shading / shading.std() * _RMS
    return np.asarray((shading * canvas.inside)[..., None] * GROOVE, np.float32)
