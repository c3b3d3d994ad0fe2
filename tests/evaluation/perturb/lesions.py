"""Acne: papules, pustules and comedones, with the places, sizes and kinds that were painted.

A papule is a soft-edged dome with more blood in it, lit from above; a pustule has a pale, yellowish middle; a comedo is
a small dark plug, or a small pale bump. Returns (h, w, 3) absorbance at dose 1, natural logs, in red, green, blue.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from tests.evaluation.perturb.canvas import Canvas, Field
from tests.evaluation.perturb.optics import GROOVE, HEMOGLOBIN

Kind = Literal["papule", "pustule", "dark comedo", "pale comedo"]
_KINDS: tuple[Kind, ...] = ("papule", "pustule", "dark comedo", "pale comedo")
_SHARES = (0.55, 0.25, 0.12, 0.08)
_CHEEK_MM2 = 700.0
_GREEN = 0.33  # of a papule: more than a quarter of the green gone
_DOME = 0.05  # of the light, brighter above and darker below
_PUS = np.array([-0.20, -0.26, -0.10], np.float32)  # brighter, and less so in blue
_PLUG = 0.34
_BUMP = 0.10


@dataclass(frozen=True, slots=True)
class Lesion:
    """One lesion.

    Attributes:
        place_mm: (x, y) of its center on the picture plane, as the canvas counts.
        diameter_mm: at half its strength.
        kind: of lesion.
        strength: relative to others of its kind.
    """

    place_mm: tuple[float, float]
    diameter_mm: float
    kind: Kind
    strength: float


def lesions_of(canvas: Canvas, rng: np.random.Generator) -> list[Lesion]:
    """What `blemishes` paints: 5 to 15 on a cheek, of 1 to 6 mm, small ones more often; comedones up to 1.8 mm."""
    share = float(canvas.inside.sum()) / canvas.px_per_mm**2 / _CHEEK_MM2
    count = max(round(int(rng.integers(5, 16)) * share), 2)
    return [_lesion(place, rng) for place in canvas.random_places(count, 4.5, rng)]


def blemishes(canvas: Canvas, rng: np.random.Generator) -> Field:
    """Paints what `lesions_of` tells."""
    layer = np.zeros((*canvas.inside.shape, 3), np.float32)
    for lesion in lesions_of(canvas, rng):
        layer += _painted(canvas, lesion)
    return layer * canvas.inside[..., None]


def _lesion(place: np.ndarray, rng: np.random.Generator) -> Lesion:
    kind = _KINDS[int(rng.choice(len(_KINDS), p=_SHARES))]
    span = 0.8 if "comedo" in kind else 5.0
    low = 2.0 if kind == "pustule" else 1.0
    diameter = low + (span + 1 - low) * rng.uniform() ** 1.5
    return Lesion((float(place[0]), float(place[1])), float(diameter), kind, float(rng.uniform(0.7, 1.3)))


def _painted(canvas: Canvas, lesion: Lesion) -> Field:
    x, y = canvas.x_mm - np.float32(lesion.place_mm[0]), canvas.y_mm - np.float32(lesion.place_mm[1])
    half = lesion.diameter_mm / 2
    radius = np.hypot(x, y)
    if lesion.kind == "dark comedo":
        return _plain(_disc(radius, half) * _PLUG * lesion.strength)
    # The slope of a dome towards light from above: bright over its middle, dark under it.
    dome = (y / half) * np.exp(0.5 - (radius / half) ** 2 / 2)
    if lesion.kind == "pale comedo":
        return _plain((dome - _disc(radius, half)) * _BUMP * lesion.strength)
    red = (_disc(radius, half) * _GREEN * lesion.strength)[..., None] * HEMOGLOBIN.astype(np.float32)
    if lesion.kind == "pustule":
        red = red + _disc(radius, 0.4 * half)[..., None] * _PUS * np.float32(lesion.strength)
    return np.asarray(red + _plain(dome * _DOME), np.float32)


def _plain(strength: Field) -> Field:
    return np.asarray(strength[..., None] * GROOVE.astype(np.float32), np.float32)


def _disc(radius: Field, half: float) -> Field:
    """1 in the middle, half at `half`, its edge as soft as a third of that."""
    return np.asarray(1 / (1 + np.exp(np.clip((radius - half) / (0.17 * half + 0.03), -30, 30))), np.float32)
