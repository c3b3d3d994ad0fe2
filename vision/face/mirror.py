"""Which landmark becomes which when the picture is mirrored."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

_SYMMETRY_TOLERANCE_CM = 0.05
# Iris points stand as center, right end, top, left end, bottom (of the picture), for each eye.
_IRIS_PARTNERS = (473, 476, 475, 474, 477, 468, 471, 470, 469, 472)


def mirror_permutation(canonical_cm: NDArray[np.float32]) -> NDArray[np.intp]:
    """(478,) partner of each landmark, found by mirroring the canonical mesh, which is symmetric.

    Raises:
        ValueError: the mesh is not symmetric, so it is not the mesh this module was written for.
    """
    mirrored = canonical_cm * np.array([-1, 1, 1], np.float32)
    distance = np.linalg.norm(mirrored[:, None] - canonical_cm[None], axis=2)
    partners = distance.argmin(1)
    involution = np.array_equal(partners[partners], np.arange(len(partners)))
    if distance.min(1).max() > _SYMMETRY_TOLERANCE_CM or not involution:
        raise ValueError("the canonical mesh is not symmetric")
    return np.concatenate([partners, _IRIS_PARTNERS]).astype(np.intp)
