"""The jaw's edge as the photo shows it: against the neck, the background or hair.

The network evens the jaw out: of an edge moved by 4 mm its landmarks follow a tenth. So their smooth outline says
where to look, and the photo says where the edge lies: it is followed in rays from a center 58 mm above the chin, whose
lower half the outline surrounds like a circle. Paths that run along contrast are likely, those that turn or stray from
the outline are not, and the edge is the mean over all of them (a hidden Markov chain's forward and backward passes,
Rabiner 1989, Proc IEEE 77:257), so that two rivals leave a doubt and not a choice.

Under a jaw the neck is darker: a step to the dark counts as far as it is finer than what shade does nearby and stands
out of the skin's own texture; a step to the bright counts where it is so large that only a background makes it. Each
contrast is bounded, and straying costs most beside the cheek and at the chin, where the network is good.
Against points marked by hand on 42 people between chin and ear lobe: 0.5 mm in the median, 1.8 mm at the 90th
percentile (the network's outline: 1.0 and 2.8), 0.4 and 1.7 mm where it is told.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from vision.concerns.sight import Portrait
from vision.face.face import LEFT_IRIS_CENTER, RIGHT_IRIS_CENTER
from vision.photo import LUMINANCE, SRGB_TO_LINEAR

# Landmark numbers of the mesh network along the jaw, from the client's left ear over the chin to the right one.
_LEFT, _CHIN, _RIGHT = (
    (454, 323, 361, 288, 397, 365, 379, 378, 400, 377),
    152,
    (148, 176, 149, 150, 136, 172, 58, 132, 93, 234),
)
_OUTLINE = (*_LEFT, _CHIN, *_RIGHT)
_ANGLES = (288, 58)
_PREJOWLS = {"left": 379, "right": 150}
_CENTER_ABOVE_CHIN_MM = 58.0
_SWEEP_DEG = 84
_REACH_MM, _STEP_MM = 12.0, 0.1
_STEEPEST = 5  # steps outwards per degree
_SMOOTH = (1.5, 0.25)  # standard deviations: degrees along, mm across
_GAP_MM, _SHADE_MM, _BACK_GAP_MM = 0.8, 2.0, 0.5
_WITHIN_MM, _BESIDE_MM = (-2.0, -0.6), (0.6, 2.0)
_DARKEST = 0.004  # of white: below, logs are noise
_SMOOTHEST = 0.004  # log luminance: skin with less texture than this is a blurred photo
_CALM_SHARE, _AROUND_DEG = 0.6, 41
_TEXTURES, _BOUND = 2.5, 4.0
_BRIGHTER_BACK, _PER_BACK, _BACK_COUNTS = 0.25, 0.1, 0.6  # log luminance, the same, share
_DISTANCE_COST, _KNOWN = 0.003, 10.0  # per squared mm; so many times more beside the cheek and at the chin
_CHEEK_DEG, _CHIN_DEG = (50.0, 65.0), (14.0, 24.0)  # from nothing to all of it; from all of it to nothing
_TRUST = 0.6  # score that makes a path less likely by a factor e
_TURN_COST = 0.08  # per squared mm of outward change from one degree to the next
Layer = NDArray[np.float32]
Places = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class JawEdge:
    """Along rays from the center, one a degree, from the client's right to the left; 0 points down.

    Attributes:
        degrees: (K,) float64, positive on the client's left.
        outwards_mm: (K,) float64, how far outside the network's smooth outline the edge lies.
        told: (K,) float64, 0 to 1, how well the edge stands out and how sure its place is.
        darker: (K,) float64, share of the light just within the edge that is missing just outside it.
        middle_deg: by side, how far off the ray downwards the prejowl lies, halfway between chin and angle.
        center_px: (2,) float64 photo pixels, where the rays start.
        outline_mm: (K,) float64, how far from there the network's smooth outline lies.
    """

    degrees: Places
    outwards_mm: Places
    told: Places
    darker: Places
    middle_deg: dict[str, float]
    center_px: Places
    outline_mm: Places


def read_jaw_edge(sight: Portrait) -> JawEdge:
    """Follows the edge from ear to ear."""
    outline = _Outline(sight)
    log_luminance = outline.strip(sight.photo.image_rgb)
    place, told = _followed(log_luminance)
    darker = 1 - np.exp(_beside(log_luminance, place, _BESIDE_MM) - _beside(log_luminance, place, _WITHIN_MM))
    return JawEdge(_degrees(), place, told, darker, outline.middles(), outline.center_px(), outline.radius_mm())


def _followed(log_luminance: Layer) -> tuple[Places, Places]:
    """(K,) mm outwards, and how well it is told."""
    offsets = _offsets()[:, None]
    score = _score(log_luminance)
    chances = _chances(score - _DISTANCE_COST * _known() * offsets**2)
    place = (chances * offsets).sum(0)
    variance = (chances * (offsets - place) ** 2).sum(0)
    told = (chances * score).sum(0) / _BOUND / (1 + variance)
    return place, told


def _beside(log_luminance: Layer, place_mm: Places, band_mm: tuple[float, float]) -> Places:
    """(K,) mean over a band along the edge, from and to so many mm outwards of it."""
    rows = np.round((place_mm + _REACH_MM) / _STEP_MM).astype(int) + _steps(*band_mm)[:, None]
    columns = np.arange(len(place_mm))[None]
    return np.asarray(log_luminance[np.clip(rows, 0, len(log_luminance) - 1), columns].mean(0), np.float64)


def _steps(from_mm: float, to_mm: float) -> NDArray[np.int64]:
    return np.arange(round(from_mm / _STEP_MM), round(to_mm / _STEP_MM) + 1)


def _known() -> Places:
    """(K,) how many times more straying costs."""
    off = np.abs(_degrees())
    cheek = (off - _CHEEK_DEG[0]) / (_CHEEK_DEG[1] - _CHEEK_DEG[0])
    chin = (_CHIN_DEG[1] - off) / (_CHIN_DEG[1] - _CHIN_DEG[0])
    return np.asarray(1 + _KNOWN * np.clip(np.maximum(cheek, chin), 0, 1))


class _Outline:
    """The network's outline in polar coordinates, smoothed."""

    def __init__(self, sight: Portrait) -> None:
        points = np.asarray(sight.face.landmarks_px[:, :2], np.float64)
        self._mm_per_px = sight.face.mm_per_px
        right, left = points[RIGHT_IRIS_CENTER], points[LEFT_IRIS_CENTER]
        across = (left - right) / np.linalg.norm(left - right)
        self._axes, self._origin = np.array([across, [-across[1], across[0]]]), (left + right) / 2
        jaw = (points[list(_OUTLINE)] - self._origin) @ self._axes.T * self._mm_per_px
        self._center = np.array(
            [jaw[_places(_ANGLES), 0].mean(), jaw[_OUTLINE.index(_CHIN), 1] - _CENTER_ABOVE_CHIN_MM]
        )
        from_center = jaw - self._center
        self._angles = np.arctan2(from_center[:, 0], from_center[:, 1])
        self._course = np.linalg.lstsq(_waves(self._angles), np.hypot(*from_center.T), rcond=None)[0]

    def middles(self) -> dict[str, float]:
        """By side, degrees off the ray downwards."""
        angles = np.abs(np.degrees(self._angles))
        return {side: float(angles[_OUTLINE.index(number)]) for side, number in _PREJOWLS.items()}

    def center_px(self) -> Places:
        """(2,) photo pixels."""
        return np.asarray(self._center / self._mm_per_px @ self._axes + self._origin)

    def radius_mm(self) -> Places:
        """(K,) from the center, at each degree."""
        return np.asarray(_waves(np.radians(_degrees())) @ self._course)

    def strip(self, image_rgb: NDArray[np.uint8]) -> Layer:
        """(h, K) float32 log luminance, rows outwards, columns along."""
        angles = np.radians(_degrees())
        radius = self.radius_mm()[None] + _offsets()[:, None]
        x, y = self._center[0] + radius * np.sin(angles), self._center[1] + radius * np.cos(angles)
        places = np.stack([x, y], -1) / self._mm_per_px @ self._axes + self._origin - 0.5
        grid = places.astype(np.float32)
        rgb = cv2.remap(image_rgb, grid, None, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
        return np.asarray(np.log(np.maximum(SRGB_TO_LINEAR[rgb] @ LUMINANCE, _DARKEST)), np.float32)


def _places(numbers: tuple[int, ...]) -> list[int]:
    return [_OUTLINE.index(number) for number in numbers]


def _degrees() -> Places:
    return np.arange(-_SWEEP_DEG, _SWEEP_DEG + 1.0)


def _offsets() -> Places:
    count = round(_REACH_MM / _STEP_MM)
    return np.asarray(np.arange(-count, count + 1) * _STEP_MM, np.float64)


def _waves(angles: Places) -> Places:
    """(K, 7) the terms that a jaw's radius is made of."""
    terms = [np.ones_like(angles)]
    for number in (0.8, 1.6, 2.4):
        terms += [np.cos(number * angles), np.sin(number * angles)]
    return np.column_stack(terms)


def _score(log_luminance: Layer) -> Places:
    """(h, K) how well an edge at each place would stand out, 0 to about `_BOUND`."""
    along, across = _SMOOTH[0], _SMOOTH[1] / _STEP_MM
    smooth = cv2.GaussianBlur(log_luminance, (0, 0), sigmaX=along, sigmaY=across)
    step = _moved(smooth, -_GAP_MM) - _moved(smooth, _GAP_MM)
    shade = (_moved(smooth, -_SHADE_MM) - _moved(smooth, _SHADE_MM)) * (_GAP_MM / _SHADE_MM)
    fine = step - np.maximum(shade, 0)
    darker = _bounded(np.maximum(fine, 0) / (_TEXTURES * _texture(fine)))
    rise = _moved(smooth, _BACK_GAP_MM) - _moved(smooth, -_BACK_GAP_MM)
    brighter = _bounded(np.maximum(rise - _BRIGHTER_BACK, 0) / _PER_BACK)
    return np.asarray(np.maximum(darker, _BACK_COUNTS * brighter), np.float64)


def _bounded(contrast: Layer) -> Layer:
    return np.asarray(contrast / (1 + contrast / _BOUND))


def _moved(layer: Layer, outwards_mm: float) -> Layer:
    rows = np.arange(len(layer)) + round(outwards_mm / _STEP_MM)
    return layer[np.clip(rows, 0, len(layer) - 1)]


def _texture(fine: Layer) -> Layer:
    """(1, K) usual size of the contrast, of the calmer part of each ray and of those around."""
    calm = np.sort(np.abs(fine), axis=0)[: int(len(fine) * _CALM_SHARE)]
    usual = np.maximum(np.median(calm, axis=0), _SMOOTHEST)[None].astype(np.float32)
    return np.asarray(cv2.blur(usual, (_AROUND_DEG, 1), borderType=cv2.BORDER_REPLICATE))


def _chances(score: Places) -> Places:
    """(h, K) how likely the edge is at each row of a column, over all paths that nowhere climb too steeply."""
    turns = np.arange(-_STEEPEST, _STEEPEST + 1) * _STEP_MM
    step = np.exp(-_TURN_COST * turns**2 / _TRUST)
    likely = np.exp((score - score.max(0)) / _TRUST)
    chances = _passed(likely, step) * _passed(likely[:, ::-1], step)[:, ::-1] / likely
    return np.asarray(chances / chances.sum(0))


def _passed(likely: Places, step: Places) -> Places:
    """(h, K) the same from the columns up to each alone."""
    passed = np.empty_like(likely)
    passed[:, 0] = likely[:, 0] / likely[:, 0].sum()
    for column in range(1, likely.shape[1]):
        came = np.convolve(passed[:, column - 1], step, "same") * likely[:, column]
        passed[:, column] = came / came.sum()
    return passed
