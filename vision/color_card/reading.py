"""Reading the patches of a card that was found: their mean color in linear light."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from vision.color_card.correction import ColorCorrection
from vision.photo import SRGB_TO_LINEAR, Photo

_GRID = 24  # places read along each side of a patch
_INNER = 0.8  # of a patch's side: its rim may be shaded, or a neighbor's
_TRIMMED = 0.1  # of the places at either end: dust, and a reflection
_CLIPPED_CODE = 250
_BLACK_CODE = 2


@dataclass(frozen=True, slots=True, eq=False)
class CardReading:
    """A card in a photo.

    Attributes:
        card: which one.
        patches_px: (P, 4, 2) float64, corners of each patch in photo pixels (pixel centers at whole numbers).
        linear_rgb: (P, 3) float64, their linear sRGB as photographed.
        used: (P,) bool, those that the correction rests on; the others are clipped, or no color that sRGB holds.
        correction: what makes the card look as it should.
    """

    card: Literal["colorchecker", "gray_card"]
    patches_px: NDArray[np.float64]
    linear_rgb: NDArray[np.float64]
    used: NDArray[np.bool_]
    correction: ColorCorrection


def read_patches(photo: Photo, patches_px: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """Colors of quadrilaterals.

    Args:
        patches_px: (P, 4, 2) corners in order around each.

    Returns:
        (P, 3) float64 linear sRGB, trimmed means over the inner part; (P,) bool, whether they lie inside the photo and
        within the range of code values.
    """
    places = np.round(np.einsum("kc,pcd->pkd", _weights(), patches_px)).astype(int)
    size = np.array([photo.width, photo.height])
    inside = ((places >= 0) & (places < size)).all((1, 2))
    places = np.clip(places, 0, size - 1)
    codes = photo.image_rgb[places[..., 1], places[..., 0]]
    middle = np.median(codes, axis=1)
    linear = np.sort(SRGB_TO_LINEAR[codes].astype(np.float64), axis=1)
    cut = int(_TRIMMED * linear.shape[1])
    in_range = (middle.max(1) < _CLIPPED_CODE) & (middle.min(1) >= _BLACK_CODE)
    return linear[:, cut:-cut].mean(1), inside & in_range


def _weights() -> NDArray[np.float64]:
    """(K, 4) of the corners, for each place of a grid over the inner part."""
    steps = 0.5 + ((np.arange(_GRID) + 0.5) / _GRID - 0.5) * _INNER
    u, v = (part.ravel() for part in np.meshgrid(steps, steps))
    return np.stack([(1 - u) * (1 - v), u * (1 - v), u * v, (1 - u) * v], -1)
