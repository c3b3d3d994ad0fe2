"""A device that is asked for is there, or is an error; nothing falls back."""

from __future__ import annotations

import numpy as np
import pytest

from models.engine import Device, OpenVinoEngine, open_engine, require_device
from models.errors import DeviceUnavailableError
from models.registry import FACE_DETECTOR
from models.store import ModelStore


def _cuda_is_here() -> bool:
    import torch

    return bool(torch.cuda.is_available())


def test_missing_cuda_is_an_error(store: ModelStore) -> None:
    if _cuda_is_here():
        pytest.skip("this machine has CUDA, so its absence cannot be shown")
    with pytest.raises(DeviceUnavailableError) as caught:
        open_engine(store.onnx(FACE_DETECTOR), "cuda")
    assert caught.value.code == "device_unavailable"


@pytest.mark.gpu
def test_cuda_gives_what_the_cpu_gives(store: ModelStore) -> None:
    if not _cuda_is_here():
        pytest.skip("this machine has no CUDA")
    batch = np.random.default_rng(3).uniform(-1, 1, (4, 128, 128, 3)).astype(np.float32)
    cuda, cpu = (open_engine(store.onnx(FACE_DETECTOR), device).run(batch) for device in ("cuda", "cpu"))
    # Raw regressors reach ±150 input pixels; CUDA may use TF32 in convolutions.
    np.testing.assert_allclose(cuda[0], cpu[0], rtol=0, atol=0.2)


def test_unknown_device_is_an_error(store: ModelStore) -> None:
    with pytest.raises(DeviceUnavailableError, match="tpu"):
        open_engine(store.onnx(FACE_DETECTOR), "tpu")  # type: ignore[arg-type]


def test_openvino_computes_in_float32(store: ModelStore) -> None:
    engine = OpenVinoEngine(store.onnx(FACE_DETECTOR))
    precision = engine._request.get_compiled_model().get_property("INFERENCE_PRECISION_HINT")
    assert precision.get_type_name() == "f32"


@pytest.mark.parametrize("device", ["cpu", "cpu-onnxruntime"])
def test_device_that_is_here_is_found_without_a_model(device: Device) -> None:
    require_device(device)


def test_device_that_is_not_known_is_refused_without_a_model() -> None:
    with pytest.raises(DeviceUnavailableError):
        require_device("tpu")  # type: ignore[arg-type]
