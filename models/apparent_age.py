"""The age network: a small upright picture of one face in, the age it appears to be out.

Source: dlib-models, dnn_age_predictor_v1 (Cydral Technology): a ResNet-10 that gives a probability to each age from 0
to 80. The estimate is their mean; the first class, babies of less than a year, counts as a quarter of one. The package
that carries the file also carries a gender network, another file, which is never opened.

This is how old a picture looks to a network. `vision/apparent_age` says how far it may be off, and where it is not
told at all; nothing is ever decided by it.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from models.engine import Device, Engine, open_engine
from models.registry import APPARENT_AGE
from models.store import ModelStore

INPUT_SIZE = 64
_MEAN_RGB = np.array([122.781998, 117.000999, 104.297997], np.float32)  # of the publisher's training pictures
_SCALE = np.float32(256)
_CLASS_YEARS = np.concatenate([[0.25], np.arange(1, 81)]).astype(np.float32)


class AgeNetwork:
    """Wraps the age network."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    @classmethod
    def open(cls, store: ModelStore, device: Device) -> AgeNetwork:
        return cls(open_engine(store.read(APPARENT_AGE), device))  # published as ONNX: nothing to convert

    def estimate(self, crops: NDArray[np.float32]) -> NDArray[np.float32]:
        """Runs (N, 64, 64, 3) float32 RGB in 0 to 1; returns (N,) float32 years, 0.25 to 80."""
        scaled = (crops * np.float32(255) - _MEAN_RGB) / _SCALE
        (probabilities,) = self._engine.run(np.ascontiguousarray(scaled.transpose(0, 3, 1, 2)))
        return np.asarray(probabilities @ _CLASS_YEARS, np.float32)
