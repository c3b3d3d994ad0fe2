"""Wide pores: a field of small pits, dark in the middle, the lower rim faintly lit by light from above."""

from __future__ import annotations

import numpy as np

from tests.evaluation.perturb.canvas import Canvas, Field
from tests.evaluation.perturb.optics import GROOVE

_PER_CM2 = (40.0, 80.0)
_WIDTH_MM = (0.2, 0.5)  # at half the depth
_CORE = 0.55  # absorbance at dose 1; a camera of 0.18 mm per pixel leaves about half of it
_RIM = 0.15  # of the core, brighter
_JITTER = 0.35  # of the distance between two pores
_REACH = 2.0  # widths around a pore that are drawn


def pores(canvas: Canvas, rng: np.random.Generator) -> Field:
    """(h, w, 3) absorbance at dose 1, natural logs."""
    depth = np.zeros_like(canvas.inside)
    for place in _scattered(canvas, 10.0 / np.sqrt(rng.uniform(*_PER_CM2)), rng):
        _sink(depth, canvas, place, rng.uniform(*_WIDTH_MM), _CORE * rng.uniform(0.6, 1.2), rng)
    return np.asarray((depth * canvas.inside)[..., None] * GROOVE, np.float32)


def _scattered(canvas: Canvas, apart_mm: float, rng: np.random.Generator) -> np.ndarray:
    """(K, 2) places in mm: a lattice, every place of it moved a little, as pores stand in skin."""
    low = canvas.x_mm[0, 0], canvas.y_mm[0, 0]
    high = canvas.x_mm[-1, -1], canvas.y_mm[-1, -1]
    axes = [np.arange(a, b, apart_mm) for a, b in zip(low, high, strict=True)]
    places = np.stack(np.meshgrid(*axes), -1).reshape(-1, 2)
    return np.asarray(places + rng.uniform(-_JITTER, _JITTER, places.shape) * apart_mm)


def _sink(depth: Field, canvas: Canvas, place: np.ndarray, width: float, core: float, rng: np.random.Generator) -> None:
    """Adds one pit, slightly longer than wide, and below it the crescent that the light reaches."""
    near = _near(canvas, place, _REACH * width)
    if not depth[near].size:
        return
    x, y = canvas.x_mm[near] - np.float32(place[0]), canvas.y_mm[near] - np.float32(place[1])
    angle, sigma = rng.uniform(0, np.pi), width / 2.355
    u, v = x * np.cos(angle) + y * np.sin(angle), y * np.cos(angle) - x * np.sin(angle)
    pit = np.exp(-(u**2 + (v * rng.uniform(1.0, 1.25)) ** 2) / (2 * sigma**2))
    rim = np.exp(-(x**2 + (y - 1.2 * width) ** 2) / (2 * sigma**2))
    depth[near] += (core * (pit - _RIM * rim)).astype(np.float32)


def _near(canvas: Canvas, place: np.ndarray, reach_mm: float) -> tuple[slice, slice]:
    """The canvas's pixels around a place."""
    columns, rows = (
        slice(*np.searchsorted(axis, (middle - reach_mm, middle + reach_mm)).tolist())
        for axis, middle in ((canvas.x_mm[0], place[0]), (canvas.y_mm[:, 0], place[1]))
    )
    return rows, columns
