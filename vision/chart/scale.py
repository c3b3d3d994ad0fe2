"""The scales at which a face is laid flat: pixels of the chart, and the sharpness that all photos are brought to.

The coarse chart carries everything; finer ones what it blurs away, on photos that show it: the fine one relief of 1 to
3 mm, vessels and the finest lines, the finest one pores. A photo carries a scale as long as its own blur and the
sampling between its pixels, 0.73 px together, fit into the scale's: 0.35 mm per pixel for the fine one, 0.2 for the
finest.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

ScaleName = Literal["coarse", "fine", "finest"]


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
FINEST = ChartScale("finest", 2304, 0.15)
FINER = (FINE, FINEST)  # some whole times the coarse one's size, so that what they show comes back to it
