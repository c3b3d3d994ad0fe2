"""A photo as the measures of the face see it."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from vision.concerns import Sight

Look = Callable[[NDArray[np.uint8]], Sight]  # (H, W, 3) uint8 sRGB with one face in it
