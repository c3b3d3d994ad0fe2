"""Converted networks compute what the originals compute, for any batch, on either engine."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
import openvino
import pytest
from numpy.typing import NDArray

from models.engine import Device, open_engine
from models.errors import ModelFileError
from models.face_detector import FaceDetector
from models.registry import FACE_DETECTOR, FACE_MESH
from models.spec import ModelSpec
from models.store import ModelStore
from models.tflite_onnx import UnsupportedOperatorError, tflite_to_onnx
from models.tflite_onnx.operators import TRANSLATIONS
from vision.face.detection import detect_faces
from vision.photo import Photo

# Against OpenVINO's own reading of the TFLite file, in the networks' output units (pixels of their input,
# logits, coefficients); measured 0, 0 and 1e-6.
REFERENCE_TOLERANCE = 1e-5
BATCH_TOLERANCE = 1e-4
ENGINE_TOLERANCE_PX = 2e-4  # between OpenVINO and ONNX Runtime, pixels of the mesh network's input
ENGINES: tuple[Device, ...] = ("cpu", "cpu-onnxruntime")


def test_equals_the_original_read_by_another_frontend(
    store: ModelStore, network: ModelSpec, noise: NDArray[np.float32], tmp_path: Path
) -> None:
    path = tmp_path / "original.tflite"
    path.write_bytes(store.read(network))
    core = openvino.Core()
    original = core.compile_model(core.read_model(path), "CPU", {"INFERENCE_PRECISION_HINT": "f32"})
    ours = open_engine(store.onnx(network), "cpu").run(noise)
    for item in range(len(noise)):
        expected = original([noise[item : item + 1]])
        for position, output in enumerate(ours):
            np.testing.assert_allclose(
                output[item].ravel(), np.ravel(expected[position]), rtol=0, atol=REFERENCE_TOLERANCE
            )


@pytest.mark.parametrize("device", ENGINES)
def test_batch_equals_single(store: ModelStore, network: ModelSpec, noise: NDArray[np.float32], device: Device) -> None:
    engine = open_engine(store.onnx(network), device)
    together = engine.run(noise)
    alone = [engine.run(noise[i : i + 1]) for i in range(len(noise))]
    for position, output in enumerate(together):
        np.testing.assert_allclose(output, np.concatenate([a[position] for a in alone]), rtol=0, atol=BATCH_TOLERANCE)


def test_batch_larger_than_one_call_keeps_its_order(store: ModelStore) -> None:
    engine = open_engine(store.onnx(FACE_DETECTOR), "cpu")
    batch = np.random.default_rng(1).uniform(-1, 1, (35, 128, 128, 3)).astype(np.float32)
    together = engine.run(batch)[0]
    alone = np.concatenate([engine.run(batch[i : i + 1])[0] for i in (0, 15, 16, 34)])
    np.testing.assert_allclose(together[[0, 15, 16, 34]], alone, rtol=0, atol=BATCH_TOLERANCE)


def test_outputs_stay_valid_after_the_next_run(store: ModelStore) -> None:
    engine = open_engine(store.onnx(FACE_DETECTOR), "cpu")
    first = engine.run(np.zeros((1, 128, 128, 3), np.float32))[0]
    kept = first.copy()
    engine.run(np.ones((1, 128, 128, 3), np.float32))
    np.testing.assert_array_equal(first, kept)


def test_engines_agree_on_a_face(store: ModelStore, astronaut: Photo) -> None:
    (sighting,) = detect_faces(FaceDetector.open(store, "cpu"), [astronaut])
    (detection,) = sighting.faces
    crop = detection.region.crop(astronaut.image_rgb, 256)[None].astype(np.float32) / 255
    points = [open_engine(store.onnx(FACE_MESH), device).run(crop)[0] for device in ENGINES]
    np.testing.assert_allclose(points[0], points[1], rtol=0, atol=ENGINE_TOLERANCE_PX)


def test_first_axis_is_dynamic_everywhere(store: ModelStore, network: ModelSpec) -> None:
    graph = onnx.load_from_string(store.onnx(network)).graph
    first = [value.type.tensor_type.shape.dim[0].dim_param for value in (*graph.input, *graph.output)]
    assert set(first) == {"batch"}


def test_unknown_operator_is_a_typed_error(store: ModelStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(TRANSLATIONS, "MAX_POOL_2D")
    with pytest.raises(UnsupportedOperatorError, match="MAX_POOL_2D") as caught:
        tflite_to_onnx(store.read(FACE_MESH))
    assert caught.value.code == "model_operator_unsupported"


def test_unknown_operator_is_one_of_the_model_file_errors() -> None:
    assert issubclass(UnsupportedOperatorError, ModelFileError)
