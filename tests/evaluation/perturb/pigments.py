"""Melanin and hemoglobin in the skin: spots, patches, mottling, flush and fine vessels.

Each returns (h, w, 3) absorbance at dose 1, natural logs, in red, green, blue.
"""

from __future__ import annotations

import itertools

import numpy as np

from tests.evaluation.perturb.canvas import Canvas, Field
from tests.evaluation.perturb.optics import HEMOGLOBIN, MELANIN

_SPOT_RED = 0.20  # a dark lentigo: a fifth of the red gone, a third of the blue
_PATCH_RED = 0.13  # melasma is fainter and larger
_MOTTLE_RED, _MOTTLE_GREEN = 0.035, 0.035  # standard deviations
_FLUSH_GREEN = 0.24
_VESSEL_GREEN = 0.45


def brown_spots(canvas: Canvas, rng: np.random.Generator) -> Field:
    """Flat or soft spots of 1.5 to 6 mm, small ones more often, with uneven outlines: 8 to 20 on a cheek."""
    strength = np.zeros_like(canvas.inside)
    ragged = canvas.noise(1.5, 5, rng)
    size_of_zone = np.clip(_area_mm2(canvas) / 600, 0.7, 2.5)
    for place in canvas.random_places(int(rng.integers(8, 21) * size_of_zone), 4.0, rng):
        size = 1.5 * (6 / 1.5) ** (rng.uniform() ** 1.6)
        strength = np.maximum(strength, rng.uniform(0.7, 1.3) * _blob(canvas, place, size, ragged, rng))
    return _colored(strength * _SPOT_RED * canvas.inside, MELANIN)


def diffuse_pigmentation(canvas: Canvas, rng: np.random.Generator) -> Field:
    """Soft patches of 12 to 25 mm, one in about 6 cm², cloudy within, as wide as the zone lets them be."""
    cloud = np.clip(1 + 0.2 * canvas.noise(4, 12, rng), 0, 2)
    strength = np.zeros_like(canvas.inside)
    for place in canvas.random_places(max(round(_area_mm2(canvas) / 600), 1), 12.0, rng):
        u, v = _turned(canvas, place, rng.uniform(0, np.pi))
        half = rng.uniform(6, 12.5)
        edge = np.hypot(u / half, v / (half * rng.uniform(0.6, 1))) + 0.12 * canvas.noise(5, 15, rng)
        strength = np.maximum(strength, _step((1 - edge) * half / 3))
    return _colored(strength * cloud * _PATCH_RED * canvas.inside, MELANIN)


def uneven_tone(canvas: Canvas, rng: np.random.Generator) -> Field:
    """Mottling of melanin and of blood, each its own: light and dark patches of 2 to 7 mm."""
    brown = _colored(canvas.noise(4, 14, rng) * _MOTTLE_RED * canvas.inside, MELANIN)
    return brown + _colored(canvas.noise(4, 14, rng) * _MOTTLE_GREEN * canvas.inside, HEMOGLOBIN)


def redness(canvas: Canvas, rng: np.random.Generator) -> Field:
    """A flush over the zone, soft at its edge, with the blotches that real ones have."""
    blotches = np.clip(1 + 0.25 * canvas.noise(6, 18, rng), 0.2, 1.8)
    return _colored(blotches * _FLUSH_GREEN * canvas.inside, HEMOGLOBIN)


def visible_vessels(canvas: Canvas, rng: np.random.Generator) -> Field:
    """Thin winding vessels of 0.3 to 0.8 mm that fork and narrow."""
    strength = np.zeros_like(canvas.inside)
    for place in canvas.random_places(int(rng.integers(5, 9)), 5.0, rng):
        for path, width in _tree(place, rng):
            strength = np.maximum(strength, _thread(canvas, path, width))
    return _colored(strength * _VESSEL_GREEN * canvas.inside, HEMOGLOBIN)


def _area_mm2(canvas: Canvas) -> float:
    return float(canvas.inside.sum()) / canvas.px_per_mm**2


