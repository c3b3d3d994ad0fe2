"""The blendshape network: 146 of the landmarks in, 52 expression coefficients out.

Source: the model card of MediaPipe Blendshape V2 (an MLP-Mixer over landmarks). The coefficients carry the
names of the common 52-shape set; the first, `_neutral`, is unused by the network's makers.
"""

from __future__ import annotations

import json
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from models.engine import Device, Engine, open_engine
from models.registry import FACE_BLENDSHAPES
from models.store import ModelStore

_LAYOUT = json.loads((files("models") / "data" / "face_blendshapes.json").read_text())
BLENDSHAPE_NAMES: tuple[str, ...] = tuple(_LAYOUT["names"])
LANDMARK_SUBSET: NDArray[np.intp] = np.array(_LAYOUT["landmarks"], np.intp)


class FaceBlendshapes:
    """Wraps the blendshape network."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    @classmethod
    def open(cls, store: ModelStore, device: Device) -> FaceBlendshapes:
        return cls(open_engine(store.onnx(FACE_BLENDSHAPES), device))

    def estimate(self, landmarks_px: NDArray[np.float32]) -> NDArray[np.float32]:
        """Takes (N, 478, ≥2) float32 landmarks in photo pixels; returns (N, 52) float32, 0 to 1.

        The network centers and scales its input itself, so any unit with square pixels serves.
        """
        (coefficients,) = self._engine.run(np.ascontiguousarray(landmarks_px[:, LANDMARK_SUBSET, :2]))
        return coefficients
