"""Inflamed spots of 1 to 7 mm, such as those of acne: papules, pustules, nodules.

Quantity: sum over the zone's lesions of their hemoglobin contrast (see vision.skin.layers) beyond a faint one, times
their area, over the zone's area; in 1/100 absorbance. A lesion is a peak, over place and size, of round blobs of the
hemoglobin layer (see blobs), borne out by darkness, redder than the ring around it, and not mainly brown. Peaks stand
apart by about a radius, so touching lesions are told from each other. All comparisons are within millimeters: a red
face has no more lesions for it. Sought once over the whole face; each belongs to the zone that holds its center.
Beside it: number and area of those that stand out.
Known failures: comedones without blood do not count, nor what lies between the zones; red marks left by lesions and
dots of blood vessels do; a lesion wider than 7 mm is taken for a smaller one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from vision.concerns.blobs import blobs_of_size
from vision.concerns.concern import Measure, Reading, ZonePair
from vision.concerns.reason import Reason
from vision.concerns.region import eroded, filled
from vision.skin import Skin
from vision.zones import ZoneMask

Layer = NDArray[np.float32]
_FINEST_MM, _TIMES = 0.4, 1.587  # standard deviations; each size is so many times the one before
_HALVINGS = (1, 2, 2, 2)  # all but the finest size are sought on a chart of half the pixels
_RADIUS = 1.4  # of a disc that answers best to a standard deviation of 1
_REACH_MM = 8.0
_EDGE_MM = 0.8
_MIN_VALID = 0.3
_FAINT, _STANDS_OUT = 2.0, 4.5  # units; noise and pores reach 2, rarely 4
_OVER_NOISE = (
    24.0  # times the mean of pale blobs of that size near by: noise of 2.5 codes then makes no crowd of lesions
)
_NOISE_OVER_MM = 8.0
# Darkness follows blood by 0.82; a pale middle, or a lit dome, takes some of that.
_DARKNESS_TO_BLOOD = np.float32(2.0)
_SPARED = np.float32(1.0)
_RING = (1.35, 2.3)  # radii; what a lesion is compared with
_LEAST_RING = 0.4  # share of it that must be skin
_REDDER = 0.5  # of the contrast must be seen against the ring, too
_BLOOD_TO_MELANIN = 0.5  # a mole has a fourth to a third of its contrast in the hemoglobin layer
_LEAST_DRAWN_MM, _GAP_MM = 0.6, 1.0


@dataclass(frozen=True, slots=True)
class _Lesion:
    """Center in chart pixels, radius in mm, contrast in units."""

    row: int
    column: int
    radius_mm: float
    contrast: float

    @property
    def area_mm2(self) -> float:
        return float(np.pi * self.radius_mm**2)


def _measure(skin: Skin, zones: Sequence[ZonePair]) -> dict[str, Reading | Reason]:
    if not zones:
        return {}
    lesions = _lesions(skin, _window(skin, [mask for _, mask in zones]))
    return {zone.name: _read(skin, mask, lesions) for zone, mask in zones}


def _window(skin: Skin, masks: Sequence[ZoneMask]) -> tuple[slice, slice]:
    """The part of the chart that holds the zones, and what lies around them."""
    reach, size = round(_REACH_MM / skin.mm_per_px), skin.mask.shape[0]
    rows, columns = [mask.rows for mask in masks], [mask.columns for mask in masks]
    top, left = (max(min(part.start for part in parts) - reach, 0) for parts in (rows, columns))
    below, right = (min(max(part.stop for part in parts) + reach, size) for parts in (rows, columns))
    return slice(top, below), slice(left, right)


def _read(skin: Skin, mask: ZoneMask, lesions: Sequence[_Lesion]) -> Reading | Reason:
    if mask.take(skin.mask).mean() < _MIN_VALID:
        return Reason.COVERED
    own = [lesion for lesion in lesions if _holds(mask, lesion)]
    excess = sum((lesion.contrast - _FAINT) * lesion.area_mm2 for lesion in own)
    clear = [lesion for lesion in own if lesion.contrast >= _STANDS_OUT]
    details = {"count": float(len(clear)), "area_mm2": sum(lesion.area_mm2 for lesion in clear)}
    area_mm2 = mask.inside.sum() * skin.mm_per_px**2
    return Reading(float(excess / area_mm2), _drawn(clear, mask, skin.mm_per_px), details)


def _holds(mask: ZoneMask, lesion: _Lesion) -> bool:
    row, column = lesion.row - mask.rows.start, lesion.column - mask.columns.start
    height, width = mask.inside.shape
    return 0 <= row < height and 0 <= column < width and bool(mask.inside[row, column])


def _drawn(lesions: Sequence[_Lesion], mask: ZoneMask, mm_per_px: float) -> Layer:
    """(h, w) a disc for each, with a gap between neighbors, so that each is outlined by itself."""
    evidence = np.zeros(mask.inside.shape, np.float32)
    centers = np.array([(one.column - mask.columns.start, one.row - mask.rows.start) for one in lesions])
    for lesion, center in zip(lesions, centers, strict=True):
        apart = np.sort(np.hypot(*(centers - center).T))[1:2] * mm_per_px
        room = (float(apart[0]) - _GAP_MM) / 2 if len(apart) else np.inf
        radius = max(min(lesion.radius_mm, room), _LEAST_DRAWN_MM)
        place = (int(center[0]), int(center[1]))
        cv2.circle(evidence, place, max(round(radius / mm_per_px), 1), lesion.contrast, cv2.FILLED)
    return evidence * mask.inside


def _lesions(skin: Skin, window: tuple[slice, slice]) -> list[_Lesion]:
    """All of a window, the clearest first."""
    bare = skin.mask[window]
    clear = eroded(bare, _EDGE_MM / skin.mm_per_px)
    around = round(5 / skin.mm_per_px)
    red, dark = (filled(layer[window], bare, around) for layer in (skin.hemoglobin, skin.darkness))
    found = sorted(_peaks(red, dark, clear, skin.mm_per_px), key=lambda one: -one.contrast)
    return [
        _Lesion(one.row + window[0].start, one.column + window[1].start, one.radius_mm, one.contrast)
        for one in _apart(found, skin.mm_per_px)
        if _is_red(one, skin.hemoglobin[window], skin.melanin[window], bare, skin.mm_per_px)
    ]


def _peaks(red: Layer, dark: Layer, clear: NDArray[np.bool_], mm_per_px: float) -> Iterator[_Lesion]:
    """Places where a blob of some size is strongest, over a faint one and over the noise."""
    half = (max(red.shape[1] // 2, 1), max(red.shape[0] // 2, 1))
    smaller = [cv2.resize(layer, half, interpolation=cv2.INTER_AREA) for layer in (red, dark)]
    layers = {1: (red, dark), 2: (smaller[0], smaller[1])}
    sizes = [_FINEST_MM * _TIMES**step for step in range(len(_HALVINGS))]
    found = [_blobs(*layers[n], size / (n * mm_per_px)) for n, size in zip(_HALVINGS, sizes, strict=True)]
    skin = {1: clear, 2: cv2.resize(clear.astype(np.uint8), half, interpolation=cv2.INTER_NEAREST) > 0}
    contrasts = [rich for rich, _ in found]
    for step, (n, size) in enumerate(zip(_HALVINGS, sizes, strict=True)):
        noise = _noise(found[step][1], skin[n], n * mm_per_px)
        floor = np.maximum(np.float32(_FAINT), np.float32(_OVER_NOISE) * noise)
        for row, column in _maxima(contrasts[step], floor, skin[n], 0.7 * size / (n * mm_per_px)):
            offset, contrast = _between_sizes(contrasts, step, row * n, column * n)
            yield _Lesion(row * n, column * n, _RADIUS * size * _TIMES**offset, contrast)


def _between_sizes(contrasts: Sequence[Layer], step: int, row: int, column: int) -> tuple[float, float]:
    """Where between the sizes a place answers best, −0.5 to 0.5 steps, and how strongly: through three, a parabola."""
    near = contrasts[max(step - 1, 0) : step + 2]
    counts = _HALVINGS[max(step - 1, 0) : step + 2]
    values = [
        float(layer[min(row // n, layer.shape[0] - 1), min(column // n, layer.shape[1] - 1)])
        for layer, n in zip(near, counts, strict=True)
    ]
    own = values[min(step, 1)]
    if len(values) < 3:
        return 0.0, own
    bend = values[0] - 2 * values[1] + values[2]
    if bend >= 0:
        return 0.0, own
    offset = float(np.clip((values[0] - values[2]) / (2 * bend), -0.5, 0.5))
    return offset, own - (values[0] - values[2]) * offset / 4


def _blobs(red: Layer, dark: Layer, sigma_px: float) -> tuple[Layer, Layer]:
    """Contrast of blobs with more blood, as far as darkness bears it out, and of those with less."""
    rich, pale = blobs_of_size(red, sigma_px)
    return np.minimum(rich, _DARKNESS_TO_BLOOD * blobs_of_size(dark, sigma_px)[0] + _SPARED), pale


def _noise(pale: Layer, clear: NDArray[np.bool_], mm_per_px: float) -> Layer:
    """Mean of pale blobs around: grain makes as many as it makes dark ones, lesions make few. Capped, for glints."""
    weight, quarter = clear.astype(np.float32), (max(pale.shape[1] // 4, 1), max(pale.shape[0] // 4, 1))
    parts = [
        cv2.GaussianBlur(
            cv2.resize(part, quarter, interpolation=cv2.INTER_AREA), (0, 0), _NOISE_OVER_MM / (4 * mm_per_px)
        )
        for part in (np.minimum(pale, np.float32(2 * _STANDS_OUT)) * weight, weight)
    ]
    mean = parts[0] / np.maximum(parts[1], 0.05)
    return np.asarray(cv2.resize(mean, pale.shape[::-1], interpolation=cv2.INTER_LINEAR), np.float32)


def _maxima(blobs: Layer, floor: Layer, clear: NDArray[np.bool_], reach_px: float) -> list[tuple[int, int]]:
    """Rows and columns of skin that no neighbor exceeds, above a floor."""
    side = 2 * max(round(reach_px), 1) + 1
    highest = blobs >= cv2.dilate(blobs, np.ones((side, side), np.uint8))
    return [(row, column) for row, column in np.argwhere(highest & clear & (blobs > floor)).tolist()]


def _apart(lesions: Sequence[_Lesion], mm_per_px: float) -> Iterator[_Lesion]:
    """Those that no clearer one covers."""
    places = np.array([(one.row, one.column) for one in lesions], np.float64).reshape(-1, 2) * mm_per_px
    radii = np.array([one.radius_mm for one in lesions])
    free = np.ones(len(lesions), bool)
    for number, lesion in enumerate(lesions):
        if free[number]:
            yield lesion
            free &= np.hypot(*(places - places[number]).T) > np.maximum(radii, lesion.radius_mm)


def _is_red(lesion: _Lesion, red: Layer, brown: Layer, bare: NDArray[np.bool_], mm_per_px: float) -> bool:
    """Against the ring around it: redder, and not mainly browner."""
    radius = lesion.radius_mm / mm_per_px
    reach = int(np.ceil(_RING[1] * radius))
    top, left = max(lesion.row - reach, 0), max(lesion.column - reach, 0)
    box = slice(top, lesion.row + reach + 1), slice(left, lesion.column + reach + 1)
    skin = bare[box]
    rows, columns = np.ogrid[: skin.shape[0], : skin.shape[1]]
    away = np.hypot(rows + top - lesion.row, columns + left - lesion.column)
    core, ring = skin & (away <= 0.7 * radius), skin & (away > _RING[0] * radius) & (away <= _RING[1] * radius)
    if not core.any() or ring.sum() < _LEAST_RING * np.pi * (_RING[1] ** 2 - _RING[0] ** 2) * radius**2:
        return False
    redder, browner = (float(layer[box][core].mean() - np.median(layer[box][ring])) for layer in (red, brown))
    return redder >= _REDDER * lesion.contrast and redder >= _BLOOD_TO_MELANIN * browner


MEASURE: Measure = _measure
