"""What the chart shows as skin, and the layers of its color.

What is compared with the calm skin of the same face, redness and pigmentation, needs to know its level: the median of a
layer over forehead and temples, which redden least.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from vision.chart import FaceChart
from vision.photo import LUMINANCE
from vision.skin.layers import DARKEST, absorbance, unmix
from vision.skin.mask import skin_mask
from vision.skin.places import REFERENCE_KINDS
from vision.zones import ZoneAtlas

# Zones that redden least; what redness is compared with. At least this share of them must be seen.
CALM_KINDS = ("forehead", "temple")
_MIN_CALM = 0.25
MIN_COLOR_SPREAD = 0.2  # below it a photo counts as black-and-white, or toned


@dataclass(frozen=True, slots=True, eq=False)
class Skin:
    """Skin layers of one chart. Layers are in units of 1/100 absorbance (see layers); more is darker.

    Attributes:
        mask: (N, N) bool, seen and bare skin (see mask).
        beard: (N, N) bool, seen, and under a beard or dense stubble.
        darkness: (N, N) float32, absorbance of the luminance.
        red: (N, N) float32, absorbance of the red light, of which pigment and blood take least: relief shows in it.
        melanin, hemoglobin, shading: (N, N) float32.
        calm_melanin, calm_hemoglobin: their median over forehead and temples, the face's calm skin; None where too
            little of that is seen.
        colored: False for a black-and-white photo, which says nothing of redness or pigment.
        mm_per_px: of the chart.
    """

    mask: NDArray[np.bool_]
    beard: NDArray[np.bool_]
    darkness: NDArray[np.float32]
    red: NDArray[np.float32]
    melanin: NDArray[np.float32]
    hemoglobin: NDArray[np.float32]
    shading: NDArray[np.float32]
    calm_melanin: float | None
    calm_hemoglobin: float | None
    colored: bool
    mm_per_px: float


def read_skin(chart: FaceChart, atlas: ZoneAtlas) -> Skin:
    """Computes the layers of a chart."""
    layers = unmix(chart.linear_rgb)
    darkness = absorbance(cv2.transform(chart.linear_rgb, LUMINANCE[None]))
    found = skin_mask(chart, layers, atlas)
    return Skin(
        mask=found.bare,
        beard=found.beard,
        darkness=darkness,
        red=absorbance(np.ascontiguousarray(chart.linear_rgb[..., 0])),
        melanin=layers.melanin,
        hemoglobin=layers.hemoglobin,
        shading=layers.shading,
        calm_melanin=_median_over(CALM_KINDS, layers.melanin, found.bare, atlas),
        calm_hemoglobin=_median_over(CALM_KINDS, layers.hemoglobin, found.bare, atlas),
        colored=(color_spread(chart, atlas) or 0.0) >= MIN_COLOR_SPREAD,
        mm_per_px=chart.mm_per_px,
    )


def color_spread(chart: FaceChart, atlas: ZoneAtlas) -> float | None:
    """Median over the middle of the face of 1 − smallest/largest channel, in linear light; None where it is unseen.

    0 for black-and-white; 0.37 and above on 42 studio portraits of all skin tones.
    """
    parts = [mask.take(chart.linear_rgb)[mask.take(chart.seen)][::8] for _, mask in atlas.by_kind(REFERENCE_KINDS)]
    colors = np.concatenate(parts)
    if not len(colors):
        return None
    return float(np.median(1 - colors.min(1) / np.maximum(colors.max(1), DARKEST)))


def _median_over(
    kinds: tuple[str, ...], layer: NDArray[np.float32], mask: NDArray[np.bool_], atlas: ZoneAtlas
) -> float | None:
    """Median of a layer over the skin of some zones; None where too little of them is seen."""
    parts = [(zone.take(layer), zone.take(mask)) for _, zone in atlas.by_kind(kinds)]
    values = np.concatenate([layer_part[seen] for layer_part, seen in parts])
    total = sum(len(seen) for _, seen in parts)
    return float(np.median(values)) if len(values) >= _MIN_CALM * total else None
