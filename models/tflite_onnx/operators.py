"""One translation per TFLite operator. Each takes network, graph and operator, and binds the output.

Semantics follow the TensorFlow Lite operator reference; SAME padding puts the odd pixel after (TFLite and
ONNX's SAME_UPPER agree on that), written here as explicit pads so that no runtime has to interpret it.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import tflite

from models.tflite_onnx.graph import OnnxGraph
from models.tflite_onnx.reader import Operator, TfliteNetwork, UnsupportedOperatorError

Translation = Callable[[TfliteNetwork, OnnxGraph, Operator], None]
_ACTIVATIONS = {tflite.ActivationFunctionType.NONE: None, tflite.ActivationFunctionType.RELU: "Relu"}


def _constant(net: TfliteNetwork, op: Operator, position: int) -> np.ndarray:
    value = net.constant(op.inputs[position])
    if value is None:
        raise UnsupportedOperatorError(f"{op.kind} needs its input {position} to be a constant")
    return value


def _activate(graph: OnnxGraph, value: str, code: int) -> str:
    if code not in _ACTIVATIONS:
        raise UnsupportedOperatorError(f"fused activation {code} is not known")
    operator = _ACTIVATIONS[code]
    return graph.node(operator, [value]) if operator else value


def _same_pads(size: int, kernel: int, stride: int, dilation: int = 1) -> tuple[int, int]:
    reach = (kernel - 1) * dilation + 1
    total = max((-(-size // stride) - 1) * stride + reach - size, 0)
    return total // 2, total - total // 2


def _window(net: TfliteNetwork, op: Operator, opt: object, kernel: tuple[int, int]) -> dict[str, list[int]]:
    """Strides and explicit pads of a convolution or pooling, in ONNX's attribute names."""
    _, height, width, _ = net.shape(op.inputs[0])
    strides = (opt.StrideH(), opt.StrideW())  # type: ignore[attr-defined]
    pads = [0, 0, 0, 0]
    if opt.Padding() == tflite.Padding.SAME:  # type: ignore[attr-defined]
        top, bottom = _same_pads(height, kernel[0], strides[0])
        left, right = _same_pads(width, kernel[1], strides[1])
        pads = [top, left, bottom, right]
    return {"kernel_shape": list(kernel), "strides": list(strides), "pads": pads}


def _convolve(net: TfliteNetwork, graph: OnnxGraph, op: Operator, depthwise: bool) -> None:
    kind = tflite.DepthwiseConv2DOptions if depthwise else tflite.Conv2DOptions
    opt = op.options(kind)
    if (opt.DilationHFactor(), opt.DilationWFactor()) != (1, 1):
        raise UnsupportedOperatorError("dilated convolutions are not known")
    weights = _constant(net, op, 1)  # O×H×W×I, or 1×H×W×O depthwise
    attributes = _window(net, op, opt, (weights.shape[1], weights.shape[2]))
    onnx_weights = weights.transpose(3, 0, 1, 2) if depthwise else weights.transpose(0, 3, 1, 2)
    group = net.shape(op.inputs[0])[3] if depthwise else 1
    inputs = [graph.value(op.inputs[0], "nchw"), graph.constant(onnx_weights)]
    inputs.append(graph.constant(_constant(net, op, 2)))
    value = graph.node("Conv", inputs, group=group, **attributes)
    graph.bind(op.outputs[0], _activate(graph, value, opt.FusedActivationFunction()), "nchw")


def _conv(net: TfliteNetwork, graph: OnnxGraph, op: Operator) -> None:
    _convolve(net, graph, op, depthwise=False)


def _depthwise(net: TfliteNetwork, graph: OnnxGraph, op: Operator) -> None:
    _convolve(net, graph, op, depthwise=True)


