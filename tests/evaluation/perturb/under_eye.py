"""Under the eye: dark circles of three kinds, a bag by its light and its shape, the trough below.

Absorbances are (h, w, 3) at dose 1, natural logs, in red, green, blue; shifts (h, w, 2) mm. Courses and places are of
the client's right on the mean face, mm from between the pupils.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import numpy as np
from numpy.typing import NDArray

from tests.evaluation.perturb.canvas import Canvas, Field
from tests.evaluation.perturb.frame import Points
from tests.evaluation.perturb.optics import GROOVE, HEMOGLOBIN, MELANIN
from tests.evaluation.perturb.target import Target

_CIRCLE = 0.26  # luminance absorbance: 23 % of the light
_LUMINANCE = np.array([0.2126, 0.7152, 0.0722])
# A hollow turns from the light, which dims all colors alike, and is filled by light from the skin around it.
_HOLLOW = (1 + GROOVE) / 2
_BEYOND_MM = 2.5  # a circle does not end with a zone
_LEAST_SHARE = 0.15  # of each kind in a mixture
_TROUGH = np.array([(-15.0, 15.6), (-19.0, 18.0), (-24.5, 20.0), (-30.0, 20.9), (-35.5, 21.0)])
_TROUGH_GREEN, _TROUGH_WIDTH_MM = 0.26, (3.0, 6.0)
_BAG_MIDDLE = np.array([(-28.5, 14.0), (-18.5, 12.6)])  # and toward the nose, which tells its direction
_BAG_TALL_MM, _BAG_WIDE_MM = (8.0, 11.0), (20.0, 26.0)
_BAG_GREEN = 0.22  # where it turns away from the light most; the lit side gains two thirds of that
_LIT_SHARE = 2 / 3
_BAG_SAG_MM = 0.8
_FWHM = 2.355


def _per_luminance(ratios: NDArray[np.float64]) -> NDArray[np.float32]:
    return np.asarray(ratios / (ratios @ _LUMINANCE), np.float32)


# Red, green and blue of a luminance absorbance of 1.
KINDS = {
    "pigmented": _per_luminance(MELANIN),
    "vascular": _per_luminance(HEMOGLOBIN),
    "shadow": _per_luminance(_HOLLOW),
}


def dark_circles(canvas: Canvas, rng: np.random.Generator) -> Field:
    """A cloudy darkening of a mixture of the three, each face its own."""
    shares = _LEAST_SHARE + (1 - 3 * _LEAST_SHARE) * rng.dirichlet((1.0, 1.0, 1.0))
    color = np.sum([share * KINDS[kind] for share, kind in zip(shares, KINDS, strict=True)], axis=0)
    return _circle(canvas, rng, np.asarray(color, np.float32))


def _circle(canvas: Canvas, rng: np.random.Generator, color: NDArray[np.float32]) -> Field:
    cloud = np.clip(1 + 0.15 * canvas.noise(4, 12, rng), 0.4, 1.6)
    return np.asarray((_CIRCLE * cloud * canvas.around())[..., None] * color, np.float32)


# Dark circles of one kind alone: pigmented, vascular, shadow.
ONE_KIND: dict[str, Callable[[Canvas, np.random.Generator], Field]] = {
    kind: partial(_circle, color=color) for kind, color in KINDS.items()
}


def tear_trough(canvas: Canvas, rng: np.random.Generator) -> Field:
    """A band of shade 3 to 6 mm wide from beside the inner corner of the eye outwards and down."""
    along, across = _beside(canvas, canvas.place(_TROUGH + rng.uniform(-0.5, 0.5, 2)))
    band = np.exp(-((across / (rng.uniform(*_TROUGH_WIDTH_MM) / _FWHM)) ** 2) / 2)
    taper = np.clip((1.02 - along) / 0.35, 0, 1) * np.clip((along + 0.02) / 0.15, 0, 1)
    return np.asarray((_TROUGH_GREEN * taper * band * canvas.inside)[..., None] * _HOLLOW, np.float32)


def bag_light(canvas: Canvas, rng: np.random.Generator) -> Field:
    """A smooth dome under the lid in light from above: its upper slope brighter, its lower slope darker."""
    u, v, _ = _dome(canvas, rng)
    slope = v * np.exp(0.5 - (u**2 + v**2) / 2)  # largest is 1
    shade = np.where(slope > 0, slope, _LIT_SHARE * slope) * canvas.around()
    return np.asarray((_BAG_GREEN * shade)[..., None] * _HOLLOW, np.float32)


def bag_shape(canvas: Canvas, rng: np.random.Generator) -> Field:
    """What lies on the dome sags a little."""
    u, v, down = _dome(canvas, rng)
    sag = _BAG_SAG_MM * np.exp(-(u**2 + v**2) / 2) * canvas.around()
    return np.asarray(sag[..., None] * down, np.float32)


def _dome(canvas: Canvas, rng: np.random.Generator) -> tuple[Field, Field, NDArray[np.float32]]:
    """Along and across the dome in standard deviations of its height, and the unit vector down across it."""
    middle, toward_nose = canvas.place(_BAG_MIDDLE + rng.uniform(-0.7, 0.7, 2))
    along = (toward_nose - middle) / np.hypot(*(toward_nose - middle))
    down = np.array([-along[1], along[0]]) * np.sign(along[0])
    x, y = canvas.x_mm - np.float32(middle[0]), canvas.y_mm - np.float32(middle[1])
    tall, wide = rng.uniform(*_BAG_TALL_MM), rng.uniform(*_BAG_WIDE_MM)
    # A dome ends where its height is a tenth: 4.3 standard deviations from end to end.
    u = (x * np.float32(along[0]) + y * np.float32(along[1])) * np.float32(4.3 / wide)
    v = (x * np.float32(down[0]) + y * np.float32(down[1])) * np.float32(4.3 / tall)
    return u, v, down.astype(np.float32)


def _beside(canvas: Canvas, course: Points) -> tuple[Field, Field]:
    """Of each pixel: share of the way along a course over its chord, and mm beside it."""
    start, chord = course[0], course[-1] - course[0]
    length = float(np.hypot(*chord))
    unit = chord / length
    relative = course - start
    x, y = canvas.x_mm - np.float32(start[0]), canvas.y_mm - np.float32(start[1])
    along = x * np.float32(unit[0]) + y * np.float32(unit[1])
    side = y * np.float32(unit[0]) - x * np.float32(unit[1])
    bend = np.poly1d(np.polyfit(relative @ unit, relative @ np.array([-unit[1], unit[0]]), 3))
    near = np.clip(along, 0, length)
    cosine = 1 / np.hypot(1, bend.deriv()(near))
    return (along / length).astype(np.float32), ((side - bend(near)) * cosine).astype(np.float32)


TARGETS: dict[str, Target] = {
    "dark_circles": Target(
        ("lower_eyelid", "tear_trough"),
        "a mixture of melanin, blood and shade, 23 % darker",
        dark_circles,
        margin_mm=_BEYOND_MM,
    ),
    "eye_bags": Target(
        ("lower_eyelid",),
        "a dome of 8 to 11 by 20 to 26 mm in light from above, 20 % darker below, 14 % brighter above, sagging 0.8 mm",
        bag_light,
        margin_mm=12.0,
        then_moves=bag_shape,
    ),
    "tear_trough": Target(
        ("tear_trough",), "a band of shade 3 to 6 mm wide, 20 to 25 mm long, 23 % darker", tear_trough
    ),
}
