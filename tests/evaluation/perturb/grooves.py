"""One line on skin: a groove with a dark core, a bright lip on the side that faces the light, and tapered ends."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tests.evaluation.perturb.canvas import Canvas, Field
from tests.evaluation.perturb.frame import Points

_LIP_SHARE = 1 / 3  # of the core, on the side that faces up; the other side has half of that
_LIP_AT, _LIP_WIDTH = 2.3, 1.2  # in standard deviations of the core
_FWHM = 2.355


@dataclass(frozen=True, slots=True)
class GrooveStyle:
    """How deep and how wide, at dose 1.

    Attributes:
        core: green absorbance in the middle (0.29 is a quarter of the light).
        width_mm: range of full widths at half depth.
        wave_mm: how far a line strays from its curve.
        slope_share: depth of the wide soft shade around it, as a share of the core: folds have one.
    """

    core: float
    width_mm: tuple[float, float]
    wave_mm: float = 0.3
    slope_share: float = 0.0


def groove(canvas: Canvas, curve: Points, style: GrooveStyle, rng: np.random.Generator) -> Field:
    """(h, w) green absorbance at dose 1 of one line.

    Args:
        curve: (K, 2) mm on the picture plane, K ≥ 2, from end to end, without sharp turns.
    """
    along, across, up = _coordinates(canvas, curve, style, rng)
    sigma = rng.uniform(*style.width_mm) / _FWHM
    deep = rng.uniform(0.75, 1.15)
    d = across / sigma
    core = np.exp(-(d**2) / 2) + style.slope_share * np.exp(-((d / 5) ** 2) / 2)
    bright = np.exp(-(((d - up * _LIP_AT) / _LIP_WIDTH) ** 2) / 2)
    other = np.exp(-(((d + up * _LIP_AT) / _LIP_WIDTH) ** 2) / 2) / 2
    taper = np.clip(along / 0.2, 0, 1) * np.clip((1 - along) / 0.2, 0, 1)
    uneven = 1 + 0.2 * np.sin(2 * np.pi * (rng.uniform(1, 3) * along + rng.uniform()))
    return np.asarray(style.core * deep * taper * uneven * (core - _LIP_SHARE * (bright + other)), np.float32)


def _coordinates(
    canvas: Canvas, curve: Points, style: GrooveStyle, rng: np.random.Generator
) -> tuple[NDArray[np.float32], NDArray[np.float32], float]:
    """Of each pixel: share of the way along the line, and mm beside it; and the sign of the side that faces up.

    Lines bend little, so each is a function over its chord, and a distance is the offset times the slope's cosine.
    """
    start, chord = curve[0], curve[-1] - curve[0]
    length = float(np.hypot(*chord))
    unit = chord / length
    normal = np.array([-unit[1], unit[0]])
    relative = curve - start
    samples = np.linspace(0, length, 81)
    offset = _smooth(samples, relative @ unit, relative @ normal) + _waves(samples, style.wave_mm, rng)
    cosine = 1 / np.hypot(1, np.gradient(offset, samples))
    x, y = canvas.x_mm - np.float32(start[0]), canvas.y_mm - np.float32(start[1])
    t = x * np.float32(unit[0]) + y * np.float32(unit[1])
    side = x * np.float32(normal[0]) + y * np.float32(normal[1])
    across = (side - np.interp(t, samples, offset)) * np.interp(t, samples, cosine)
    # Light comes from above: the lower wall of a groove faces it, so the lip lies below (y grows downwards).
    up = 1.0 if normal[1] > 0 else -1.0
    return (t / length).astype(np.float32), across.astype(np.float32), up


def _smooth(at: NDArray[np.float64], x: NDArray[np.float64], y: NDArray[np.float64]) -> NDArray[np.float64]:
    """A smooth function near the control points: the polynomial of least degree, cubic at most, that fits them best."""
    return np.asarray(np.polyval(np.polyfit(x, y, min(len(x) - 1, 3)), at))


def _waves(at: NDArray[np.float64], size_mm: float, rng: np.random.Generator) -> NDArray[np.float64]:
    """Gentle waves, longer on longer lines, since no line of a face is drawn with a ruler."""
    lengths, phases = np.maximum(at[-1] * rng.uniform(0.25, 0.7, 2), 7), rng.uniform(0, 2 * np.pi, 2)
    return np.asarray(size_mm * np.sin(2 * np.pi * at[:, None] / lengths + phases).mean(1))