def _max_pool(net: TfliteNetwork, graph: OnnxGraph, op: Operator) -> None:
    opt = op.options(tflite.Pool2DOptions)
    attributes = _window(net, op, opt, (opt.FilterHeight(), opt.FilterWidth()))
    value = graph.node("MaxPool", [graph.value(op.inputs[0], "nchw")], **attributes)
    graph.bind(op.outputs[0], _activate(graph, value, opt.FusedActivationFunction()), "nchw")


def _pointwise(operator: str) -> Translation:
    def translate(net: TfliteNetwork, graph: OnnxGraph, op: Operator) -> None:
        layout = graph.layout(op.inputs[0])
        graph.bind(op.outputs[0], graph.node(operator, [graph.value(op.inputs[0], layout)]), layout)

    return translate


def _rsqrt(net: TfliteNetwork, graph: OnnxGraph, op: Operator) -> None:
    root = graph.node("Sqrt", [graph.value(op.inputs[0])])
    graph.bind(op.outputs[0], graph.node("Reciprocal", [root]))


def _prelu(net: TfliteNetwork, graph: OnnxGraph, op: Operator) -> None:
    slope = _constant(net, op, 1)
    if slope.ndim != 3 or slope.shape[:2] != (1, 1):
        raise UnsupportedOperatorError("PRELU is known with one slope per channel only")
    inputs = [graph.value(op.inputs[0], "nchw"), graph.constant(slope.reshape(-1, 1, 1))]
    graph.bind(op.outputs[0], graph.node("PRelu", inputs), "nchw")


def _binary(operator: str, options: type | None) -> Translation:
    def translate(net: TfliteNetwork, graph: OnnxGraph, op: Operator) -> None:
        constants = [net.constant(i) for i in op.inputs]
        # Two activations of one shape may stay N×C×H×W; broadcasting needs TFLite's own axis order.
        same = net.shape(op.inputs[0]) == net.shape(op.inputs[1]) and all(c is None for c in constants)
        layout = graph.layout(op.inputs[0]) if same else "nhwc"
        inputs = [
            graph.value(i, layout) if c is None else graph.constant(c)
            for i, c in zip(op.inputs, constants, strict=True)
        ]
        value = graph.node(operator, inputs)
        if options is not None:
            value = _activate(graph, value, op.options(options).FusedActivationFunction())
        graph.bind(op.outputs[0], value, layout)

    return translate


def _squared_difference(net: TfliteNetwork, graph: OnnxGraph, op: Operator) -> None:
    difference = graph.node("Sub", [graph.value(op.inputs[0]), graph.value(op.inputs[1])])
    graph.bind(op.outputs[0], graph.node("Mul", [difference, difference]))


def _pad(net: TfliteNetwork, graph: OnnxGraph, op: Operator) -> None:
    layout = graph.layout(op.inputs[0])
    pads = _constant(net, op, 1)  # 4×2 in N×H×W×C order
    if layout == "nchw":
        pads = pads[[0, 3, 1, 2]]
    flat = np.concatenate([pads[:, 0], pads[:, 1]]).astype(np.int64)
    inputs = [graph.value(op.inputs[0], layout), graph.constant(flat)]
    graph.bind(op.outputs[0], graph.node("Pad", inputs), layout)


def _reshape(net: TfliteNetwork, graph: OnnxGraph, op: Operator) -> None:
    before, after = net.shape(op.inputs[0]), net.shape(op.outputs[0])
    # Whatever the file says of the first axis, it is the batch; an output that dropped it gets it back.
    kept = after[1:] if len(after) > 1 and after[0] == before[0] == 1 else after
    shape = np.array([-1, *kept], np.int64)
    graph.bind(op.outputs[0], graph.node("Reshape", [graph.value(op.inputs[0]), graph.constant(shape)]))


