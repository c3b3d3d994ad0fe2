"""The same skin on a finer chart.

What is bare skin was judged once, on the coarse chart, and so were the levels that it is compared with: judged again,
the two charts could disagree. Only the layers are new.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from vision.chart import FaceChart
from vision.photo import LUMINANCE
from vision.skin.layers import absorbance, unmix
from vision.skin.skin import Skin

Mask = NDArray[np.bool_]
Layer = NDArray[np.float32]


def read_fine_skin(chart: FaceChart, coarse: Skin) -> Skin:
    """The layers of a fine chart, on the skin that the coarse one of the same photo shows.

    Beyond the chart's window the layers are 0 and nothing is skin.
    """
    linear = chart.linear_rgb[chart.window]
    layers = unmix(linear)
    return Skin(
        mask=_enlarged(coarse.mask, chart),
        beard=_enlarged(coarse.beard, chart),
        darkness=_on_chart(absorbance(cv2.transform(linear, LUMINANCE[None])), chart),
        red=_on_chart(absorbance(linear[..., 0].copy()), chart),
        melanin=_on_chart(layers.melanin, chart),
        hemoglobin=_on_chart(layers.hemoglobin, chart),
        shading=_on_chart(layers.shading, chart),
        calm_melanin=coarse.calm_melanin,
        calm_hemoglobin=coarse.calm_hemoglobin,
        colored=coarse.colored,
        mm_per_px=chart.mm_per_px,
    )


def _enlarged(mask: Mask, chart: FaceChart) -> Mask:
    """The mask on the finer chart, as far as that sees the face."""
    large = cv2.resize(mask.astype(np.uint8), chart.seen.shape[::-1], interpolation=cv2.INTER_NEAREST)
    return np.asarray((large > 0) & chart.seen)


def _on_chart(part: Layer, chart: FaceChart) -> Layer:
    layer = np.zeros(chart.seen.shape, np.float32)
    layer[chart.window] = part
    return layer
