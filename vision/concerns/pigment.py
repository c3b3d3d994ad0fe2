"""How much melanin or hemoglobin a darkening stands for: what a pigment claims, the luminance must bear out.

Noise of the unmixed layers, and gloss, change them without the luminance changing to match; a pigment changes both. So
where a measure takes the smaller of a pigment's contrast and of the darkening in the pigment's terms, noise hardly adds
up, on dark skin (whose layers are noisiest) least of all.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

# Luminance weighs red, green and blue 0.21, 0.72, 0.07: a unit of melanin darkens by 0.59, one of hemoglobin by 0.82.
# A little above 1/0.59 and at 1/0.82, for the directions are not known to better than a tenth.
DARKNESS_TO_MELANIN: Final = np.float32(1.9)
DARKNESS_TO_HEMOGLOBIN: Final = np.float32(1.2)


def borne_out(
    pigment: NDArray[np.float32], darkening: NDArray[np.float32], per_darkness: np.float32
) -> NDArray[np.float32]:
    """The smaller size of the two, positive where both go the same way, negative where they go apart.

    Args:
        pigment: contrast of a layer.
        darkening: contrast of the darkness, in the same places.
        per_darkness: units of the layer that one unit of darkness stands for.
    """
    claimed, seen = np.abs(pigment), np.abs(darkening) * per_darkness
    return np.asarray(np.sign(pigment * darkening) * np.minimum(claimed, seen), np.float32)
