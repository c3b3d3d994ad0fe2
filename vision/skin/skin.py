"""What the chart shows as skin, and its color in the terms that skin absorbs light in.

Melanin and erythema indices (Takiwaki 1998, J Med Invest 44:121; Yamamoto 2008, doi 10.1111/j.1600-0846.2007.00256.x):
    MI = 100 · log10(1/R)        EI = 100 · (log10(1/G) − k · log10(1/R))
with R and G linear reflectances. A photo without a gray card knows them up to a factor, so both are relative: only
differences within one photo mean anything. Published k run from 1 to 1.44. We use 1, the best of five values
(1 to 2) tried on the portraits below, so that its figure is not an independent one: then EI is 100 · log10(R/G), from
which shading and exposure cancel, and on 33 studio portraits of all tones the cheeks' EI above the forehead's depends
least on tone (Spearman 0.11 at k = 1, 0.21 at 1.2, 0.28 at 1.44).
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from vision.chart import FaceChart
from vision.photo import LUMINANCE
from vision.zones import ZoneAtlas

K_MELANIN = 1.0
_DARKEST = 1 / 512  # of full scale: below it there is no signal in an 8-bit photo
_LOG10_E = 0.4342944819
# Zones that are nearly always bare skin; their median is what "this client's skin" looks like.
REFERENCE_KINDS = ("mid_cheek", "malar_cheek", "nose", "glabella", "lateral_cheek")
# Zones that redden least; what redness is compared with. At least this share of one kind must be seen.
CALM_KINDS = ("forehead", "temple")
_MIN_CALM = 0.25
MIN_COLOR_SPREAD = 0.2  # below it a photo counts as black-and-white, or toned
# How far skin may lie from that median, in log10 units of brightness and of color ratios. Shading on a face spans
# about a factor of three; hair is darker still, or of another color.
_DARKER, _BRIGHTER, _COLOR = 0.42, 0.45, 0.13
_SMOOTH_MM = 1.5  # hair is judged over strands and gaps, not pixel by pixel


@dataclass(frozen=True, slots=True, eq=False)
class Skin:
    """Skin layers of one chart, each (N, N) float32 unless said otherwise.

    Attributes:
        mask: (N, N) bool, seen and skin: no hair, brows, lashes, lips, teeth or background.
        log_luminance: log10 of relative luminance.
        melanin: MI.
        erythema: EI.
        calm_erythema: median EI of forehead and temples, the face's calm skin; None where too little is seen.
        colored: False for a black-and-white photo, which says nothing of redness or pigment.
        mm_per_px: of the chart.
    """

    mask: NDArray[np.bool_]
    log_luminance: NDArray[np.float32]
    melanin: NDArray[np.float32]
    erythema: NDArray[np.float32]
    calm_erythema: float | None
    colored: bool
    mm_per_px: float


def read_skin(chart: FaceChart, atlas: ZoneAtlas) -> Skin:
    """Computes the layers of a chart."""
    linear = np.maximum(chart.linear_rgb, np.float32(_DARKEST))
    luminance = cv2.transform(linear, LUMINANCE[None])
    logs = cv2.log(linear) * np.float32(_LOG10_E)
    log_luminance = cv2.log(luminance) * np.float32(_LOG10_E)
    red, green = logs[..., 0], logs[..., 1]
    mask = chart.seen & _skin_colored(log_luminance, logs, chart, atlas)
    erythema = 100 * (np.float32(K_MELANIN) * red - green)
    return Skin(
        mask=mask,
        log_luminance=log_luminance,
        melanin=-100 * red,
        erythema=erythema,
        calm_erythema=_median_over(CALM_KINDS, erythema, mask, atlas),
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
    return float(np.median(1 - colors.min(1) / np.maximum(colors.max(1), _DARKEST)))


def _skin_colored(
    log_luminance: NDArray[np.float32], logs: NDArray[np.float32], chart: FaceChart, atlas: ZoneAtlas
) -> NDArray[np.bool_]:
    """(N, N) bool: brightness and color near those of the reference zones, judged on a quarter of the resolution."""
    bare = [mask.take(logs)[mask.take(chart.seen)] for _, mask in atlas.by_kind(REFERENCE_KINDS)]
    light = [mask.take(log_luminance)[mask.take(chart.seen)] for _, mask in atlas.by_kind(REFERENCE_KINDS)]
    tone, brightness = np.concatenate(bare), np.concatenate(light)
    if not len(brightness):
        return np.zeros_like(chart.seen)
    size = chart.seen.shape[0]
    coarse = cv2.resize(np.dstack([log_luminance, logs]), (size // 4, size // 4), interpolation=cv2.INTER_AREA)
    coarse = cv2.GaussianBlur(coarse, (0, 0), _SMOOTH_MM / (4 * chart.mm_per_px))
    darker = coarse[..., 0] - np.median(brightness)
    red_green = np.abs(coarse[..., 1] - coarse[..., 2] - np.median(tone[:, 0] - tone[:, 1]))
    green_blue = np.abs(coarse[..., 2] - coarse[..., 3] - np.median(tone[:, 1] - tone[:, 2]))
    margins = [darker + _DARKER, _BRIGHTER - darker, _COLOR - red_green, _COLOR - green_blue]
    margin = np.minimum.reduce(margins).astype(np.float32)
    return np.asarray(cv2.resize(margin, (size, size), interpolation=cv2.INTER_LINEAR) > 0)


def _median_over(
    kinds: tuple[str, ...], layer: NDArray[np.float32], mask: NDArray[np.bool_], atlas: ZoneAtlas
) -> float | None:
    """Median of a layer over the skin of some zones; None where too little of them is seen."""
    parts = [(zone.take(layer), zone.take(mask)) for _, zone in atlas.by_kind(kinds)]
    values = np.concatenate([layer_part[seen] for layer_part, seen in parts])
    total = sum(len(seen) for _, seen in parts)
    return float(np.median(values)) if len(values) >= _MIN_CALM * total else None
