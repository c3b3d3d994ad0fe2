"""The jaw's edge moved by known millimeters: (h, w, 2) shifts, right and down, at dose 1.

Skin between chin and angle is pushed out and down, most at the edge; what it comes to lie on is the neck.
"""

from __future__ import annotations

import numpy as np

from tests.evaluation.perturb.canvas import Canvas, Field
from tests.evaluation.perturb.target import Target

_JOWL_MM = np.array([[-37.0, 102.5], [-42.7, 110.7]])  # on the mean face: its middle, and where it goes
_HALF_FLAT_MM, _FADES_MM = 3.0, 15.0  # along the edge
_FADES_BEHIND_MM, _FADES_AHEAD_MM = 30.0, 12.0  # into the cheek, into the neck
JOWL_MM = 4.0


def jowls(canvas: Canvas, rng: np.random.Generator) -> Field:
    """A lobe of the cheek over the jaw's edge."""
    middle, ahead = canvas.place(_JOWL_MM)
    out = ((ahead - middle) / np.hypot(*(ahead - middle))).astype(np.float32)
    x, y = canvas.x_mm - np.float32(middle[0]), canvas.y_mm - np.float32(middle[1])
    along, across = x * out[1] - y * out[0], x * out[0] + y * out[1]
    beyond = np.where(across < 0, -across / _FADES_BEHIND_MM, (across - _HALF_FLAT_MM) / _FADES_AHEAD_MM)
    sideways = (1 + np.cos(np.pi * np.clip((np.abs(along) - _HALF_FLAT_MM) / _FADES_MM, 0, 1))) / 2
    # Straight ahead and behind, since a steeper fade would fold the skin over itself.
    return np.asarray(JOWL_MM * (np.clip(1 - np.maximum(beyond, 0), 0, 1) * sideways)[..., None] * out, np.float32)


TARGETS: dict[str, Target] = {
    "jowls": Target(
        ("prejowl",),
        "a lobe of the jaw's edge, 36 mm long, 4 mm outwards",
        jowls,
        how="shift",
        margin_mm=38.0,
        moved_mm=JOWL_MM,
    ),
}
