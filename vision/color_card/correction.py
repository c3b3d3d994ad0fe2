"""A correction of colors: one matrix on linear light, how well it fits its card, and what it does to a photo."""

from __future__ import annotations

from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from vision.photo import LUMINANCE, SRGB_TO_LINEAR, ColorSource, Photo
from vision.photo.cie import linear_to_lab
from vision.photo.photo import freeze

# What a correction may do to gray, per channel. Lamp light without white balance needs 5 in blue; beyond this limit it
# is the photo, not its color, that is at fault.
LARGEST_GAIN = 6.0
_WORST_CONDITION = 30.0  # of the matrix; colors that it pulls further apart were noise
_STRIP_ROWS = 64  # corrected at a time: fits a cache, and keeps memory small
_LEVELS = 65535
_CODES = np.arange(_LEVELS + 1) / _LEVELS
# (65536,) uint8: the sRGB code value of linear light in steps of 1/65535 (IEC 61966-2-1).
_ENCODED = np.round(255 * np.where(_CODES <= 0.0031308, 12.92 * _CODES, 1.055 * _CODES ** (1 / 2.4) - 0.055)).astype(
    np.uint8
)
_LINEAR_LEVELS = (SRGB_TO_LINEAR * np.float32(_LEVELS)).astype(np.float32)
# (256,) float32 by code: how much of a clipped channel it is. A ramp, so that no edge appears in a highlight.
_CLIPPED = np.clip((np.arange(256) - 251) / 3, 0, 1).astype(np.float32)
_CLIPPED_FROM, _CLIPPED_CODE = 252, 254


@dataclass(frozen=True, slots=True, eq=False)
class ColorCorrection:
    """From the colors of a camera, under one light, to those that the card is known to have.

    Attributes:
        matrix: (3, 3) float64, read-only; linear sRGB of the photo as a column, times this from the left, is linear
            sRGB under D65 in which 1 is perfect white.
        source: "colorchecker", "gray_card", or "stored" for one that was read from a file.
        patches: how many of the card's patches it rests on.
        delta_e_before: median CIE76 between those patches and their published colors.
        delta_e_after: the same after the correction; None for a gray card, which three gains always meet.

    Raises:
        ValueError: no camera needs such a matrix.
    """

    matrix: NDArray[np.float64]
    source: ColorSource
    patches: int
    delta_e_before: float
    delta_e_after: float | None

    def __post_init__(self) -> None:
        matrix = np.array(self.matrix, np.float64)
        if matrix.shape != (3, 3) or not np.isfinite(matrix).all():
            raise ValueError("the matrix must be 3 × 3 and finite")
        gains = matrix.sum(1)
        if gains.min() < 1 / LARGEST_GAIN or gains.max() > LARGEST_GAIN:
            raise ValueError(f"gray must be changed by a factor of at most {LARGEST_GAIN:g}, either way")
        if np.linalg.cond(matrix) > _WORST_CONDITION:
            raise ValueError("the matrix makes colors alike, or their noise large")
        if (np.diag(matrix) < np.abs(matrix).max(1)).any():
            raise ValueError("each color must come from its own channel more than from another")
        matrix.flags.writeable = False
        object.__setattr__(self, "matrix", matrix)

    def apply(self, image_rgb: NDArray[np.uint8]) -> NDArray[np.uint8]:
        """The corrected pixels. What was clipped stays as bright as can be: how bright it was, nobody knows.

        Beside the result it needs a strip of the photo in memory.

        Args:
            image_rgb: (H, W, 3) uint8 sRGB.

        Returns:
            (H, W, 3) uint8 sRGB.
        """
        corrected = np.empty_like(image_rgb)
        for top in range(0, len(image_rgb), _STRIP_ROWS):
            strip = image_rgb[top : top + _STRIP_ROWS]
            linear = cv2.transform(cv2.LUT(strip, _LINEAR_LEVELS), self.matrix)
            levels = cv2.add(linear, 0, dtype=cv2.CV_16U)  # rounds, and clips at both ends
            corrected[top : top + _STRIP_ROWS] = cv2.LUT(_clipped_again(levels, strip), _ENCODED[None])
        return corrected


