"""The one activation that the networks leave to us."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

_LOGIT_LIMIT = 80.0  # exp(80) is the last that float32 holds comfortably


def sigmoid(logits: NDArray[np.float32]) -> NDArray[np.float32]:
    """Logits of any shape to 0 to 1, without overflow where a network is very sure."""
    return np.asarray(1.0 / (1.0 + np.exp(-np.clip(logits, -_LOGIT_LIMIT, _LOGIT_LIMIT))), np.float32)
