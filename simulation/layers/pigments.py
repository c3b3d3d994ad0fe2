"""Melanin and hemoglobin that stand out from the skin around them, along their own absorption.

A mark's amount is a contrast of a layer (vision.skin.layers), so that a change of a given share takes as much light off
dark skin as off light skin. What a layer claims the luminance must bear out (vision.concerns.pigment), or noise of the
unmixed layers would be painted. Detail finer than a quarter of a millimeter stays, and pores and hairs with it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from simulation.canvas import Patch
from simulation.layers.lines import Course, lines
from simulation.layers.smoothing import known, mean_over, smoothstep
from simulation.layers.unit import Calm, along
from vision.concerns import Concern
from vision.concerns.pigment import DARKNESS_TO_HEMOGLOBIN, DARKNESS_TO_MELANIN
from vision.photo import LUMINANCE
from vision.skin.layers import HEMOGLOBIN_RGB, MELANIN_RGB, unmix_absorbance

Layer = NDArray[np.float32]
_VESSEL_WAYS = tuple(float(way) for way in range(0, 180, 15))
_VESSEL = Course(0.35, 1.2, _VESSEL_WAYS)


@dataclass(frozen=True, slots=True)
class _Mark:
    """Attributes:
    fine_mm, wide_mm: the mark is what a mean over the one lies above a mean over the other.
    least: units from which on it counts as a whole; noise lies below.
    borne_out: whether the luminance must show it, too.
    deeper: standard deviations of the skin around, by which more than what stands out is taken: what is uneven on
        either side of the mean evens out towards the paler side.
    """

    fine_mm: float
    wide_mm: float
    least: float
    borne_out: bool = True
    deeper: float = 0.0


# By concern. Patches are as wide as their measures have them; a spot's color is compared with some millimeters around.
_MELANIN = {
    "brown_spots": _Mark(0.25, 5.0, 3.0),
    "diffuse_pigmentation": _Mark(2.0, 12.0, 0.5, borne_out=False),
    "uneven_tone": _Mark(0.5, 5.0, 1.0, deeper=1.0),
}
_BLEMISH = _Mark(0.4, 6.0, 3.0)
_REDNESS_FINE_MM = 1.5


def melanin(patch: Patch, concerns: Sequence[Concern], calm: Calm) -> Layer:
    """(h, w, 3) what is richer in melanin than the skin around."""
    layers = _Layers(patch)
    parts = [layers.standing_out(layers.melanin, DARKNESS_TO_MELANIN, _MELANIN[each.name]) for each in concerns]
    return along(np.maximum.reduce(parts), MELANIN_RGB)


def hemoglobin(patch: Patch, concerns: Sequence[Concern], calm: Calm) -> Layer:
    """(h, w, 3) redness over the face's calm skin, vessels, inflamed spots."""
    layers = _Layers(patch)
    parts = [_reds(each.name, layers, patch, calm) for each in concerns]
    return along(np.maximum.reduce(parts), HEMOGLOBIN_RGB)


def _reds(concern: str, layers: _Layers, patch: Patch, calm: Calm) -> Layer:
    if concern == "visible_vessels":
        vessels = lines(layers.hemoglobin, layers.hemoglobin[..., None], patch.weight, _VESSEL, patch.mm_per_px)
        return np.asarray(np.maximum(vessels[..., 0], 0), np.float32)
    if concern == "blemishes":
        return layers.standing_out(layers.hemoglobin, DARKNESS_TO_HEMOGLOBIN, _BLEMISH)
    level = np.float32(calm if calm is not None else np.inf)
    smooth = mean_over(layers.hemoglobin, patch.skin, _REDNESS_FINE_MM / patch.mm_per_px)
    return np.asarray(np.maximum(smooth - level, 0), np.float32)


class _Layers:
    """A patch's light, unmixed."""

    def __init__(self, patch: Patch) -> None:
        light = known(patch.absorbance, patch.skin, 5.0 / patch.mm_per_px)
        self._px, self._skin = patch.mm_per_px, patch.skin
        layers = unmix_absorbance(light)
        self.melanin, self.hemoglobin = layers.melanin, layers.hemoglobin
        self.darkness = np.asarray(cv2.transform(light, LUMINANCE[None]), np.float32)

    def standing_out(self, layer: Layer, per_darkness: np.float32, mark: _Mark) -> Layer:
        """(h, w) units above the surroundings."""
        above = self._above(layer, mark)
        if mark.borne_out:
            above = np.minimum(above, per_darkness * self._above(self.darkness, mark))
        return np.asarray(np.maximum(above, 0) * smoothstep(above / np.float32(mark.least)), np.float32)

    def _above(self, layer: Layer, mark: _Mark) -> Layer:
        fine, wide = (mean_over(layer, self._skin, mm / self._px) for mm in (mark.fine_mm, mark.wide_mm))
        above = fine - wide
        if mark.deeper:
            variance = mean_over(np.square(above), self._skin, mark.wide_mm / self._px)
            above = above + np.float32(mark.deeper) * np.sqrt(variance)
        return above