def _colored(strength: Field, ratios: np.ndarray) -> Field:
    return np.asarray(strength[..., None] * ratios.astype(np.float32), np.float32)


def _step(t: Field) -> Field:
    """0 below −1, 1 above 1, smooth between."""
    s = np.clip((t + 1) / 2, 0, 1)
    return np.asarray(s * s * (3 - 2 * s), np.float32)


def _turned(canvas: Canvas, place: np.ndarray, angle: float) -> tuple[Field, Field]:
    """Coordinates around a place, mm, along and across a direction."""
    x, y = canvas.x_mm - np.float32(place[0]), canvas.y_mm - np.float32(place[1])
    cosine, sine = np.float32(np.cos(angle)), np.float32(np.sin(angle))
    return x * cosine + y * sine, y * cosine - x * sine


def _blob(canvas: Canvas, place: np.ndarray, size_mm: float, ragged: Field, rng: np.random.Generator) -> Field:
    """One spot of height 1: every third is a soft Gaussian, the others are flat with an edge of half a millimeter."""
    u, v = _turned(canvas, place, rng.uniform(0, np.pi))
    radius = np.hypot(u, v / rng.uniform(0.7, 1)) * (1 + 0.1 * ragged)
    if rng.uniform() < 1 / 3:
        return np.asarray(np.exp(-((radius / (size_mm / 2.355)) ** 2) / 2), np.float32)
    return _step((size_mm / 2 - radius) / 0.4)


def _tree(start: np.ndarray, rng: np.random.Generator) -> list[tuple[np.ndarray, float]]:
    """A vessel and its branches: (K, 2) paths in mm, each with a width in mm."""
    width, heading = rng.uniform(0.45, 0.8), rng.uniform(0, 2 * np.pi)
    trunk = _walk(start, heading, rng.uniform(6, 11), rng)
    branches = []
    for fork in rng.integers(3, len(trunk) - 1, int(rng.integers(1, 4))):
        turn = rng.choice([-1, 1]) * rng.uniform(0.5, 1.0)
        direction = np.arctan2(*(trunk[fork] - trunk[fork - 1])[::-1]) + turn
        branches.append((_walk(trunk[fork], direction, rng.uniform(3, 6), rng), max(width * 0.65, 0.3)))
    return [(trunk, width), *branches]


def _walk(start: np.ndarray, heading: float, length_mm: float, rng: np.random.Generator) -> np.ndarray:
    """A winding path in steps of half a millimeter."""
    bends = np.cumsum(rng.normal(0, 0.22, int(length_mm / 0.5)))
    steps = 0.5 * np.column_stack([np.cos(heading + bends), np.sin(heading + bends)])
    return np.asarray(start + np.cumsum(steps, axis=0))


def _thread(canvas: Canvas, path: np.ndarray, width_mm: float) -> Field:
    """A path drawn as wide as it is, height 1; narrower ends."""
    strength = np.zeros_like(canvas.inside)
    low, high = path.min(0) - 2, path.max(0) + 2
    rows = np.flatnonzero((canvas.y_mm[:, 0] >= low[1]) & (canvas.y_mm[:, 0] <= high[1]))
    columns = np.flatnonzero((canvas.x_mm[0] >= low[0]) & (canvas.x_mm[0] <= high[0]))
    if not len(rows) or not len(columns):
        return strength
    box = np.ix_(rows, columns)
    near = np.full((len(rows), len(columns)), np.inf, np.float32)
    for (ax, ay), (bx, by) in itertools.pairwise(path):
        x, y = canvas.x_mm[box] - np.float32(ax), canvas.y_mm[box] - np.float32(ay)
        t = np.clip((x * (bx - ax) + y * (by - ay)) / ((bx - ax) ** 2 + (by - ay) ** 2), 0, 1)
        near = np.minimum(near, np.hypot(x - t * (bx - ax), y - t * (by - ay)).astype(np.float32))
    strength[box] = np.exp(-((near / (width_mm / 2.355)) ** 2) / 2)
    return strength
