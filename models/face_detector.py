"""BlazeFace short range: letterboxed pictures in, candidate faces out.

Source: Bazarevsky et al. 2019, "BlazeFace: Sub-millisecond Neural Face Detection on Mobile GPUs" (arXiv
1907.05047), and the model's own anchor layout: two anchors on each cell of a 16×16 grid and six on each cell
of an 8×8 grid, all of fixed unit size, at the centers of the cells.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from models.activations import sigmoid
from models.engine import Device, Engine, open_engine
from models.registry import FACE_DETECTOR
from models.store import ModelStore

INPUT_SIZE = 128
_GRIDS = ((16, 2), (8, 6))  # cells a side, anchors a cell


@dataclass(frozen=True, slots=True)
class FaceCandidates:
    """All 896 candidates of each picture, before any threshold, in units of the square input (0 to 1).

    Attributes:
        boxes: (N, 896, 4) float32, center x, center y, width, height.
        keypoints: (N, 896, 6, 2) float32: the eye on the image's left, the one on its right, nose tip, mouth,
            ears.
        scores: (N, 896) float32, 0 to 1.
    """

    boxes: NDArray[np.float32]
    keypoints: NDArray[np.float32]
    scores: NDArray[np.float32]


class FaceDetector:
    """Wraps the detector network."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._anchors = _anchor_centers()

    @classmethod
    def open(cls, store: ModelStore, device: Device) -> FaceDetector:
        return cls(open_engine(store.onnx(FACE_DETECTOR), device))

    def detect(self, inputs: NDArray[np.float32]) -> FaceCandidates:
        """Runs (N, 128, 128, 3) float32 RGB in -1 to 1."""
        regressors, logits = self._engine.run(inputs)
        values = (regressors / np.float32(INPUT_SIZE)).reshape(len(inputs), -1, 8, 2)
        values[:, :, 0] += self._anchors  # box center
        values[:, :, 2:] += self._anchors[:, None]  # keypoints; entry 1 is the box size
        return FaceCandidates(
            boxes=values[:, :, :2].reshape(len(inputs), -1, 4),
            keypoints=values[:, :, 2:],
            scores=sigmoid(logits[..., 0]),
        )


def _anchor_centers() -> NDArray[np.float32]:
    """(896, 2) float32, x and y in 0 to 1."""
    layers = []
    for cells, per_cell in _GRIDS:
        centers = (np.arange(cells) + 0.5) / cells
        y, x = np.meshgrid(centers, centers, indexing="ij")
        layers.append(np.repeat(np.stack([x, y], -1).reshape(-1, 2), per_cell, axis=0))
    return np.concatenate(layers).astype(np.float32)