def _clipped_again(levels: NDArray[np.uint16], before: NDArray[np.uint8]) -> NDArray[np.uint16]:
    """Keeps a correction that darkens from hiding what was clipped: the capture check counts it after this.

    A pixel with a clipped channel is made brighter until one is clipped again; with three, it is white.

    Args:
        levels: (R, W, 3) linear light, 65535 is white; changed in place.
        before: (R, W, 3) uint8, the code values that they came from.
    """
    if before.max() < _CLIPPED_FROM:
        return levels
    red, green, blue = cv2.split(before)
    highest, lowest = cv2.max(cv2.max(red, green), blue), cv2.min(cv2.min(red, green), blue)
    levels[lowest >= _CLIPPED_CODE] = _LEVELS
    some = (highest >= _CLIPPED_FROM) & (lowest < _CLIPPED_CODE)
    if some.any():
        light = levels[some].astype(np.float32)
        brighter = light * (_LEVELS / np.maximum(light.max(1, keepdims=True), 1))
        light += (brighter - light) * _CLIPPED[highest[some]][:, None]
        light += (_LEVELS - light) * _CLIPPED[lowest[some]][:, None]
        levels[some] = np.round(light).astype(np.uint16)
    return levels


def corrected(photo: Photo, correction: ColorCorrection) -> Photo:
    """The photo with its colors corrected; it keeps the hash of the upload."""
    return replace(
        photo,
        image_rgb=freeze(correction.apply(photo.image_rgb)),
        color_correction=correction.source,
        color_delta_e=correction.delta_e_after,
    )


def fit_matrix(
    measured: NDArray[np.float64], reference: NDArray[np.float64], source: ColorSource = "colorchecker"
) -> ColorCorrection:
    """The matrix that brings patches nearest to their published colors.

    Least squares in linear light, each patch weighted by its luminance to the power of −2/3, which is how lightness
    grows: otherwise white and yellow would decide. Measured on faces with a synthetic card: the same as unweighted with
    a camera that is linear, half the error of the typology angle with one that adds contrast.

    Args:
        measured: (P, 3) linear sRGB of the patches in the photo, none clipped.
        reference: (P, 3) linear sRGB that they are known to have.

    Raises:
        ValueError: no camera needs the matrix that came out.
    """
    weights = np.maximum(reference @ LUMINANCE, 0.02)[:, None] ** (-2 / 3)
    solution, *_ = np.linalg.lstsq(measured * weights, reference * weights, rcond=None)
    after = delta_e(measured @ solution, reference)
    return ColorCorrection(
        matrix=np.asarray(solution.T, np.float64),
        source=source,
        patches=len(measured),
        delta_e_before=float(np.median(delta_e(measured, reference))),
        delta_e_after=float(np.median(after)),
    )


def fit_gains(measured: NDArray[np.float64], reference: NDArray[np.float64]) -> ColorCorrection:
    """Three gains from a gray card: exposure and white balance, not the camera's own view of colors.

    Args:
        measured, reference: (1, 3) linear sRGB of the card, in the photo and as it is.

    Raises:
        ValueError: no camera needs such gains.
    """
    matrix = np.diag((reference / np.maximum(measured, 1e-6))[0])
    return ColorCorrection(matrix, "gray_card", 1, float(delta_e(measured, reference)[0]), None)


def delta_e(one: NDArray[np.float64], other: NDArray[np.float64]) -> NDArray[np.float64]:
    """(P,) CIE76: distances in CIE L*a*b* between (P, 3) linear sRGB, as far as sRGB holds them."""
    apart = linear_to_lab(np.clip(one, 0, 1)) - linear_to_lab(np.clip(other, 0, 1))
    return np.asarray(np.linalg.norm(apart, axis=-1), np.float64)
