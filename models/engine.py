"""One small port over two inference engines: OpenVINO on a CPU, ONNX Runtime on CUDA.

Both run the same ONNX bytes in float32. A device that was asked for and is not there is an error when the
engine is opened; nothing ever falls back by itself. (ONNX Runtime's CPU provider is kept as a third, explicit
choice: it is the second opinion that the tests hold OpenVINO to.)
"""

from __future__ import annotations

from typing import Literal, Protocol

import numpy as np
from numpy.typing import NDArray
from onnx import TensorProto, helper

from models.errors import DeviceUnavailableError

Device = Literal["cpu", "cuda", "cpu-onnxruntime"]
Array = NDArray[np.float32]
_CPU_BATCH = 16


class Engine(Protocol):
    """A network ready to run. Not thread-safe: one owner thread each."""

    def run(self, batch: Array) -> tuple[Array, ...]:
        """Runs one batch, (N, …) float32 with N >= 1; returns one (N, …) float32 array per output."""
        ...


class OpenVinoEngine:
    """OpenVINO on the CPU, held to float32: its default on some processors is bfloat16."""

    def __init__(self, onnx_model: bytes) -> None:
        import openvino

        core = openvino.Core()
        hints = {
            "INFERENCE_PRECISION_HINT": "f32",
            "PERFORMANCE_HINT": "LATENCY",
            # Threads tied to cores wait for whoever else is on them: small networks took several times as long
            # on a busy machine.
            "ENABLE_CPU_PINNING": False,
        }
        self._request = core.compile_model(core.read_model(onnx_model), "CPU", hints).create_infer_request()

    def run(self, batch: Array) -> tuple[Array, ...]:
        # Past some 16 pictures a CPU gains nothing from a larger batch and pays for its memory.
        parts = [self._infer(batch[i : i + _CPU_BATCH]) for i in range(0, len(batch), _CPU_BATCH)]
        return parts[0] if len(parts) == 1 else tuple(np.concatenate(p) for p in zip(*parts, strict=True))

    def _infer(self, batch: Array) -> tuple[Array, ...]:
        results = self._request.infer([np.ascontiguousarray(batch, np.float32)])
        return tuple(np.array(results[i], np.float32) for i in range(len(results)))


class OnnxRuntimeEngine:
    """ONNX Runtime with exactly the provider that was asked for."""

    def __init__(self, onnx_model: bytes, provider: str) -> None:
        import onnxruntime

        if provider == "CUDAExecutionProvider" and hasattr(onnxruntime, "preload_dlls"):
            onnxruntime.preload_dlls()  # the CUDA libraries come as Python packages beside torch
        options = onnxruntime.SessionOptions()
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(onnx_model, options, providers=[provider])
        # A provider that cannot start is left out with no more than a warning, so look at what is there.
        if provider not in self._session.get_providers():
            raise DeviceUnavailableError(f"ONNX Runtime cannot use {provider} on this machine")
        self._session.disable_fallback()
        self._input = self._session.get_inputs()[0].name

    def run(self, batch: Array) -> tuple[Array, ...]:
        return tuple(self._session.run(None, {self._input: np.ascontiguousarray(batch, np.float32)}))


def require_device(device: Device) -> None:
    """Opens the smallest of networks on the device, so that a missing one is found before anything is loaded.

    Raises:
        DeviceUnavailableError: as `open_engine`.
    """
    value = [helper.make_tensor_value_info(name, TensorProto.FLOAT, ["batch"]) for name in ("x", "y")]
    graph = helper.make_graph([helper.make_node("Neg", ["x"], ["y"])], "probe", value[:1], value[1:])
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 18)], ir_version=10)
    open_engine(model.SerializeToString(), device).run(np.ones(1, np.float32))


def open_engine(onnx_model: bytes, device: Device) -> Engine:
    """Opens a network on a device.

    Raises:
        DeviceUnavailableError: the device is not there, or not known.
    """
    if device == "cpu":
        return OpenVinoEngine(onnx_model)
    if device == "cuda":
        return OnnxRuntimeEngine(onnx_model, "CUDAExecutionProvider")
    if device == "cpu-onnxruntime":
        return OnnxRuntimeEngine(onnx_model, "CPUExecutionProvider")
    raise DeviceUnavailableError(f"The device {device!r} is not known; use cpu or cuda")
