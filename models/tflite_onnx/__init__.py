"""Reads a TensorFlow Lite network and writes the same network as ONNX with a dynamic batch axis.

Only the plain float operators that our pinned networks use are known; anything else is a typed error, so a
new network either converts exactly or not at all. `reader` knows the TFLite side, `graph` the ONNX side and
the two layouts, `operators` one translation per operator.
"""

from models.tflite_onnx.convert import CONVERTER_VERSION, tflite_to_onnx
from models.tflite_onnx.reader import UnsupportedOperatorError

__all__ = ["CONVERTER_VERSION", "UnsupportedOperatorError", "tflite_to_onnx"]
