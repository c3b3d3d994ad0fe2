"""Raw landmarks, blendshapes and pose are held to MediaPipe's own FaceLandmarker on the same pixels."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import mediapipe
import numpy as np
import pytest
from numpy.typing import NDArray

from models.registry import FACE_MESH
from models.store import ModelStore
from vision.face import Face
from vision.photo import Photo

MEAN_TOLERANCE_PX = 0.5  # over a portrait's landmarks, 200 px between the pupils; measured 0.15 on the worst
ASTRONAUT_TOLERANCE_PX = 0.05  # 43 px between the pupils; measured 0.002
DEPTH_TOLERANCE_PX = 0.5
BLENDSHAPE_TOLERANCE = 0.03  # measured 0.015
# MediaPipe fits a perspective camera, we a similarity: pitch differs most. Measured 4.0, 1.1, 0.6.
PITCH_TOLERANCE_DEG, YAW_TOLERANCE_DEG, ROLL_TOLERANCE_DEG = 6.0, 2.5, 1.5


@dataclass(frozen=True)
class Reference:
    landmarks_px: NDArray[np.float64]
    blendshapes: dict[str, float]
    yaw_deg: float
    pitch_deg: float
    roll_deg: float


@pytest.fixture(scope="module")
def landmarker(store: ModelStore) -> Iterator[Any]:
    tasks = mediapipe.tasks
    options = tasks.vision.FaceLandmarkerOptions(
        base_options=tasks.BaseOptions(model_asset_path=str(store.path(FACE_MESH))),
        output_face_blendshapes=True,
        output_facial_transformation_matrixes=True,
    )
    with tasks.vision.FaceLandmarker.create_from_options(options) as landmarker:
        yield landmarker


def _reference(landmarker: Any, photo: Photo) -> Reference:
    picture = mediapipe.Image(image_format=mediapipe.ImageFormat.SRGB, data=photo.image_rgb)
    result = landmarker.detect(picture)
    points = np.array([[p.x, p.y, p.z] for p in result.face_landmarks[0]])
    rotation = result.facial_transformation_matrixes[0][:3, :3]
    rotation = rotation / np.linalg.norm(rotation, axis=0)
    return Reference(
        landmarks_px=points * (photo.width, photo.height, photo.width),
        blendshapes={c.category_name: c.score for c in result.face_blendshapes[0]},
        yaw_deg=float(np.degrees(np.arctan2(rotation[0, 2], rotation[2, 2]))),
        pitch_deg=float(np.degrees(np.arcsin(rotation[1, 2]))),
        roll_deg=float(np.degrees(np.arctan2(-rotation[1, 0], rotation[0, 0]))),
    )


def _distances_px(face: Face, reference: Reference) -> NDArray[np.float64]:
    return np.hypot(*(face.raw_px - reference.landmarks_px)[:, :2].T)


@pytest.fixture(scope="module")
def astronaut_reference(landmarker: Any, astronaut: Photo) -> Reference:
    return _reference(landmarker, astronaut)


@pytest.fixture(scope="module")
def pairs(portraits: Any, portrait_faces: dict[str, Face], landmarker: Any) -> list[tuple[Face, Reference]]:
    """Ours and MediaPipe's for each of the 33 portraits."""
    return [(face, _reference(landmarker, portraits.photo(name))) for name, face in portrait_faces.items()]


def test_astronaut_landmarks(astronaut_face: Face, astronaut_reference: Reference) -> None:
    assert _distances_px(astronaut_face, astronaut_reference).max() <= ASTRONAUT_TOLERANCE_PX


def test_astronaut_blendshapes(astronaut_face: Face, astronaut_reference: Reference) -> None:
    assert astronaut_face.blendshapes == pytest.approx(astronaut_reference.blendshapes, abs=BLENDSHAPE_TOLERANCE)


def test_astronaut_pose(astronaut_face: Face, astronaut_reference: Reference) -> None:
    pose = astronaut_face.pose
    assert pose.yaw_deg == pytest.approx(astronaut_reference.yaw_deg, abs=YAW_TOLERANCE_DEG)
    assert pose.pitch_deg == pytest.approx(astronaut_reference.pitch_deg, abs=PITCH_TOLERANCE_DEG)
    assert pose.roll_deg == pytest.approx(astronaut_reference.roll_deg, abs=ROLL_TOLERANCE_DEG)


def test_there_are_33_portraits(pairs: list[tuple[Face, Reference]]) -> None:
    assert len(pairs) == 33


def test_portrait_landmarks(pairs: list[tuple[Face, Reference]]) -> None:
    assert max(_distances_px(*pair).mean() for pair in pairs) <= MEAN_TOLERANCE_PX


def test_portrait_depths(pairs: list[tuple[Face, Reference]]) -> None:
    worst = max(np.abs(face.raw_px[:, 2] - ref.landmarks_px[:, 2]).mean() for face, ref in pairs)
    assert worst <= DEPTH_TOLERANCE_PX


def test_portrait_blendshapes(pairs: list[tuple[Face, Reference]]) -> None:
    for face, reference in pairs:
        assert face.blendshapes == pytest.approx(reference.blendshapes, abs=BLENDSHAPE_TOLERANCE)


@pytest.mark.parametrize(
    ("angle", "tolerance"),
    [("yaw_deg", YAW_TOLERANCE_DEG), ("pitch_deg", PITCH_TOLERANCE_DEG), ("roll_deg", ROLL_TOLERANCE_DEG)],
)
def test_portrait_pose(pairs: list[tuple[Face, Reference]], angle: str, tolerance: float) -> None:
    worst = max(abs(getattr(face.pose, angle) - getattr(reference, angle)) for face, reference in pairs)
    assert worst <= tolerance
