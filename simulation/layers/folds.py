"""Folds and troughs: a crease with its lips, and the band of shade that lies in the valley around it.

The crease is a line (see lines). Of what is left, the valley's shade is what stands out of its opening: the darkest
course that a disc as wide as a valley can follow from below (morphological top-hat; Serra 1982, Image Analysis and
Mathematical Morphology). So both walls stay as they are, and a step of the light from one side to the other is no
valley. All of it is taken in one color, the fold's own: the warm light that its walls give each other is a part of it,
and hairs and blotches that lie in it are not.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from simulation.canvas import Patch
from simulation.layers.lines import course_of, lines
from simulation.layers.smoothing import known, mean_over
from simulation.layers.unit import gray
from vision.concerns.folds import Folds
from vision.photo import LUMINANCE
from vision.skin.layers import unmix_absorbance

Layer = NDArray[np.float32]
Light = NDArray[np.float32]
_FILL_MM = 5.0
_FINE_MM = {"darkness": 0.5, "shading": 0.8}  # detail of the skin that a valley's shade goes over, by its layer
_VALLEY_MM = 12.0  # wider ones are the form of the face
_AROUND_MM = 5.0
_DEEPEST = 16.0  # units, a third of the light; what is darker is a nostril, a hair or the corner of the mouth
# How far a fold's color may lie from gray: a beard's edge has one of its own.
_LEAST_SHARE, _MOST_SHARE = 0.8, 1.25
_INSIDE = 0.3  # weight from which on a pixel says something of the fold's color


def folds(patch: Patch, measure: Folds) -> Light:
    """(h, w, 3) the shade of a zone's fold, lips included (negative)."""
    light = known(patch.absorbance, patch.skin, _FILL_MM / patch.mm_per_px)
    if measure.layer == "shading":
        # A trough is filled, and the skin beside it, where the lid bulges, grows no darker for it.
        return gray(np.maximum(_shade(unmix_absorbance(light).shading, patch, measure), 0))
    darkness = np.asarray(cv2.transform(light, LUMINANCE[None]), np.float32).reshape(light.shape[:2])
    return _shade(darkness, patch, measure)[..., None] * _color(light, darkness, patch)


def _shade(layer: Layer, patch: Patch, measure: Folds) -> Layer:
    course = course_of(patch, measure)
    crease = lines(layer, layer[..., None], patch.weight, course, patch.mm_per_px)[..., 0]
    whole = crease + _valley(layer - crease, patch, _FINE_MM[measure.layer])
    return np.asarray(np.clip(whole, -_DEEPEST, _DEEPEST), np.float32)


def _valley(layer: Layer, patch: Patch, fine_mm: float) -> Layer:
    """(h, w) ≥ 0, how much darker than the brightest course through it a valley is."""
    fine = fine_mm / patch.mm_per_px
    smooth = mean_over(layer, patch.skin, fine)
    side = 2 * round(_VALLEY_MM / patch.mm_per_px / 2) + 1
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (side, side))
    return np.asarray(cv2.GaussianBlur(cv2.morphologyEx(smooth, cv2.MORPH_TOPHAT, disc), (0, 0), fine), np.float32)


def _color(light: Light, darkness: Layer, patch: Patch) -> Light:
    """(3,) absorbance of the three colors that goes with one unit of darkness in this fold."""
    bands = [_band(light[..., each].copy(), patch) for each in range(3)]
    band = _band(darkness, patch)
    inside = patch.weight > _INSIDE
    power = float(np.square(band[inside]).sum())
    if not power:
        return np.ones(3, np.float32)
    shares = [float((part[inside] * band[inside]).sum()) / power for part in bands]
    color = np.clip(shares, _LEAST_SHARE, _MOST_SHARE)
    return np.asarray(color / (color @ LUMINANCE), np.float32)


def _band(layer: Layer, patch: Patch) -> Layer:
    fine, wide = (mean_over(layer, patch.skin, mm / patch.mm_per_px) for mm in (_FINE_MM["darkness"], _AROUND_MM))
    return fine - wide
