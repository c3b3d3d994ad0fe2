"""The face mesh network: a square crop of one face in, 478 landmarks and a presence score out.

Source: Kartynnik et al. 2019, "Real-time Facial Surface Geometry from Monocular Video on Mobile GPUs" (arXiv
1907.06724) and Grishchenko et al. 2020, "Attention Mesh" (arXiv 2006.10962). Points 0–467 are the canonical
mesh, 468–472 and 473–477 an iris each (center first).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from models.activations import sigmoid
from models.engine import Device, Engine, open_engine
from models.registry import FACE_MESH
from models.store import ModelStore

INPUT_SIZE = 256
LANDMARK_COUNT = 478


class FaceMesh:
    """Wraps the mesh network."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    @classmethod
    def open(cls, store: ModelStore, device: Device) -> FaceMesh:
        return cls(open_engine(store.onnx(FACE_MESH), device))

    def locate(self, crops: NDArray[np.float32]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """Runs (N, 256, 256, 3) float32 RGB in 0 to 1.

        Returns:
            (N, 478, 3) float32 in units of the crop (0 to 1; z in the same unit, smaller is nearer), and (N,)
            float32 presence, 0 to 1.
        """
        points, presence, _ = self._engine.run(crops)
        unit = points.reshape(len(crops), LANDMARK_COUNT, 3) / np.float32(INPUT_SIZE)
        return unit, sigmoid(presence.reshape(len(crops)))
