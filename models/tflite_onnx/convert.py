"""The conversion itself: walk the operators in order, translate each, name the outputs."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from models.tflite_onnx.graph import OnnxGraph
from models.tflite_onnx.operators import TRANSLATIONS
from models.tflite_onnx.reader import Operator, TfliteNetwork, UnsupportedOperatorError

CONVERTER_VERSION = 1  # part of the cache key: raise it when the same file would convert differently
_OPSET = 18


class _Float32Network(TfliteNetwork):
    """A network whose float16 weights read as float32: DEQUANTIZE of a constant is a constant."""

    def __init__(self, data: bytes) -> None:
        super().__init__(data)
        self._widened: dict[int, NDArray[Any]] = {}

    def widen(self, op: Operator) -> None:
        stored = super().constant(op.inputs[0])
        if stored is None or stored.dtype != np.float16:
            raise UnsupportedOperatorError("DEQUANTIZE is known for float16 constants only")
        self._widened[op.outputs[0]] = stored.astype(np.float32)

    def constant(self, tensor: int) -> NDArray[Any] | None:
        return self._widened[tensor] if tensor in self._widened else super().constant(tensor)


def tflite_to_onnx(data: bytes) -> bytes:
    """Converts a float TFLite network (flatbuffer bytes) to a serialized ONNX model.

    Inputs keep their N×H×W×C layout and get the names `input_0…`; outputs get `output_0…` in the file's
    order. The first axis of every input and output is dynamic.

    Raises:
        UnsupportedOperatorError: for an operator or option that has no exact translation.
    """
    net, graph = _Float32Network(data), OnnxGraph()
    inputs = []
    for position, tensor in enumerate(net.inputs):
        graph.bind(tensor, f"input_{position}")
        inputs.append((f"input_{position}", net.shape(tensor)))
    for op in net.operators():
        if op.kind == "DEQUANTIZE":
            net.widen(op)
        elif op.kind in TRANSLATIONS:
            TRANSLATIONS[op.kind](net, graph, op)
        else:
            raise UnsupportedOperatorError(f"operator {op.kind} is not known")
    outputs = [(f"output_{i}", graph.value(t), _batched(net.shape(t))) for i, t in enumerate(net.outputs)]
    return bytes(graph.to_model(inputs, outputs, _OPSET).SerializeToString())


def _batched(shape: tuple[int, ...]) -> tuple[int, ...]:
    return shape if len(shape) > 1 and shape[0] == 1 else (1, *shape)
