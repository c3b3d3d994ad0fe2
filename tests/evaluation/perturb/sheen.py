"""Oil on the skin: broad lobes of white light, broken up where pores open.

Light that a smooth film reflects has not been in the skin: it is as white as the lamp, and the same on dark and on
light skin (Shafer 1985, Color Res Appl 10:210).
"""

from __future__ import annotations

import numpy as np

from tests.evaluation.perturb.canvas import Canvas, Field

_PEAK = 0.20  # of full scale
_LOBE_MM = (8.0, 15.0)  # full width at half maximum
_AREA_OF_A_LOBE_MM2 = 450.0


def oiliness(canvas: Canvas, rng: np.random.Generator) -> Field:
    """(h, w) light at dose 1, share of full scale: a lobe in every 4.5 cm², at least two, longer than wide."""
    area_mm2 = float(canvas.inside.sum()) / canvas.px_per_mm**2
    light = np.zeros_like(canvas.inside)
    for place in canvas.random_places(max(round(area_mm2 / _AREA_OF_A_LOBE_MM2), 2), 7.0, rng):
        sigma, long = rng.uniform(*_LOBE_MM) / 2.355, rng.uniform(1.0, 1.5)
        angle = rng.uniform(0, np.pi)
        x, y = canvas.x_mm - np.float32(place[0]), canvas.y_mm - np.float32(place[1])
        along, across = x * np.cos(angle) + y * np.sin(angle), y * np.cos(angle) - x * np.sin(angle)
        radius = np.hypot(along / long, across) / sigma
        light = np.maximum(light, rng.uniform(0.75, 1.25) * np.exp(-(radius**2) / 2))
    pores = np.clip(1 + 0.3 * canvas.noise(0.7, 2.2, rng), 0.2, None)
    return np.asarray(_PEAK * light * pores * canvas.inside, np.float32)
