"""What one kind of mark is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np

from tests.evaluation.perturb.canvas import MARGIN_MM, Canvas, Field

Painter = Callable[[Canvas, np.random.Generator], Field]


@dataclass(frozen=True, slots=True)
class Target:
    """One kind of mark.

    Attributes:
        kinds: zones it is painted in.
        dose_one: what dose 1 is, in words and numbers; other doses are linear in what the painter returns.
        painter: what is done to the photo at dose 1, on the canvas; see `how`.
        how: "absorb": (h, w, 3) absorbance, natural logs; "light": (h, w) white light added, share of full scale;
            "shift": (h, w, 2) mm to the right and down by which what is seen moves, smooth, 0 at the canvas's edge.
        margin_mm: canvas around the zone.
        then_moves: what is done after that, a shift; for marks that have a shape beside their shade.
        moved_mm: what dose 1 adds to the concern's quantity, in mm, where that is a length; negative takes away. Other
            doses are linear in it.
        detail: the detail of the reading that the millimeters are added to, where it is not the quantity.
    """

    kinds: tuple[str, ...]
    dose_one: str
    painter: Painter
    how: Literal["absorb", "light", "shift"] = "absorb"
    margin_mm: float = MARGIN_MM
    then_moves: Painter | None = None
    moved_mm: float | None = None
    detail: str | None = None
