"""The TFLite side: tensors, constants and operators of a one-subgraph float network."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import tflite
from numpy.typing import NDArray

from models.errors import ModelFileError

_OPERATOR_NAMES = {value: name for name, value in vars(tflite.BuiltinOperator).items() if isinstance(value, int)}
_DTYPES = {
    tflite.TensorType.FLOAT32: np.float32,
    tflite.TensorType.FLOAT16: np.float16,
    tflite.TensorType.INT32: np.int32,
}


class UnsupportedOperatorError(ModelFileError):
    """The network uses an operator, or an option of one, that the converter does not know."""

    code = "model_operator_unsupported"
    title = "A model uses an operator that cannot be converted"


@dataclass(frozen=True, slots=True)
class Operator:
    """One TFLite operator: its builtin name, tensor ids in and out, and its raw options table."""

    kind: str
    inputs: tuple[int, ...]
    outputs: tuple[int, ...]
    raw: Any

    def options(self, kind: type) -> Any:
        """The operator's option table, read as `kind` (a class of the `tflite` package)."""
        table = self.raw.BuiltinOptions()
        if table is None:
            raise UnsupportedOperatorError(f"{self.kind} carries no options")
        options = kind()
        options.Init(table.Bytes, table.Pos)
        return options


class TfliteNetwork:
    """A parsed flatbuffer. Tensor ids are the subgraph's own."""

    def __init__(self, data: bytes) -> None:
        self._model = tflite.Model.GetRootAsModel(data, 0)
        if self._model.SubgraphsLength() != 1:
            raise UnsupportedOperatorError("only networks with one subgraph are converted")
        self._graph = self._model.Subgraphs(0)

    @property
    def inputs(self) -> tuple[int, ...]:
        return tuple(int(i) for i in self._graph.InputsAsNumpy())

    @property
    def outputs(self) -> tuple[int, ...]:
        return tuple(int(i) for i in self._graph.OutputsAsNumpy())

    def name(self, tensor: int) -> str:
        return str(self._graph.Tensors(tensor).Name().decode())

    def shape(self, tensor: int) -> tuple[int, ...]:
        raw = self._graph.Tensors(tensor)
        return tuple(int(n) for n in raw.ShapeAsNumpy()) if raw.ShapeLength() else ()

    def constant(self, tensor: int) -> NDArray[Any] | None:
        """The stored value of a tensor, or None for an activation."""
        raw = self._graph.Tensors(tensor)
        data = self._model.Buffers(raw.Buffer()).DataAsNumpy()
        if isinstance(data, int):  # the package's way of saying "no buffer"
            return None
        dtype = _DTYPES.get(raw.Type())
        if dtype is None:
            raise UnsupportedOperatorError(f"tensor type {raw.Type()} is not known")
        return np.asarray(data.view(dtype).reshape(self.shape(tensor)))

    def operators(self) -> Iterator[Operator]:
        for index in range(self._graph.OperatorsLength()):
            raw = self._graph.Operators(index)
            entry = self._model.OperatorCodes(raw.OpcodeIndex())
            # Old files keep the code in a one-byte field, new ones in a wider field; the larger is right.
            code = max(entry.BuiltinCode(), entry.DeprecatedBuiltinCode())
            yield Operator(
                kind=_OPERATOR_NAMES.get(code, f"number {code}"),
                inputs=tuple(int(i) for i in raw.InputsAsNumpy()),
                outputs=tuple(int(i) for i in raw.OutputsAsNumpy()),
                raw=raw,
            )
