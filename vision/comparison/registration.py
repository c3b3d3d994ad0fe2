"""Two charts of one client laid over each other more closely than landmarks can.

Landmarks move by 0.1 to 0.5 mm between takes. What both charts show of the skin itself (pores, spots, the relief of
fine lines) says by how much, place by place: dense optical flow (Kroeger et al. 2016, ECCV, in OpenCV) between the
charts' red light, freed of shading. It is smoothed over 8 mm, each place counting by how much structure it has and by
how well the two agree there; where nothing is seen it falls to 0, and nowhere does it exceed 2 mm. It is kept only as
far as the charts then agree, and better than without it. So what is new on the skin cannot pull the skin along, and
two faces that have nothing in common stay as their landmarks have them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from vision.chart import ChartGeometry, FaceChart
from vision.face import Face

FURTHEST_MM = 2.0
_BAND_MM = (0.6, 3.0)  # standard deviations between which structure is followed
_SMOOTH_MM = 8.0
_AGREE_MM = 3.0
_AGREED = 0.5  # correlation from which on a shift is believed in full
_DARKEST = 2e-3
_CODES_PER_LOG = 600.0  # relief of 10 % spans 60 of the 255 codes that the flow is computed on
_LITTLE_STRUCTURE = 0.02  # natural log, root mean square: half of the say
_LITTLE_EVIDENCE = 0.02


@dataclass(frozen=True, slots=True, eq=False)
class Registration:
    """Attributes:
    shift_mm: (N, N, 2) float32 on the chart, right and down: what the earlier chart shows at a place, the later one
        shows that far off.
    agreement: (N, N) float32, 0 to 1: how well structure agrees around each place, at best (correlation).
    mean_mm: length of the shift, mean over the skin.
    disagreement: 0 to 1, what the agreement falls short of 1 by, median over the skin; 0 where no skin is in both.
    """

    shift_mm: NDArray[np.float32]
    agreement: NDArray[np.float32]
    mean_mm: float
    disagreement: float


def register(before: FaceChart, after: FaceChart, skin: NDArray[np.bool_]) -> Registration:
    """Finds the shift between two charts of one scale.

    Args:
        skin: (N, N) bool, bare in both.
    """
    px = 1 / before.mm_per_px
    first, second = (_structure(chart, skin, px) for chart in (before, after))
    flow = _flow(first, second)
    agreement = np.maximum(_correlation(first, _moved(second, flow), _AGREE_MM * px), 0)
    strength = cv2.GaussianBlur(first**2, (0, 0), _AGREE_MM * px)
    say = skin * agreement**2 * strength / (strength + _LITTLE_STRUCTURE**2)
    shift = _smoothed(flow, say.astype(np.float32), _SMOOTH_MM * px) * np.float32(before.mm_per_px)
    shift *= np.minimum(1, FURTHEST_MM / np.maximum(_length(shift), 1e-6))[..., None]
    unmoved, moved = (_agreement(first, other, px) for other in (second, _moved(second, shift * np.float32(px))))
    worth = np.where(moved > unmoved, np.minimum(moved / _AGREED, 1), 0).astype(np.float32)
    shift *= cv2.GaussianBlur(worth, (0, 0), _AGREE_MM * px)[..., None]
    mean_mm = float(_length(shift)[skin].mean()) if skin.any() else 0.0
    agreed = np.maximum(moved, unmoved)
    disagreement = 1 - float(np.median(agreed[skin])) if skin.any() else 0.0
    return Registration(shift, agreed, mean_mm, disagreement)


def registered(face: Face, after: FaceChart, registration: Registration, geometry: ChartGeometry) -> Face:
    """The later face with its mesh moved so that its chart shows everything where the earlier one does.

    Args:
        face: whose landmarks the chart was laid by.
        after: that chart.
        geometry: of both charts.
    """
    positions = geometry.positions[:468]
    size = geometry.size
    column, row = np.clip((positions * size).astype(int), 0, size - 1).T
    moved = positions + registration.shift_mm[row, column] / (after.mm_per_px * size)
    place = np.clip((moved * size).astype(int), 0, size - 1)
    on_mesh = geometry.inside[place[:, 1], place[:, 0]] & geometry.inside[row, column]
    landmarks = face.landmarks_px.copy()
    corners, weights = geometry.locate(moved[on_mesh])
    landmarks[:468][on_mesh] = (weights[..., None] * after.placement.vertices_px[corners]).sum(1)
    return replace(face, landmarks_px=landmarks)


def _structure(chart: FaceChart, skin: NDArray[np.bool_], px: float) -> NDArray[np.float32]:
    """(N, N) float32: log red light within the band, 0 off the skin."""
    red = np.log(np.maximum(chart.linear_rgb[..., 0], _DARKEST))
    level = float(np.median(red[skin])) if skin.any() else 0.0
    filled = np.where(skin, red, level).astype(np.float32)
    fine, wide = (cv2.GaussianBlur(filled, (0, 0), sigma * px) for sigma in _BAND_MM)
    return np.asarray(np.where(skin, fine - wide, 0), np.float32)


def _flow(first: NDArray[np.float32], second: NDArray[np.float32]) -> NDArray[np.float32]:
    codes = [np.clip(128 + part * _CODES_PER_LOG, 0, 255).astype(np.uint8) for part in (first, second)]
    finder = cv2.DISOpticalFlow.create(cv2.DISOPTICAL_FLOW_PRESET_MEDIUM)
    return np.asarray(finder.calc(codes[0], codes[1], None), np.float32)


def _moved(image: NDArray[np.float32], flow: NDArray[np.float32]) -> NDArray[np.float32]:
    rows, columns = np.indices(image.shape, np.float32)
    return np.asarray(cv2.remap(image, columns + flow[..., 0], rows + flow[..., 1], cv2.INTER_LINEAR), np.float32)


def _correlation(a: NDArray[np.float32], b: NDArray[np.float32], sigma_px: float) -> NDArray[np.float32]:
    """Of what lies around each place, -1 to 1."""
    both, one, other = (cv2.GaussianBlur(part, (0, 0), sigma_px) for part in (a * b, a * a, b * b))
    return np.asarray(both / np.maximum(np.sqrt(one * other), 1e-9), np.float32)


def _agreement(first: NDArray[np.float32], second: NDArray[np.float32], px: float) -> NDArray[np.float32]:
    """The same over as much skin as the shift was smoothed over; no less than 0."""
    return np.maximum(_correlation(first, second, _SMOOTH_MM * px), 0)


def _length(shift: NDArray[np.float32]) -> NDArray[np.float32]:
    return np.asarray(np.hypot(shift[..., 0], shift[..., 1]), np.float32)


def _smoothed(flow: NDArray[np.float32], say: NDArray[np.float32], sigma_px: float) -> NDArray[np.float32]:
    total = cv2.GaussianBlur(say, (0, 0), sigma_px)
    weighted = cv2.GaussianBlur(flow * say[..., None], (0, 0), sigma_px)
    return np.asarray(weighted / (total + np.float32(_LITTLE_EVIDENCE))[..., None], np.float32)
