"""What a layer's change is made of: a full one, of which a treatment takes a share."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from simulation.canvas import Patch
from vision.concerns import Concern

Light = NDArray[np.float32]

# Takes a patch, the concerns that the change lessens (none for one that serves a goal), and the face's calm hemoglobin;
# answers (h, w, 3) float32, 1/100 absorbance that a full change takes away.
Unit = Callable[[Patch, Sequence[Concern], "Calm"], Light]
Calm = float | None


def gray(amount: NDArray[np.float32]) -> Light:
    """Shading dims all colors alike."""
    return np.repeat(amount[..., None], 3, axis=2)


def along(amount: NDArray[np.float32], direction_rgb: tuple[float, float, float]) -> Light:
    """A pigment's amount as absorbance of the three colors."""
    return np.asarray(amount[..., None] * np.array(direction_rgb, np.float32), np.float32)
