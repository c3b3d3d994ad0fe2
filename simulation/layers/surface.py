"""Relief of the skin's surface: roughness, pores, fine dark hair. Each loses contrast and keeps its place."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from simulation.canvas import Patch
from simulation.layers.smoothing import known, smoothstep
from simulation.layers.unit import Calm
from vision.concerns import Concern

Light = NDArray[np.float32]
_ROUGH_FINE_MM, _ROUGH_COARSE_MM = 0.35, 1.0  # as the measure of texture has it
_MOST_RMS = 3.0  # what stands out further is a line or a mark, and no texture
_PIT_MM, _AROUND_PIT_MM = 0.1, 0.5
_HAIR_MM = 0.9  # hairs are thinner
_HAIR_LEAST = 8.0  # units darker than the skin beside
_OVER_GRAIN = 4.0  # and so many times what half of the zone is: grain is everywhere, hairs are not


def texture(patch: Patch, concerns: Sequence[Concern], calm: Calm) -> Light:
    """(h, w, 3) ups and downs of 1 to 4 mm."""
    light = known(patch.absorbance, patch.skin, 5.0 / patch.mm_per_px)
    band = _mean(light, _ROUGH_FINE_MM, patch) - _mean(light, _ROUGH_COARSE_MM, patch)
    return _within(band, patch)


def pores(patch: Patch, concerns: Sequence[Concern], calm: Calm) -> Light:
    """(h, w, 3) small pits, as far as they are darker than what lies around."""
    light = known(patch.absorbance, patch.skin, 3.0 / patch.mm_per_px)
    pits = _mean(light, _PIT_MM, patch) - _mean(light, _AROUND_PIT_MM, patch)
    return np.asarray(np.maximum(pits, 0), np.float32)


def hair(patch: Patch, concerns: Sequence[Concern], calm: Calm) -> Light:
    """(h, w, 3) what is darker than skin and its grain, in all colors, and thinner than a millimeter."""
    side = 2 * max(round(_HAIR_MM / patch.mm_per_px / 2), 1) + 1
    element = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (side, side))
    thin = patch.absorbance - cv2.morphologyEx(patch.absorbance, cv2.MORPH_OPEN, element)
    dark = thin.min(-1, keepdims=True)
    inside = dark[patch.weight > 0]
    grain = float(np.median(inside)) if inside.size else 0.0
    least = max(_HAIR_LEAST, _OVER_GRAIN * grain)
    return np.asarray(thin * smoothstep(dark / np.float32(least) - np.float32(0.5)), np.float32)


def _mean(light: Light, sigma_mm: float, patch: Patch) -> Light:
    sigma = sigma_mm / patch.mm_per_px
    return np.asarray(cv2.GaussianBlur(light, (0, 0), sigma), np.float32) if sigma > 0.3 else light


def _within(band: Light, patch: Patch) -> Light:
    inside = band[patch.weight > 0]
    if not inside.size:
        return band
    most = np.float32(_MOST_RMS * np.sqrt(np.mean(np.square(inside))))
    return np.asarray(np.clip(band, -most, most), np.float32)
