"""Lost volume of the cheek: a smooth dent in the light, (h, w, 3) absorbances at dose 1, natural logs.

The dent is a Gaussian valley in a surface that turns to the side as a cheek does. Its light is Lambert's: a lamp above
the camera, and light from all around that the dent does not change. Places are of the client's right on the mean face,
mm from between the pupils.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from tests.evaluation.perturb.canvas import Canvas, Field
from tests.evaluation.perturb.optics import GROOVE
from tests.evaluation.perturb.target import Target

_DEEP_MM = 4.0
# From the inner cheek obliquely down and out: the mid-cheek groove running into the hollow below the cheekbone.
_VALLEY = np.array([(-27.0, 31.0), (-46.0, 45.0)])
_STRAYS_MM = 1.5
_ACROSS_MM, _ALONG_MM = (6.0, 8.5), (10.0, 14.0)  # standard deviations of its depth
# One lamp for all, as in a studio: drawn by chance, it would pass for a difference between people.
_LAMP_ABOVE_DEG = 35.0
_ALL_AROUND = 0.35  # share of the light that has no direction
_TURNED_DEG = 25.0  # of the cheek, to its side
# A hollow turns from the light, which dims all colors alike, and is filled by light from the skin around it.
_HOLLOW = (1 + GROOVE) / 2


def midface_volume(canvas: Canvas, rng: np.random.Generator) -> Field:
    """The valley's change of the cheek's light."""
    inner, outer = canvas.place(_VALLEY + rng.uniform(-_STRAYS_MM, _STRAYS_MM, 2))
    slopes = _slopes(canvas, inner, outer, rng.uniform(*_ACROSS_MM), rng.uniform(*_ALONG_MM))
    above, around = np.radians(_LAMP_ABOVE_DEG), _ALL_AROUND
    turned = np.tan(np.radians(_TURNED_DEG)) * np.sign(inner[0] - outer[0])
    cheek = (np.full_like(slopes[0], turned), np.zeros_like(slopes[0]))
    before, after = (
        around + (1 - around) * _lambert(*form, above) for form in (cheek, (cheek[0] + slopes[0], slopes[1]))
    )
    shade = -np.log(after / before) * canvas.around()
    return np.asarray(shade[..., None] * _HOLLOW, np.float32)


def _slopes(
    canvas: Canvas, inner: NDArray[np.float64], outer: NDArray[np.float64], across_mm: float, along_mm: float
) -> tuple[Field, Field]:
    """Of the height toward the camera, mm per mm to the right and down."""
    middle, axis = (inner + outer) / 2, (outer - inner) / np.hypot(*(outer - inner))
    x, y = canvas.x_mm - np.float32(middle[0]), canvas.y_mm - np.float32(middle[1])
    u, v = x * axis[0] + y * axis[1], y * axis[0] - x * axis[1]
    depth = _DEEP_MM * np.exp(-((u / along_mm) ** 2 + (v / across_mm) ** 2) / 2)
    by_u, by_v = depth * u / along_mm**2, depth * v / across_mm**2
    return by_u * axis[0] - by_v * axis[1], by_u * axis[1] + by_v * axis[0]


def _lambert(right: Field, down: Field, above_rad: float) -> Field:
    """Cosine between the lamp and the normal of a height field with these slopes, 0 where it is turned away."""
    cosine = (down * np.sin(above_rad) + np.cos(above_rad)) / np.sqrt(1 + right**2 + down**2)
    return np.asarray(np.maximum(cosine, 0), np.float32)


TARGETS: dict[str, Target] = {
    "midface_volume": Target(
        ("mid_cheek",),
        "a valley 4 mm deep, 14 to 20 mm wide at half its depth, in light from above",
        midface_volume,
        margin_mm=16.0,
    ),
}
