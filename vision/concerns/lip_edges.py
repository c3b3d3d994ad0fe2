"""Where the lips' red begins and ends, and where they meet, in the photo's own pixels and in millimeters.

The network evens faces out: of a lip thinned by 3 mm its landmarks follow some 58 %. So they say where to look and what
the courses are, and the photo says where those lie:
- The lips meet where it is darkest across them.
- A lip's border is where the color turns from that lip's to that of the skin beside it. What tells the two apart
  differs between people, skins and lipsticks, so it is asked of each face anew: Fisher's linear discriminant (1936,
  Annals of Eugenics 7:179) between the absorbances of the lip near the line and of the skin well off it. Light and
  shade count little in it, for the lower lip rounds into its own shadow. Both samples are taken again once a border is
  found.
Each course may leave the network's by a smooth path (the best one through all columns, by dynamic programming), which
pays for the distance and for every bend.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from vision.concerns.sight import Portrait
from vision.concerns.steady_path import steady_path
from vision.face.face import LEFT_IRIS_CENTER, RIGHT_IRIS_CENTER
from vision.photo import SRGB_TO_LINEAR

# Landmark numbers of the mesh network, from the client's right corner of the mouth to the left one.
_UPPER_BORDER = (61, 185, 40, 39, 37, 0, 267, 269, 270, 409, 291)
_LOWER_BORDER = (61, 146, 91, 181, 84, 17, 314, 405, 321, 375, 291)
_UPPER_INNER = (78, 191, 80, 81, 82, 13, 312, 311, 310, 415, 308)
_LOWER_INNER = (78, 95, 88, 178, 87, 14, 317, 402, 318, 324, 308)
_MIDDLE = (13, 14)

_STEP_MM = 0.1  # pixel of the working patch
_HALF_MM = (12.0, 26.0)  # of the patch, along and across the lips
_COLUMNS_MM = np.arange(-10.0, 10.1, 0.5)
_OFFSETS_MM = np.arange(-5.0, 5.05, 0.1)
_LENS_MM = 0.25  # standard deviation that every photo is softened by
_DARKEST = 2e-3
_MIDLINE_MM = 3.0  # a height is that of the middle, averaged so far to either side

_LINE_SMOOTH_MM, _LINE_GAP_MM = (0.3, 0.1), 1.2
_LINE_BOUND = 30.0  # 1/100 absorbance that a line's depth tends to
_LINE_FAR_COST, _LINE_BEND_COST = 1.0, 12.0

_ROUNDS = 3
_OFF_LINE_MM, _THINNEST_MM = 0.8, 1.2
_CORE_SHARES = (0.35, 0.7, 0.7)  # of the lip, that is surely lip; of the network's lip at first
_SKIN_MM = (1.0, 5.0)  # beyond the border
_GRAIN, _SHADE = 1.5, 30.0  # standard deviations that are added to both samples: of each channel, of all three alike
_BORDER_SMOOTH_MM = (0.8, 0.1)
_BAND_MM = np.linspace(0.1, 1.6, 8)  # to either side of the border
_FAR_COST, _BEND_COST = 0.05, 1.0
_LEAST_HEIGHT_MM = 0.5

Layer = NDArray[np.float32]
Lengths = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Lip:
    """One lip.

    Attributes:
        height_mm: from the line where the lips meet to the border, at the middle, along the face's vertical.
        edge: the step of color at the border, in standard deviations of lip and skin.
        strayed_mm: (N,) float64, how far down the face the border lies from the network's, at each of the mouth's
            columns.
    """

    height_mm: float
    edge: float
    strayed_mm: Lengths


@dataclass(frozen=True, slots=True, eq=False)
class Lips:
    """Both lips and the line where they meet.

    Attributes:
        columns_mm: (N,) float64 places from the middle of the mouth along the eyes, to the picture's right.
        line_mm: (N,) float64 where the lips meet, mm from the middle of the mouth down the face, at each column.
    """

    upper: Lip
    lower: Lip
    columns_mm: Lengths
    line_mm: Lengths


def read_lips(sight: Portrait) -> Lips:
    """Finds the line, then both borders."""
    mouth = _Mouth.of(sight)
    line = mouth.line_mm()
    return Lips(mouth.lip(line, _UPPER_BORDER, -1), mouth.lip(line, _LOWER_BORDER, 1), _COLUMNS_MM, line)


@dataclass(frozen=True, slots=True, eq=False)
class _Mouth:
    """The mouth upright: mm from its middle, x to the picture's right, y down the face.

    Attributes:
        absorbance: (h, w, 3) float32, 1/100.
        points_mm: (478, 2) float64, the network's landmarks.
    """

    absorbance: Layer
    points_mm: Lengths

    @classmethod
    def of(cls, sight: Portrait) -> _Mouth:
        """Turned until the irises are level."""
        points = np.asarray(sight.face.landmarks_px[:, :2], np.float64)
        across = points[LEFT_IRIS_CENTER] - points[RIGHT_IRIS_CENTER]
        across /= np.hypot(*across)
        axes, middle = np.array([across, [-across[1], across[0]]]), points[list(_MIDDLE)].mean(0)
        mm_per_px = sight.face.mm_per_px
        corner = middle - axes.T @ _HALF_MM / mm_per_px - 0.5
        matrix = np.column_stack([axes.T * _STEP_MM / mm_per_px, corner])
        size = (round(2 * _HALF_MM[0] / _STEP_MM) + 1, round(2 * _HALF_MM[1] / _STEP_MM) + 1)
        flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
        patch = cv2.warpAffine(sight.photo.image_rgb, matrix, size, flags=flags, borderMode=cv2.BORDER_REPLICATE)
        light = cv2.GaussianBlur(SRGB_TO_LINEAR[patch], (0, 0), _LENS_MM / _STEP_MM)
        absorbance = np.asarray(-100 * np.log10(np.maximum(light, np.float32(_DARKEST))), np.float32)
        return cls(absorbance, (points - middle) @ axes.T * mm_per_px)

    def line_mm(self) -> Lengths:
        """(N,) where the lips meet, at each column."""
        drawn = (self._course(_UPPER_INNER) + self._course(_LOWER_INNER)) / 2
        depth = self.absorbance.mean(-1)
        depth = _smoothed(depth, _LINE_SMOOTH_MM)
        rows = drawn + _OFFSETS_MM[:, None]
        ridge = _at(depth, rows) - (_at(depth, rows - _LINE_GAP_MM) + _at(depth, rows + _LINE_GAP_MM)) / 2
        scores = ridge / (1 + np.abs(ridge) / _LINE_BOUND) - _LINE_FAR_COST * _OFFSETS_MM[:, None] ** 2
        return np.asarray(drawn + _OFFSETS_MM[_path(scores, _LINE_BEND_COST)])

    def lip(self, line: Lengths, landmarks: tuple[int, ...], outward: int) -> Lip:
        """Finds a border, its samples taken anew each time.

        Args:
            outward: -1 where the lip rises above the line, 1 where it hangs below.
        """
        drawn = self._course(landmarks)
        middle = np.abs(_COLUMNS_MM) <= _MIDLINE_MM
        border = drawn
        for core_share in _CORE_SHARES:
            likeness, apart = self._likeness(line, border, outward, core_share)
            scores = _border_scores(likeness, line, drawn, outward)
            path = _path(scores, _BEND_COST)
            border = drawn + outward * _OFFSETS_MM[path]
        contrast = float(scores[path, np.arange(len(path))][middle].mean())
        at_middle = float(np.interp(0.0, _COLUMNS_MM, drawn)) + outward * float(_OFFSETS_MM[path][middle].mean())
        height = outward * (at_middle - float(line[middle].mean()))
        return Lip(height, contrast * apart, np.asarray(outward * _OFFSETS_MM[path], np.float64))

    def _likeness(self, line: Lengths, border: Lengths, outward: int, core_share: float) -> tuple[Layer, float]:
        """(h, w) 1 where the photo looks like this lip, 0 where it looks like the skin beside it; how far apart."""
        core = np.maximum(np.abs(border - line) * core_share, _THINNEST_MM)
        lip = self._between(line + outward * _OFF_LINE_MM, line + outward * core)
        skin = self._between(border + outward * _SKIN_MM[0], border + outward * _SKIN_MM[1])
        spread = (np.cov(lip.T) + np.cov(skin.T)) / 2 + _GRAIN**2 * np.eye(3) + _SHADE**2
        step = np.median(lip, 0) - np.median(skin, 0)
        weights = np.linalg.solve(spread, step)
        squared = max(float(weights @ step), 1e-9)
        likeness = cv2.transform(self.absorbance, weights[None] / squared) - weights @ np.median(skin, 0) / squared
        bounded = np.clip(likeness, -0.5, 1.5).astype(np.float32)
        return _smoothed(bounded, _BORDER_SMOOTH_MM), squared**0.5

    def _between(self, near: Lengths, far: Lengths) -> Layer:
        """(K, 3) absorbances between two courses."""
        rows = near + (far - near) * np.linspace(0, 1, 24)[:, None]
        return _at(self.absorbance, rows).reshape(-1, 3)

    def _course(self, landmarks: tuple[int, ...]) -> Lengths:
        points = self.points_mm[list(landmarks)]
        return np.asarray(np.interp(_COLUMNS_MM, points[:, 0], points[:, 1]))


def _border_scores(likeness: Layer, line: Lengths, drawn: Lengths, outward: int) -> Lengths:
    """(K, N) how much more like the lip it is within than without, for each offset outwards and column."""
    rows = drawn + outward * _OFFSETS_MM[:, None]
    steps = [_at(likeness, rows - outward * band) - _at(likeness, rows + outward * band) for band in _BAND_MM]
    scores = np.mean(steps, 0) - _FAR_COST * _OFFSETS_MM[:, None] ** 2
    heights = outward * (rows - line)
    return np.asarray(np.where(heights < _LEAST_HEIGHT_MM, heights - 9.0, scores), np.float64)


def _path(scores: Lengths, bend_cost: float) -> NDArray[np.intp]:
    rise = (_OFFSETS_MM[1] - _OFFSETS_MM[0]) / (_COLUMNS_MM[1] - _COLUMNS_MM[0])
    return steady_path(scores, bend_cost * rise**2)


def _at(layer: Layer, rows_mm: Lengths) -> Layer:
    """Values at (K, N) places: mm down, at each column."""
    columns = np.broadcast_to((_COLUMNS_MM + _HALF_MM[0]) / _STEP_MM, rows_mm.shape).astype(np.float32)
    rows = ((rows_mm + _HALF_MM[1]) / _STEP_MM).astype(np.float32)
    return np.asarray(cv2.remap(layer, columns, rows, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE), np.float32)


def _smoothed(layer: Layer, sigmas_mm: tuple[float, float]) -> Layer:
    along, across = (sigma / _STEP_MM for sigma in sigmas_mm)
    return np.asarray(cv2.GaussianBlur(layer, (0, 0), sigmaX=along, sigmaY=across), np.float32)
