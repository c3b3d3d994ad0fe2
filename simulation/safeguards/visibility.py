"""How much of a change a person would see, as one figure, and in words."""

from __future__ import annotations

import cv2
import numpy as np

from simulation.safeguards.color import ColorMap
from simulation.safeguards.safeguards import Subtlety, Visibility

_SIGMA_MM = 1.0  # what is finer is not seen at the size that a face is shown at
_POOLED = 4.0
_AREA_MM2 = 100.0
_MM = 1.5  # what a displacement of a millimeter counts
# Below each figure. Set by looking at 14 projections beside their portraits, London, 1350 px: at 0.3 to 0.4 (mild
# treatments, low) nothing is found, at 1.0 to 2.0 it must be looked for, 2.6 to 4.6 (several, high) is seen at once,
# from 5.3 on, reached by doubling what high levels do, the face looks retouched.
_READINGS: tuple[tuple[float, Subtlety], ...] = ((0.8, "imperceptible"), (2.2, "subtle"), (5.0, "visible"))


def visibility(change: ColorMap, displacement_mm: float) -> Visibility:
    """Local changes of color pooled over the face as detection pools them (Quick 1974, Kybernetik 16:65): a fourth
    power, so that the strongest count most and area counts little. The figure is the CIEDE2000 that one square
    centimeter would have to change by to be as visible; a displacement adds likewise.
    """
    smooth = cv2.GaussianBlur(change.delta_e, (0, 0), _SIGMA_MM / change.mm_per_px, borderType=cv2.BORDER_CONSTANT)
    area = change.mm_per_px**2 / _AREA_MM2
    pooled = float((smooth.astype(np.float64) ** _POOLED).sum()) * area + (_MM * displacement_mm) ** _POOLED
    figure = float(pooled ** (1 / _POOLED))
    return Visibility(figure, in_words(figure))


def in_words(figure: float) -> Subtlety:
    """The reading of a figure."""
    return next((reading for below, reading in _READINGS if figure < below), "too_much")
