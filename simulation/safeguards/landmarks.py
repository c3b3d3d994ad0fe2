"""Landmarks away from what is treated stay where they were: the face, looked at again, is the same face."""

from __future__ import annotations

from collections.abc import Callable, Collection

import numpy as np
from numpy.typing import NDArray

from simulation.safeguards.errors import ProjectionUnsafeError
from simulation.safeguards.places import elsewhere
from simulation.safeguards.safeguards import LandmarksElsewhere
from vision.analysis.laid import Laid
from vision.face import Face

# Looks at other pixels of a face in the way it was looked at first: (H, W, 3) uint8 and the face to (478, 3) float32,
# refined landmarks in photo pixels.
FindAgain = Callable[[NDArray[np.uint8], Face], NDArray[np.float32]]
# Looked at again, 33 unchanged portraits saved as JPEG of quality 95, 85 and 75 have their most moved landmark 0.04,
# 0.08 and 0.11 mm away (median), at worst 0.29, 0.17 and 0.34; the face found anew, 0.13 and 0.38.
LIMIT_MM = 0.5


def check_landmarks(
    laid: Laid,
    after_rgb: NDArray[np.uint8],
    zones: Collection[str],
    find_again: FindAgain,
    moved: NDArray[np.bool_] | None = None,
) -> LandmarksElsewhere:
    """Args:
        laid: the face in its photo.
        after_rgb: (H, W, 3) uint8, the result.
        zones: names of those treated.
        moved: (H, W) bool, where skin is moved on purpose.

    Raises:
        ProjectionUnsafeError: a landmark elsewhere moved.
    """
    face = laid.sight.face
    before = face.landmarks_px[:, :2]
    away = elsewhere(laid, zones, before, moved)
    shift = np.hypot(*(find_again(after_rgb, face)[:, :2] - before).T) * face.mm_per_px
    largest = float(shift[away].max(initial=0.0))
    if not largest <= LIMIT_MM:  # also where it is no number
        raise ProjectionUnsafeError(
            f"a landmark away from the treated zones moved by {largest:.2f} mm",
            safeguard="landmarks_elsewhere",
            value=round(largest, 3),
            limit=LIMIT_MM,
        )
    return LandmarksElsewhere(int(away.sum()), largest, LIMIT_MM)
