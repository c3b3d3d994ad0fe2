"""Whether the face is at rest where a concern is read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from vision.concerns.sight import Portrait

_INNER_LIPS = (13, 14)


@dataclass(frozen=True, slots=True)
class Rest:
    """What of the face must be at rest: blendshape coefficients, none of which may pass its limit on average of sides.

    Limits lie beyond what 43 neutral studio portraits show; the network takes low brows for a frown and high ones for
    raised, so limits on brows are wide.
    """

    limits: Mapping[str, float]

    def holds(self, blendshapes: Mapping[str, float]) -> bool:
        means = ((blendshapes[f"{name}Left"] + blendshapes[f"{name}Right"]) / 2 for name in self.limits)
        return all(mean <= limit for mean, limit in zip(means, self.limits.values(), strict=True))


def lips_apart_mm(sight: Portrait) -> float:
    """Between the inner borders of the lips, in the middle of the mouth."""
    above, below = sight.face.landmarks_px[list(_INNER_LIPS), :2].astype(np.float64)
    return float(np.hypot(*(below - above))) * sight.face.mm_per_px
