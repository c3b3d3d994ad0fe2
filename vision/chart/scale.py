"""The scales at which a face is laid flat: pixels of the chart, and the sharpness that all photos are brought to.

The coarse chart carries everything; the fine one what the coarse one blurs away, relief of 1 to 3 mm, vessels and the
finest lines, on photos that show them. Pixels are half as large there and so is the blur.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

ScaleName = Literal["coarse", "fine"]


@dataclass(frozen=True, slots=True)
class ChartScale:
    """One scale.

    Attributes:
        name: of the scale.
        size: pixels of the chart's side.
        blur_mm: standard deviation of the Gaussian that is the common sharpness.
    """

    name: ScaleName
    size: int
    blur_mm: float


COARSE = ChartScale("coarse", 576, 0.5)  # about 0.45 mm per pixel: the coarsest that still samples the blur well
FINE = ChartScale("fine", 1152, 0.25)
