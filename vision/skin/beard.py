"""Beards and dense stubble: hairs too fine to be seen one by one, that make skin rough in every direction.

Roughness is the smaller eigenvalue of the structure tensor (Förstner and Gülch 1987; Harris and Stephens 1988) of the
shading layer's finest detail: a line or a fold, however deep, varies across itself only and leaves it small; spots and
vessels are no shading. Its median over millimeters, which a line does not fill, is compared with the same person's
cheeks: pores and gloss roughen all of a face. It counts as beard only where beards grow, over an area that no mark has;
mouth and nostrils are left out. A full dark beard is hair, which the mask finds by its darkness.

Known limits: silent on photos coarser than 0.8 mm per pixel; a clean shave passes as skin, gray as
it may be; so does soft fair down. On a bearded face a line at the edge of the beard may be taken for its hairs.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from vision.chart import FaceChart
from vision.skin.places import COARSE, Places, places
from vision.zones import ZoneAtlas

Mask = NDArray[np.bool_]
Layer = NDArray[np.float32]

_FINE_MM = 1.2  # standard deviation below which detail is fine
_DEEPEST = np.float32(4.0)  # units; hairs go no deeper at the chart's sharpness, lines do
_NEAR_MM, _AROUND_MM = 1.2, 2.5  # over which it is averaged; the second where little skin is seen
_TYPICAL_PX = 5  # of the coarse picture, 9 mm: a line fills less than half of that
_FILL_MM = 4.0
_SMOOTHEST = 0.45  # units of 1/100 absorbance per mm: no cheek counts as smoother than this
_ROUGH, _ROUGHISH = 2.1, 2.0  # times the cheeks' roughness: seeds, and what joins them
# Of the largest patch: moles, ends of folds and lips leave up to 125 on 35 photos of women, at rest and smiling; beards
# and moustaches 300 and more on 30 of men. A beard may have smaller patches beside.
_FIRST_MM2, _FURTHER_MM2 = 260.0, 60.0
_LEAST_SEEN = 0.3
_COARSEST_PHOTO = 0.8  # mm per photo pixel: beyond it compressed wrinkles look like hairs


def beard(chart: FaceChart, shading: Layer, skin: Mask, atlas: ZoneAtlas) -> Mask:
    """(N, N) bool, skin under beard or dense stubble; none on a photo too coarse for it.

    Args:
        chart: for its scale.
        shading: (N, N) float32, see vision.skin.layers.
        skin: (N, N) bool, skin by color.
    """
    found = np.zeros_like(skin)
    if chart.photo_mm_per_px > _COARSEST_PHOTO:
        return found
    where, mm_per_px = places(atlas, skin.shape[0]), chart.mm_per_px
    clear = (skin[where.box] & ~where.blind).astype(np.uint8)
    bare = np.asarray(cv2.erode(clear, np.ones((5, 5), np.uint8)), np.float32)
    roughness, weight = _roughness(shading[where.box], bare, mm_per_px)
    compared = roughness / _cheeks(roughness, weight, where)
    patches = _patches(compared, where.beard_coarse & (weight > 0.1), where.core_coarse, mm_per_px)
    height, width = bare.shape
    found[where.box] = cv2.resize(patches, (width, height), interpolation=cv2.INTER_LINEAR) > 0.5
    return found


def _roughness(shading: Layer, bare: Layer, mm_per_px: float) -> tuple[Layer, Layer]:
    """(N/4, N/4) float32 units per mm, in the direction where it is less; and the share of bare skin."""
    window = (round(_FILL_MM / mm_per_px) | 1,) * 2
    mean = cv2.blur(shading * bare, window) / np.maximum(cv2.blur(bare, window), np.float32(1e-3))
    filled = np.where(bare > 0, shading, mean)
    fine = filled - cv2.GaussianBlur(filled, (0, 0), _FINE_MM / mm_per_px)
    fine = np.clip(fine, -_DEEPEST, _DEEPEST)
    x, y = (cv2.Sobel(fine, cv2.CV_32F, *order, ksize=3, scale=1 / (8 * mm_per_px)) for order in ((1, 0), (0, 1)))
    x *= bare
    y *= bare
    tensor = cv2.merge([x * x, y * y, x * y, bare])
    small = (bare.shape[1] // COARSE, bare.shape[0] // COARSE)
    tensor = cv2.resize(tensor, small, interpolation=cv2.INTER_AREA)
    near, near_weight = _least(tensor, _NEAR_MM / (COARSE * mm_per_px))
    wide, weight = _least(tensor, _AROUND_MM / (COARSE * mm_per_px))
    typical = cv2.medianBlur(np.where(near_weight > _LEAST_SEEN, near, wide), _TYPICAL_PX)
    return cv2.GaussianBlur(typical, (0, 0), 1 / (COARSE * mm_per_px)), weight


def _least(tensor: NDArray[np.float32], sigma: float) -> tuple[Layer, Layer]:
    """Root of the smaller eigenvalue of the tensor averaged over bare skin; and how much of that there is."""
    xx, yy, xy, weight = cv2.split(cv2.GaussianBlur(tensor, (0, 0), sigma))
    least = (xx + yy) / 2 - cv2.magnitude((xx - yy) / 2, xy)
    return np.sqrt(np.maximum(least, 0) / np.maximum(weight, np.float32(0.05))), weight


def _cheeks(roughness: Layer, weight: Layer, where: Places) -> float:
    """Of this face's cheeks; of the second smoothest of the four zones, so that a mark on one does not matter."""
    seen = [cheek & (weight > 0.5) for cheek in where.smooth_coarse]
    zones = zip(where.smooth_coarse, seen, strict=True)
    levels = sorted(float(np.median(roughness[s])) for cheek, s in zones if s.sum() > _LEAST_SEEN * cheek.sum())
    return max(_SMOOTHEST, levels[min(1, len(levels) - 1)]) if levels else _SMOOTHEST


def _patches(compared: Layer, growing: Mask, core: Mask, mm_per_px: float) -> Layer:
    """(N/4, N/4) float32, 1 in patches of rough skin that are large enough, and in what joins them."""
    number, labels = cv2.connectedComponents(((compared > _ROUGH) & growing).astype(np.uint8))
    sizes_mm2 = np.bincount(labels[core], minlength=number) * (COARSE * mm_per_px) ** 2
    sizes_mm2[0] = 0
    if sizes_mm2.max() < _FIRST_MM2:
        return np.zeros_like(compared)
    _, joined = cv2.connectedComponents(((compared > _ROUGHISH) & growing).astype(np.uint8))
    kept = np.unique(joined[np.isin(labels, np.flatnonzero(sizes_mm2 >= _FURTHER_MM2))])
    return np.isin(joined, kept).astype(np.float32)
