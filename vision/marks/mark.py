"""One shape of evidence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Shape = Literal["line", "spot", "area"]


@dataclass(frozen=True, slots=True, eq=False)
class Mark:
    """Where one thing was seen.

    Attributes:
        concern: name.
        zone: zone name.
        shape: a line is open; spots and areas are closed, without their first point repeated.
        points_px: (K, 2) float32 photo pixels, edge coordinates.
        strength: 0 to 1, mean evidence of it.
    """

    concern: str
    zone: str
    shape: Shape
    points_px: NDArray[np.float32]
    strength: float


def shape_of(details: Mapping[str, float]) -> Shape:
    """How a concern is drawn follows from what is measured of it: lengths are lines, what is counted else are spots."""
    if "length_mm" in details:
        return "line"
    return "spot" if "count" in details else "area"