def _concatenate(net: TfliteNetwork, graph: OnnxGraph, op: Operator) -> None:
    axis = op.options(tflite.ConcatenationOptions).Axis()
    if axis % len(net.shape(op.outputs[0])) == 0:
        raise UnsupportedOperatorError("concatenation along the batch axis is not known")
    activation = next(graph.value(i) for i in op.inputs if net.constant(i) is None)
    values = []
    for tensor in op.inputs:
        constant = net.constant(tensor)
        if constant is None:
            values.append(graph.value(tensor))
            continue
        batch = graph.node("Shape", [activation], start=0, end=1)
        rest = graph.constant(np.array(constant.shape[1:], np.int64))
        target = graph.node("Concat", [batch, rest], axis=0)
        values.append(graph.node("Expand", [graph.constant(constant), target]))
    graph.bind(op.outputs[0], graph.node("Concat", values, axis=axis))


def _reduce(operator: str) -> Translation:
    def translate(net: TfliteNetwork, graph: OnnxGraph, op: Operator) -> None:
        rank = len(net.shape(op.inputs[0]))
        axes = np.atleast_1d(_constant(net, op, 1)).astype(np.int64) % rank
        if 0 in axes:
            raise UnsupportedOperatorError("reduction over the batch axis is not known")
        keep = int(op.options(tflite.ReducerOptions).KeepDims())
        inputs = [graph.value(op.inputs[0]), graph.constant(axes)]
        graph.bind(op.outputs[0], graph.node(operator, inputs, keepdims=keep))

    return translate


def _transpose(net: TfliteNetwork, graph: OnnxGraph, op: Operator) -> None:
    order = _constant(net, op, 1).tolist()
    if order[0] != 0:
        raise UnsupportedOperatorError("transposing the batch axis is not known")
    graph.bind(op.outputs[0], graph.node("Transpose", [graph.value(op.inputs[0])], perm=order))


def _strided_slice(net: TfliteNetwork, graph: OnnxGraph, op: Operator) -> None:
    opt = op.options(tflite.StridedSliceOptions)
    if opt.EllipsisMask() or opt.NewAxisMask():
        raise UnsupportedOperatorError("this kind of strided slice is not known")
    shape = net.shape(op.inputs[0])
    begin, end, step = (_constant(net, op, i).tolist() for i in (1, 2, 3))
    windows, shrunk = [], []
    # The batch axis always passes whole; a file that drops its single item keeps its axis here.
    for axis in range(1, len(shape)):
        shrink = bool(opt.ShrinkAxisMask() >> axis & 1)
        start = 0 if opt.BeginMask() >> axis & 1 else begin[axis] % shape[axis]
        stop = start + 1 if shrink else shape[axis] if opt.EndMask() >> axis & 1 else end[axis]
        windows.append((start, stop, axis, step[axis]))
        if shrink:
            shrunk.append(axis)
    parameters = [graph.constant(np.array(v, np.int64)) for v in zip(*windows, strict=True)]
    value = graph.node("Slice", [graph.value(op.inputs[0]), *parameters])
    if shrunk:
        value = graph.node("Squeeze", [value, graph.constant(np.array(shrunk, np.int64))])
    graph.bind(op.outputs[0], value)


TRANSLATIONS: dict[str, Translation] = {
    "ADD": _binary("Add", tflite.AddOptions),
    "CONCATENATION": _concatenate,
    "CONV_2D": _conv,
    "DEPTHWISE_CONV_2D": _depthwise,
    "DIV": _binary("Div", tflite.DivOptions),
    "LOGISTIC": _pointwise("Sigmoid"),
    "MAX_POOL_2D": _max_pool,
    "MEAN": _reduce("ReduceMean"),
    "MUL": _binary("Mul", tflite.MulOptions),
    "NEG": _pointwise("Neg"),
    "PAD": _pad,
    "PRELU": _prelu,
    "RELU": _pointwise("Relu"),
    "RESHAPE": _reshape,
    "RSQRT": _rsqrt,
    "SQRT": _pointwise("Sqrt"),
    "SQUARED_DIFFERENCE": _squared_difference,
    "STRIDED_SLICE": _strided_slice,
    "SUB": _binary("Sub", tflite.SubOptions),
    "SUM": _reduce("ReduceSum"),
    "TRANSPOSE": _transpose,
}
