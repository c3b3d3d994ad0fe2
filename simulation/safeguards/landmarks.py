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


# Around lids, irises, brows, nostrils and lips. Where a shape changes, landmarks on bare skin and along the face's
# outline say nothing of their place: the network infers them from the whole face (a jaw 2 mm wider carries the outline
# beside the ears along by 1.4 mm, these by up to 0.34).
_FEATURES = (
    *(33, 246, 161, 160, 159, 158, 157, 173, 133, 155, 154, 153, 145, 144, 163, 7),
    *(263, 466, 388, 387, 386, 385, 384, 398, 362, 382, 381, 380, 374, 373, 390, 249),
    *range(468, 478),
    *(70, 63, 105, 66, 107, 55, 65, 52, 53, 46, 300, 293, 334, 296, 336, 285, 295, 282, 283, 276),
    *(1, 2, 98, 327, 48, 278, 64, 294),
    *(61, 146, 91, 181, 84, 17, 314, 405, 321, 375, 291, 185, 40, 39, 37, 0, 267, 269, 270, 409),
    *(78, 95, 88, 178, 87, 14, 317, 402, 318, 324, 308, 191, 80, 81, 82, 13, 312, 311, 310, 415),
)


def check_landmarks(
    laid: Laid, again_px: NDArray[np.float32], zones: Collection[str], moved: NDArray[np.bool_] | None = None
) -> LandmarksElsewhere:
    """Args:
        laid: the face in its photo.
        again_px: (478, 3) float32, its landmarks found again on the result.
        zones: names of those treated.
        moved: (H, W) bool, where skin is moved on purpose; None where nothing is.

    Raises:
        ProjectionUnsafeError: a landmark elsewhere moved.
    """
    face = laid.sight.face
    before = face.landmarks_px[:, :2]
    away = elsewhere(laid, zones, before, moved)
    if moved is not None:
        away &= np.isin(np.arange(len(away)), _FEATURES)
    shift = np.hypot(*(again_px[:, :2] - before).T) * face.mm_per_px
    largest = float(shift[away].max(initial=0.0))
    if not largest <= LIMIT_MM:  # also where it is no number
        raise ProjectionUnsafeError(
            f"a landmark away from the treated zones moved by {largest:.2f} mm",
            safeguard="landmarks_elsewhere",
            value=round(largest, 3),
            limit=LIMIT_MM,
        )
    return LandmarksElsewhere(int(away.sum()), largest, LIMIT_MM)
