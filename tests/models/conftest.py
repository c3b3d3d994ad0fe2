"""Inputs for each network, and stores over files made on the spot."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from models.registry import FACE_BLENDSHAPES, FACE_DETECTOR, FACE_MESH
from models.spec import ModelSpec

_NETWORKS = {
    FACE_DETECTOR: ((128, 128, 3), -1.0, 1.0),
    FACE_MESH: ((256, 256, 3), 0.0, 1.0),
    FACE_BLENDSHAPES: ((146, 2), 0.0, 500.0),
}


@pytest.fixture(scope="session", params=_NETWORKS, ids=lambda spec: spec.name)
def network(request: pytest.FixtureRequest) -> ModelSpec:
    """Each network in turn."""
    return request.param


@pytest.fixture(scope="session")
def noise(network: ModelSpec) -> NDArray[np.float32]:
    """(5, …) float32 random input in the network's range: being exact must not depend on the picture."""
    shape, low, high = _NETWORKS[network]
    return np.random.default_rng(7).uniform(low, high, (5, *shape)).astype(np.float32)


@pytest.fixture
def archive_spec(tmp_path: Path) -> Callable[..., tuple[ModelSpec, Path]]:
    """A small archive of one member, pinned as it is, with what a test changes in the row."""

    def make(content: bytes = b"network", **changes: object) -> tuple[ModelSpec, Path]:
        path = tmp_path / "archive.task"
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("inner.tflite", content)
        spec = replace(
            FACE_MESH,
            resource="models/archive.task",
            resource_sha256=sha256(path.read_bytes()).hexdigest(),
            member="inner.tflite",
            sha256=sha256(content).hexdigest(),
        )
        return replace(spec, **changes), path

    return make
