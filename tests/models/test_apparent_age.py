"""The age network reads what its publisher says, batch or not; its neighbor in the package is never opened."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import onnx
import pytest
from numpy.typing import NDArray

from models.apparent_age import INPUT_SIZE, AgeNetwork
from models.engine import Device
from models.registry import APPARENT_AGE, REGISTRY
from models.store import ModelStore

YEARS_TOLERANCE = 1e-2  # between engines, and between one item and a batch
ENGINES: tuple[Device, ...] = ("cpu", "cpu-onnxruntime")


@pytest.fixture(scope="module")
def crops() -> NDArray[np.float32]:
    return np.random.default_rng(5).uniform(0, 1, (4, INPUT_SIZE, INPUT_SIZE, 3)).astype(np.float32)


class _Recorder:
    """An engine that keeps what it was given and is sure of one class."""

    def __init__(self, sure_of: int) -> None:
        self.given = np.empty(0, np.float32)
        self._probabilities = np.eye(81, dtype=np.float32)[[sure_of]]

    def run(self, batch: NDArray[np.float32]) -> tuple[NDArray[np.float32], ...]:
        self.given = batch
        return (self._probabilities.repeat(len(batch), axis=0),)


def test_pixels_are_scaled_as_the_publisher_says(store: ModelStore) -> None:
    said = json.loads(store.path(APPARENT_AGE).with_name("manifest.json").read_text())["models"]["age"]["input"]
    engine = _Recorder(30)
    AgeNetwork(engine).estimate(np.full((1, INPUT_SIZE, INPUT_SIZE, 3), 100 / 255, np.float32))
    expected = (100 - np.array(said["normalization"]["means"])) * said["normalization"]["scale"]
    np.testing.assert_allclose(engine.given[0, :, 5, 7], expected, rtol=0, atol=1e-5)
    assert list(engine.given.shape[1:]) == said["shape"][1:]


@pytest.mark.parametrize(("sure_of", "years"), [(0, 0.25), (1, 1.0), (34, 34.0), (80, 80.0)])
def test_a_class_is_its_year(sure_of: int, years: float) -> None:
    estimate = AgeNetwork(_Recorder(sure_of)).estimate(np.zeros((1, INPUT_SIZE, INPUT_SIZE, 3), np.float32))
    assert estimate == pytest.approx([years])


@pytest.mark.parametrize("device", ENGINES)
def test_batch_equals_single(store: ModelStore, crops: NDArray[np.float32], device: Device) -> None:
    network = AgeNetwork.open(store, device)
    alone = np.concatenate([network.estimate(crops[i : i + 1]) for i in range(len(crops))])
    np.testing.assert_allclose(network.estimate(crops), alone, rtol=0, atol=YEARS_TOLERANCE)


def test_engines_agree(store: ModelStore, crops: NDArray[np.float32]) -> None:
    first, second = (AgeNetwork.open(store, device).estimate(crops) for device in ENGINES)
    np.testing.assert_allclose(first, second, rtol=0, atol=YEARS_TOLERANCE)


def test_ages_are_all_that_the_file_tells(store: ModelStore) -> None:
    graph = onnx.load_from_string(store.read(APPARENT_AGE)).graph
    assert [output.type.tensor_type.shape.dim[1].dim_value for output in graph.output] == [81]


def test_no_model_of_the_registry_tells_a_gender() -> None:
    assert [spec.name for spec in REGISTRY if "gender" in f"{spec.name} {Path(spec.resource).name} {spec.member}"] == []


def test_the_gender_network_is_never_opened(
    store: ModelStore, crops: NDArray[np.float32], monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    read = Path.read_bytes
    monkeypatch.setattr(Path, "read_bytes", lambda path: opened.append(path.name) or read(path))
    AgeNetwork.open(ModelStore(), "cpu").estimate(crops)
    assert opened == ["age-v1.onnx"]
