"""Lines and folds: dark core and bright lip along a line, and nothing of the skin between.

A line is told from what lies around it by going on. In each of a few directions the light is averaged along it, over a
length in which pores and grain cancel, and compared with the mean across it over a few widths: that profile, core and
lips together, is what a line is made of, and what can be taken away. Where a line runs, and which way, is told by
the second derivative across it (ridge filters: Freeman and Adelson 1991, IEEE PAMI 13:891; Steger 1998, IEEE PAMI
20:113) as far as it stands out from what skin answers across the line's expected direction.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import cv2
import numpy as np
from numpy.typing import NDArray

from simulation.canvas import Patch
from simulation.layers.smoothing import smoothstep
from vision.concerns.folds import Folds
from vision.concerns.lines import Lines
from vision.concerns.oriented import direction_on

Layer = NDArray[np.float32]
Light = NDArray[np.float32]
_STEP_DEG = 15.0
_AROUND_WIDTHS = 3.0  # what a line is compared with, across it
_LEAST_UNITS = 0.5  # of absorbance; below it nothing is a line
_OVER_TEXTURE = 1.0  # times the root mean square of what skin answers across
_LIPS_WIDTHS = 1.6  # as far to both sides as a line's lips reach
_FURTHER = 1.4
_SHADOW_FINE_MM = 1.2
_MOST_WAYS = 7  # lines in more directions than that leave none to compare them with


@dataclass(frozen=True, slots=True)
class Course:
    """What lines look like.

    Attributes:
        width_mm: standard deviation across.
        along_mm: and along, over which they are averaged.
        ways_deg: directions in the photo, clockwise from its x axis, that they may run in.
        fine_mm: detail across the line that is left alone; 0 takes the profile as sharp as it is.
    """

    width_mm: float
    along_mm: float
    ways_deg: tuple[float, ...]
    fine_mm: float = 0.0


def course_of(patch: Patch, measure: Lines | Folds) -> Course:
    """What a concern's own measure takes for its lines, as they lie in this photo.

    Averaged somewhat further along than the measure looks, so that less of the skin beside goes with it. A fold's is
    its crease: the narrowest of its widths. One that is read from the shading is a shadow: what is finer than a
    millimeter in it is skin.
    """
    line = measure.filters[0] if isinstance(measure, Folds) else measure.filter
    middle = patch.direction_deg(direction_on(patch.zone, measure.directions_deg))
    ways = tuple(middle + np.arange(-line.spread_deg, line.spread_deg + 1, _STEP_DEG))
    shadow = isinstance(measure, Folds) and measure.layer == "shading"
    return Course(line.across_mm, _FURTHER * line.along_mm, ways, _SHADOW_FINE_MM if shadow else 0.0)


def lines(found_in: Layer, taken_from: Light, weight: Layer, course: Course, mm_per_px: float) -> Light:
    """The lines of a patch, lips included (negative): without them they are gone.

    Args:
        found_in: (h, w) float32, the layer in which lines are dark; more is darker.
        taken_from: (h, w, c) float32, from which they are to be taken.
        weight: (h, w) float32, 0 to 1, where they are looked for.

    Returns:
        (h, w, c) float32 in units of what they are taken from.
    """
    across, along = (_twentieth(mm / mm_per_px) for mm in (course.width_mm, course.along_mm))
    ridges = np.stack([cv2.filter2D(found_in, cv2.CV_32F, _ridge(across, along, way)) for way in _whole(course)])
    gate = _gate(ridges.max(0), _texture(found_in, weight, across, along, course), across)
    shares = np.stack([cv2.GaussianBlur(share, (0, 0), 1.5 * across) for share in np.maximum(ridges, 0) ** 2])
    shares /= np.maximum(shares.sum(0), np.float32(1e-3))
    fine = _twentieth(course.fine_mm / mm_per_px)
    taken = np.zeros_like(taken_from)
    for way, share in zip(_whole(course), shares, strict=True):
        profile = cv2.filter2D(taken_from, cv2.CV_32F, _profile(across, along, fine, way))
        taken += share[..., None] * profile.reshape(taken.shape)
    return np.asarray(taken * gate[..., None], np.float32)


def _texture(layer: Layer, weight: Layer, across: float, along: float, course: Course) -> float:
    """What skin answers across the lines; 0 for lines that run anywhere."""
    inside = weight > 0
    if len(course.ways_deg) > _MOST_WAYS or not inside.any():
        return 0.0
    middle = course.ways_deg[len(course.ways_deg) // 2] + 90
    ways = (round(middle + turn) % 180 for turn in (-_STEP_DEG, 0, _STEP_DEG))
    crossing = np.maximum.reduce([cv2.filter2D(layer, cv2.CV_32F, _ridge(across, along, float(way))) for way in ways])
    return float(np.sqrt(np.mean(np.square(np.maximum(crossing[inside], 0)))))


def _gate(ridge: Layer, texture: float, across_px: float) -> Layer:
    """(h, w) 1 along lines and as far as their lips reach, 0 beyond, soft between."""
    least = max(_LEAST_UNITS, _OVER_TEXTURE * texture)
    on_line = smoothstep((ridge / np.float32(least) - 0.5) / np.float32(1.0))
    reach = 2 * max(round(_LIPS_WIDTHS * across_px), 1) + 1
    wide = cv2.dilate(on_line, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (reach, reach)))
    return np.asarray(cv2.GaussianBlur(wide, (0, 0), across_px), np.float32)


def _twentieth(pixels: float) -> float:
    """In steps of 1/20 px, so that photos of all scales share a few kernels."""
    return round(20 * pixels) / 20


def _whole(course: Course) -> list[float]:
    return [float(round(way) % 180) for way in course.ways_deg]


@lru_cache(maxsize=1024)
def _ridge(across: float, along: float, direction_deg: float) -> Layer:
    """Answers c to a dark line of contrast c and standard deviation `across`; 0 to a constant."""
    u, v = _axes(2.5 * max(across, along), direction_deg)
    line = np.exp(-(v**2) / (2 * across**2))
    kernel = -np.exp(-(u**2) / (2 * along**2)) * (v**2 / across**2 - 1) * line
    kernel -= kernel.mean()
    return np.asarray(kernel / (kernel * line).sum(), np.float32)


@lru_cache(maxsize=1024)
def _profile(across: float, along: float, fine: float, direction_deg: float) -> Layer:
    """The mean along a line less the mean around it; 0 to a constant."""
    wide = _AROUND_WIDTHS * across
    u, v = _axes(2.5 * max(wide, along), direction_deg)
    along_it = np.exp(-(u**2) / (2 * along**2))
    narrow = along_it * np.exp(-(v**2) / (2 * max(fine, 0.45) ** 2))  # about one pixel
    around = along_it * np.exp(-(v**2) / (2 * wide**2))
    return np.asarray(narrow / narrow.sum() - around / around.sum(), np.float32)


def _axes(reach_px: float, direction_deg: float) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Places along a direction and across it."""
    reach = int(np.ceil(reach_px))
    y, x = np.mgrid[-reach : reach + 1, -reach : reach + 1].astype(float)
    angle = np.radians(direction_deg)
    return x * np.cos(angle) + y * np.sin(angle), y * np.cos(angle) - x * np.sin(angle)
