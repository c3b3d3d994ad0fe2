"""Two photos brought to one exposure, one color of light, one resolution and one ruler.

**Light.** What one photo has more light of than the other, channel by channel, on skin that both show: the mean of the
log ratio over places that did not change. Those are found by trimming: from the median, places that lie further off
than two and a half deviations (by the median absolute one) are left out, and again, until the rest agrees. So a mark
that came or went, and hair that fell over a temple, have no say as long as less than half of the skin changed alike.

**Size.** The finer photo is shrunk to the coarser one's pixels. Both are measured by the earlier photo's iris: the same
client has the same eyes, and two readings of them would differ by a percent for no reason.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import sqrt

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from vision.chart import FaceChart
from vision.face import Face
from vision.photo import LUMINANCE, SRGB_TO_LINEAR, Photo
from vision.photo.photo import freeze

_PLACES = 144  # side of the chart on which light is compared, about 1.8 mm a place
_DARKEST = 2e-3  # linear light; below it a ratio is noise
_TRIM = 2.5  # deviations
_LEAST_DEVIATION = 0.01  # natural log
_ROUNDS = 6
_FEWEST_PLACES = 100
_MAD_TO_SD = 1.4826
_SAME_SIZE = 0.03  # sizes that differ by less are one: shrinking would blur for nothing
_REDUCING_GAP = 3.0  # very large photos are first averaged, to three times the size
_IRISES = ((468, slice(469, 473)), (473, slice(474, 478)))  # center and rim of either iris


@dataclass(frozen=True, slots=True, eq=False)
class LightMatch:
    """How the later photo's light compares with the earlier one's.

    Attributes:
        gains: (3,) float64; the later photo's linear light times these is the earlier one's.
        unchanged: (P, P) bool on a small chart, where the gains were read.
        share: 0 to 1, how much of the skin that both show that is.
        shading: (P, P) float32, natural log of how much brighter a place is in the later photo once matched; 0 where
            not both show skin.
        both: (P, P) bool, skin in both.
    """

    gains: NDArray[np.float64]
    unchanged: NDArray[np.bool_]
    share: float
    shading: NDArray[np.float32]
    both: NDArray[np.bool_]

    @property
    def exposure_ev(self) -> float:
        """Stops by which the later photo was darker."""
        return float(np.log2(self.gains @ LUMINANCE.astype(np.float64)))

    @property
    def warmth_ev(self) -> float:
        """Stops by which the later photo's red, against blue, was weaker."""
        return float(np.log2(self.gains[0] / self.gains[2]))


def match_light(
    before: FaceChart, after: FaceChart, before_skin: NDArray[np.bool_], after_skin: NDArray[np.bool_]
) -> LightMatch:
    """Compares the light of two charts of one client on skin that both show, (N, N) bool each."""
    first, second = (_places(chart.linear_rgb) for chart in (before, after))
    both = _all_of(before_skin & after_skin) & (np.minimum(first, second).min(-1) > _DARKEST)
    ratio = np.log(np.maximum(first, _DARKEST) / np.maximum(second, _DARKEST))
    if np.count_nonzero(both) < _FEWEST_PLACES:
        nothing = np.zeros(both.shape, np.float32)
        return LightMatch(np.ones(3), np.zeros_like(both), 0.0, nothing, both)
    gain, kept = _settled(ratio[both].astype(np.float64))
    unchanged = np.zeros_like(both)
    unchanged[both] = kept
    shading = np.where(both, (gain - ratio) @ LUMINANCE, 0).astype(np.float32)
    return LightMatch(np.exp(gain), unchanged, float(kept.mean()), shading, both)


def relit(photo: Photo, gains: NDArray[np.float64]) -> Photo:
    """The photo with its linear light times the gains, (3,); what goes past white is clipped."""
    tables = [_codes(SRGB_TO_LINEAR.astype(np.float64) * gain) for gain in gains]
    table = np.stack(tables, -1)[:, None]
    return replace(photo, image_rgb=freeze(np.asarray(cv2.LUT(photo.image_rgb, table), np.uint8)))


def size_ratio(before: Face, after: Face) -> float:
    """How many times larger the face is in the later photo's pixels (Umeyama 1991, as for the pose)."""
    first, second = (face.landmarks_px[:468].astype(np.float64) for face in (before, after))
    spread = [sqrt(float(((points - points.mean(0)) ** 2).sum())) for points in (first, second)]
    return spread[1] / spread[0]


def with_ruler_of(before: Face, after: Face) -> Face:
    """The later face with irises as large as the earlier one's, seen at its size."""
    wanted = before.iris_px * size_ratio(before, after)
    landmarks = after.landmarks_px.copy()
    for center, rim in _IRISES:
        landmarks[rim] = landmarks[center] + (landmarks[rim] - landmarks[center]) * np.float32(wanted / after.iris_px)
    return replace(after, landmarks_px=landmarks)


def shrunk(photo: Photo, face: Face, factor: float) -> tuple[Photo, Face]:
    """Photo and face at `factor`, below 1, of their size; as they are where that is next to nothing."""
    if factor > 1 - _SAME_SIZE:
        return photo, face
    width, height = max(round(photo.width * factor), 1), max(round(photo.height * factor), 1)
    large = Image.fromarray(photo.image_rgb)
    small = np.asarray(large.resize((width, height), Image.Resampling.LANCZOS, reducing_gap=_REDUCING_GAP), np.uint8)
    by = np.array([width / photo.width, height / photo.height, factor], np.float32)
    scaled = replace(
        face,
        raw_px=face.raw_px * by,
        landmarks_px=face.landmarks_px * by,
        spread_px=face.spread_px * np.float32(factor),
    )
    return replace(photo, image_rgb=freeze(small)), scaled


def _settled(ratio: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """The log gain, (3,), and which of the (K, 3) ratios agree on it."""
    gain = np.median(ratio, axis=0)
    kept: NDArray[np.bool_] = np.ones(len(ratio), np.bool_)
    for _ in range(_ROUNDS):
        off = np.abs(ratio - gain)
        deviation = np.maximum(_MAD_TO_SD * np.median(off, axis=0), _LEAST_DEVIATION)
        kept = np.asarray((off < _TRIM * deviation).all(-1))
        gain = ratio[kept].mean(0)
    return gain, kept


def _places(linear_rgb: NDArray[np.float32]) -> NDArray[np.float32]:
    return np.asarray(cv2.resize(linear_rgb, (_PLACES, _PLACES), interpolation=cv2.INTER_AREA), np.float32)


def _all_of(mask: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Places that lie wholly in the mask."""
    small = cv2.resize(mask.astype(np.float32), (_PLACES, _PLACES), interpolation=cv2.INTER_AREA)
    return np.asarray(small > 0.99)


def _codes(linear: NDArray[np.float64]) -> NDArray[np.uint8]:
    """sRGB code values of linear light, by IEC 61966-2-1."""
    light = np.clip(linear, 0, 1)
    encoded = np.where(light <= 0.0031308, 12.92 * light, 1.055 * light ** (1 / 2.4) - 0.055)
    return np.round(encoded * 255).astype(np.uint8)
