"""Finds a ColorChecker Classic in a photo.

OpenCV's cv2.mcc proposes places (Marrero Fernández et al. 2018, arXiv:1810.08639, without its network). Whether a card
is there is judged here, by how near one matrix brings all patches to their published colors: median and 90th percentile
of CIE76 over the patches. Measured: 150 cards drawn into portraits, under casts of ± 0.7 EV and 4500 to 9000 K, camera
crosstalk, added contrast, noise and JPEG, stay below 3.7 and 6.5; four real ones (Classic and Passport, in the examples
of the packages colour-checker-detection and color-correction) below 5.2 and 8.4. Of 192 grids of other colors cv2.mcc
takes 66 for cards, which come no nearer than 30 and 57. The limits lie between, nearer to the cards.

A photo is searched small first, and where nothing that was proposed is a card, once more around those places, larger.
Without a card a portrait of 1350 px costs some 20 ms on two cores, one of 60 megapixels 90 ms: little enough to look
for a card in every photo. In 195 portraits none was found. With a card it is 50 ms.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from vision.color_card.correction import delta_e, fit_matrix
from vision.color_card.grid import aligned
from vision.color_card.reading import CardReading, read_patches
from vision.color_card.reference import colorchecker_linear
from vision.photo import Photo

# Shorter sides, px, at which a photo is searched; never enlarged. A card is found from about a fifth of that on.
_GLANCE = (700,)
_THOROUGH = (1000, 500, 1600)
_LONGEST = 4  # times the shorter side: a strip, of a photo or of a place in it, is not searched at length
_CLOSER_PX = 700  # shorter side of the cut around a proposed place, for the second look
_CLOSER_LOOKS = 2
_MARGIN = 0.25  # around a proposed place, of its size
_PROPOSALS = 20  # of one run of cv2.mcc
MAX_MEDIAN_DELTA_E = 8.0
MAX_P90_DELTA_E = 20.0
_FEWEST_PATCHES = 15  # of 24; a card in too much light has clipped whites and yellows

_Quads = NDArray[np.float64]


def find_card(photo: Photo, *, thorough: bool = False) -> CardReading | None:
    """The ColorChecker in a photo, or None.

    Args:
        thorough: the person says that one is there: search at more sizes, for smaller and for larger cards.
    """
    shorter, longer = sorted(photo.size_hw)
    for side in _THOROUGH if thorough else _GLANCE:
        found = _look(photo, min(1.0, side / shorter, _LONGEST * side / longer))
        if found is not None:
            return found
    return None


def _look(photo: Photo, scale: float) -> CardReading | None:
    """The best card at one size, or None where nothing that was proposed is a card."""
    proposed = _propose(photo.image_rgb, scale)
    found = _best(photo, proposed)
    if found is not None or not proposed:
        return found
    likeliest = sorted(proposed, key=lambda patches_px: _misfit(photo, patches_px))[:_CLOSER_LOOKS]
    return _best(photo, [closer for patches_px in likeliest for closer in _closer(photo, patches_px)])


def _best(photo: Photo, proposed: list[_Quads]) -> CardReading | None:
    read = [reading for patches_px in proposed if (reading := _read(photo, patches_px)) is not None]
    return min(read, key=_p90, default=None)


def _closer(photo: Photo, patches_px: _Quads) -> list[_Quads]:
    """What is proposed in the cut around a place, at a size of its own."""
    low, high = patches_px.min((0, 1)), patches_px.max((0, 1))
    margin = _MARGIN * (high - low)
    left, top = np.clip(np.floor(low - margin), 0, None).astype(int)
    right, bottom = np.ceil(high + margin).astype(int)
    cut = photo.image_rgb[top : max(bottom, 0), left : max(right, 0)]
    shorter, longer = sorted(cut.shape[:2])
    if shorter < 2:
        return []
    scale = min(_CLOSER_PX / shorter, _LONGEST * _CLOSER_PX / longer)
    corner = np.array([left, top])
    return [found + corner for found in _propose(cut, scale)]


def _propose(image_rgb: NDArray[np.uint8], scale: float) -> list[_Quads]:
    """Places that cv2.mcc takes for cards: (24, 4, 2) corners of patches each, in the image's pixels."""
    for attempt in (scale, 0.93 * scale):  # some sizes of some pictures end in an assertion of cv2.mcc
        try:
            return _mcc(image_rgb, attempt)
        except cv2.error:
            continue
    return []


def _mcc(image_rgb: NDArray[np.uint8], scale: float) -> list[_Quads]:
    interpolation = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    small = image_rgb if scale == 1 else cv2.resize(image_rgb, None, fx=scale, fy=scale, interpolation=interpolation)
    settings = cv2.mcc.DetectorParametersMCC()
    settings.minImageSize = 1  # it would enlarge the picture
    settings.minInterCheckerDistance = 0  # and keep one of the places that several thresholds give
    detector = cv2.mcc.CCheckerDetector.create()
    detector.setColorChartType(cv2.mcc.MCC24)
    detector.setUseDnnModel(False)
    detector.setDetectionParams(settings)
    if not detector.process(cv2.cvtColor(small, cv2.COLOR_RGB2BGR), _PROPOSALS):
        return []
    quads = [np.array(checker.getColorCharts(), np.float64) for checker in detector.getListColorChecker()]
    middles = [quad.reshape(-1, 4, 2).mean(1) for quad in quads if np.isfinite(quad).all()]
    return [aligned(image_rgb, (middle + 0.5) / scale - 0.5) for middle in middles]


def _read(photo: Photo, patches_px: _Quads) -> CardReading | None:
    """The card at a place, or None where the colors are not those of a card."""
    linear, readable = read_patches(photo, patches_px)
    reference = colorchecker_linear()
    used = readable & (reference.min(1) >= 0)
    if used.sum() < _FEWEST_PATCHES:
        return None
    try:
        correction = fit_matrix(linear[used], reference[used])
    except ValueError:
        return None
    reading = CardReading("colorchecker", patches_px, linear, used, correction)
    fits = correction.delta_e_after is not None and correction.delta_e_after <= MAX_MEDIAN_DELTA_E
    return reading if fits and _p90(reading) <= MAX_P90_DELTA_E else None


def _p90(reading: CardReading) -> float:
    """How far the patches stay from their colors, all but the worst tenth."""
    used = reading.used
    return _tenth_worst(reading.linear_rgb[used] @ reading.correction.matrix.T, colorchecker_linear()[used])


def _misfit(photo: Photo, patches_px: _Quads) -> float:
    """The same for a place that need not be a card."""
    linear, _ = read_patches(photo, patches_px)
    reference = colorchecker_linear()
    solution, *_ = np.linalg.lstsq(linear, reference, rcond=None)
    return _tenth_worst(linear @ solution, reference)


def _tenth_worst(one: NDArray[np.float64], other: NDArray[np.float64]) -> float:
    return float(np.percentile(delta_e(one, other), 90))
