"""Shadows of form: what a hollow or a fold is darker by, without its color and without the skin's own detail."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from simulation.canvas import Patch
from simulation.layers.folds import folds
from simulation.layers.smoothing import known, mean_over
from simulation.layers.unit import Calm, gray
from vision.concerns import Concern
from vision.concerns.folds import Folds
from vision.concerns.lines import PERCENT_PER_UNIT
from vision.concerns.midface_volume import hollow_wall
from vision.skin.layers import unmix_absorbance

Layer = NDArray[np.float32]
_FINE_MM, _WIDE_MM = 3.0, 10.0  # a hollow without a measure of its own: between means over these


def shadow(patch: Patch, concerns: Sequence[Concern], calm: Calm) -> Layer:
    """(h, w, 3) the shade of troughs, of the midface's hollow, or where nothing measures it, of any broad hollow."""
    if not concerns:
        return gray(_broad(patch))
    if isinstance(concerns[0].measure, Folds):
        return folds(patch, concerns[0].measure)
    low, high = concerns[0].anchors
    return gray(_wall(patch) * np.float32((high - low) / PERCENT_PER_UNIT))


def _wall(patch: Patch) -> Layer:
    """The shape that the midface's measure looks for, darker above and brighter below, 1 where it is strongest."""
    return patch.of_chart(hollow_wall(patch.zone, patch.mask, patch.placing.geometry.size, patch.chart_mm_per_px))


def _broad(patch: Patch) -> Layer:
    shading = unmix_absorbance(known(patch.absorbance, patch.skin, 5.0 / patch.mm_per_px)).shading
    fine, wide = (mean_over(shading, patch.skin, mm / patch.mm_per_px) for mm in (_FINE_MM, _WIDE_MM))
    return np.asarray(np.maximum(fine - wide, 0), np.float32)
