"""The ONNX side: a graph under construction that knows every activation in up to two layouts.

TFLite stores pictures as N×H×W×C, ONNX convolves N×C×H×W. Each activation is kept in the layout that its
operator made; the other is added by one Transpose when somebody asks for it. Chains of convolutions therefore
run without any, and shape-shuffling operators still see TFLite's own axis order.
"""

from __future__ import annotations

from typing import Any, Literal

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import helper, numpy_helper

Layout = Literal["nhwc", "nchw"]
_PERMUTATION = {"nchw": [0, 3, 1, 2], "nhwc": [0, 2, 3, 1]}  # to that layout, from the other


class OnnxGraph:
    """Collects nodes and constants; `node` returns the name of a new value."""

    def __init__(self) -> None:
        self._nodes: list[onnx.NodeProto] = []
        self._constants: list[onnx.TensorProto] = []
        self._names: dict[tuple[int, Layout], str] = {}
        self._count = 0

    def node(self, operator: str, inputs: list[str], **attributes: Any) -> str:
        output = f"v{self._count}"
        self._count += 1
        self._nodes.append(helper.make_node(operator, inputs, [output], **attributes))
        return output

    def constant(self, value: NDArray[Any]) -> str:
        name = f"c{self._count}"
        self._count += 1
        self._constants.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def bind(self, tensor: int, name: str, layout: Layout = "nhwc") -> None:
        self._names[tensor, layout] = name

    def layout(self, tensor: int) -> Layout:
        """The layout in which the activation can be had without a Transpose."""
        return "nchw" if (tensor, "nchw") in self._names else "nhwc"

    def value(self, tensor: int, layout: Layout = "nhwc") -> str:
        if (tensor, layout) not in self._names:
            other: Layout = "nhwc" if layout == "nchw" else "nchw"
            source = self._names[tensor, other]
            self._names[tensor, layout] = self.node("Transpose", [source], perm=_PERMUTATION[layout])
        return self._names[tensor, layout]

    def to_model(
        self,
        inputs: list[tuple[str, tuple[int, ...]]],
        outputs: list[tuple[str, str, tuple[int, ...]]],
        opset: int,
    ) -> onnx.ModelProto:
        """Inputs as (name, shape); outputs as (public name, value, shape). The first axis becomes dynamic."""

        def info(name: str, shape: tuple[int, ...]) -> onnx.ValueInfoProto:
            return helper.make_tensor_value_info(name, onnx.TensorProto.FLOAT, ["batch", *shape[1:]])

        for public, value, _ in outputs:
            self._nodes.append(helper.make_node("Identity", [value], [public]))
        graph = helper.make_graph(
            self._nodes,
            "countenance",
            [info(name, shape) for name, shape in inputs],
            [info(public, shape) for public, _, shape in outputs],
            self._constants,
        )
        model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", opset)], ir_version=10)
        onnx.checker.check_model(model, full_check=True)
        return model
