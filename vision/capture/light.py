"""Is the light right? None of these measures may depend on how dark the skin is.

Exposure is judged at the ends of the scale (what is lost at the top and the bottom, and the brightest thousandth of the
face, which catchlights, eye whites, teeth and shine make alike on every skin); the side of the light by the ratio
between mirrored places of one face.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from vision.capture.shot import Shot
from vision.photo import LUMINANCE, SRGB_TO_LINEAR

_CLIPPED_CODE = 254
_BLACK_CODE = 8
_BRIGHTEST_PERCENTILE = 99.9

_HALF_ZONES = ("forehead", "malar_cheek_right", "mid_cheek_right", "lateral_cheek_right", "chin")
_COARSE = 72  # side of the chart on which halves are compared: about 4 mm per pixel
_MIN_PAIRS = 60
_DARK = 1e-3


def clipped_highlights(shot: Shot) -> float:
    """Share of the face's pixels with a channel at the top of its range; red goes first and takes redness with it."""
    return _share(_top_channel(shot) >= _CLIPPED_CODE)


def clipped_shadows(shot: Shot) -> float:
    """Share of the face's pixels with every channel at the bottom; unclipped dark skin stays well above."""
    return _share(_top_channel(shot) <= _BLACK_CODE)


def brightest(shot: Shot) -> float | None:
    """Relative luminance, 0 to 1, of the brightest thousandth of the face.

    London by thirds of skin tone, darkest first: medians 0.39, 0.58, 0.61 (lowest of all 0.33); two stops under, 0.10,
    0.15, 0.15 (highest of all 0.19). The median of the face, in contrast, differs five times by tone alone.
    """
    if not len(shot.face_pixels):
        return None
    linear = SRGB_TO_LINEAR[shot.face_pixels] @ LUMINANCE
    return float(np.percentile(linear, _BRIGHTEST_PERCENTILE))


def side_light_ev(shot: Shot) -> float | None:
    """How much more light the client's left half gets than the right one, in stops: median over mirrored places.

    None where too few places are seen on both sides, as in a profile.
    """
    seen = shot.chart.seen & (shot.chart.facing > 0.5)
    weight = cv2.resize(seen.astype(np.float32), (_COARSE, _COARSE), interpolation=cv2.INTER_AREA)
    coarse = cv2.resize(shot.chart.linear_rgb, (_COARSE, _COARSE), interpolation=cv2.INTER_AREA) @ LUMINANCE
    both = (weight > 0.99) & (weight[:, ::-1] > 0.99) & _right_half(shot)
    if np.count_nonzero(both) < _MIN_PAIRS:
        return None
    ratio = np.maximum(coarse[:, ::-1][both], _DARK) / np.maximum(coarse[both], _DARK)
    return float(np.median(np.log2(ratio)))


def _right_half(shot: Shot) -> NDArray[np.bool_]:
    """(_COARSE, _COARSE) bool, open skin of the client's right half (the picture's left)."""
    side = shot.chart.seen.shape[0]
    mask = np.zeros((side, side), np.float32)
    for name in _HALF_ZONES:
        zone = shot.atlas.masks[name]
        mask[zone.rows, zone.columns][zone.inside] = 1
    mask[:, side // 2 :] = 0
    return np.asarray(cv2.resize(mask, (_COARSE, _COARSE), interpolation=cv2.INTER_AREA) > 0.99)


def _top_channel(shot: Shot) -> NDArray[np.uint8]:
    """(P,) uint8, the highest channel of each pixel; twenty times faster than a maximum along the short axis."""
    red, green, blue = shot.face_pixels.T
    return np.asarray(np.maximum(np.maximum(red, green), blue))


def _share(flags: NDArray[np.bool_]) -> float:
    return float(flags.mean()) if flags.size else 0.0
