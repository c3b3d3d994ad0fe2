"""Photos in, one typed answer per photo out: a Face, or why there is none."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from models.canonical_face import load_canonical_face
from models.engine import Device
from models.face_blendshapes import BLENDSHAPE_NAMES, FaceBlendshapes
from models.face_detector import FaceDetector
from models.face_mesh import INPUT_SIZE, FaceMesh
from models.store import ModelStore
from vision.face.detection import Detection, Sighting, detect_faces
from vision.face.errors import FaceError, NoFaceError, SeveralFacesError, UpsideDownError
from vision.face.face import Face
from vision.face.mirror import mirror_permutation
from vision.face.pose import estimate_pose
from vision.face.refinement import refine
from vision.photo import Photo

Choice = Literal["only", "largest"]
_MIN_PRESENCE = 0.5  # MediaPipe's default


class FaceFinder:
    """The three networks together. Batch first; owned by one thread, like the engines inside."""

    def __init__(self, store: ModelStore, device: Device) -> None:
        self._detector = FaceDetector.open(store, device)
        self._mesh = FaceMesh.open(store, device)
        self._blendshapes = FaceBlendshapes.open(store, device)
        self._canonical_cm = load_canonical_face(store).vertices_cm
        self._mirror = mirror_permutation(self._canonical_cm)

    @classmethod
    def open(cls, device: Device = "cpu", store: ModelStore | None = None) -> FaceFinder:
        """Loads and verifies the networks.

        Raises:
            ModelFileError: a file is missing or altered.
            DeviceUnavailableError: the device is not there.
        """
        return cls(store or ModelStore(), device)

    def find(self, photos: Sequence[Photo], choose: Choice | Sequence[Choice] = "only") -> list[Face | FaceError]:
        """Finds the face of each photo.

        Args:
            photos: any sizes.
            choose: "only" refuses a photo with several faces, "largest" takes the largest; one for all, or
                one each.

        Returns:
            In the order of `photos`: a Face, or a FaceError that says why there is none (as a value, not raised).
        """
        choices = [choose] * len(photos) if isinstance(choose, str) else list(choose)
        if not photos:
            return []
        seen = detect_faces(self._detector, photos)
        answers: list[Face | FaceError] = [_why_none(sighting) for sighting in seen]
        chosen = [
            index
            for index, (sighting, choice) in enumerate(zip(seen, choices, strict=True))
            if _usable(sighting, choice)
        ]
        if chosen:
            located = self._locate([photos[i] for i in chosen], [seen[i].faces for i in chosen])
            for index, answer in zip(chosen, located, strict=True):
                answers[index] = answer
        return answers

    def find_again(self, image_rgb: NDArray[np.uint8], before: Face) -> NDArray[np.float32]:
        """Looks at other pixels of a face where it was found before, by the same crops.

        So what differs comes from the pixels and not from the crops; a face that has left its place is not followed.

        Args:
            image_rgb: (H, W, 3) uint8, as large as the photo that the face was found in.

        Returns:
            (478, 3) float32, refined landmarks in photo pixels.
        """
        (refined,) = refine(self._mesh, [image_rgb], [before.raw_px], self._mirror)
        return refined.landmarks_px

    def _locate(self, photos: list[Photo], seen: list[list[Detection]]) -> list[Face | FaceError]:
        """Landmarks, pose and blendshapes of the largest face of each photo, in three network calls."""
        detections = [max(faces, key=lambda face: face.area_px) for faces in seen]
        points, presence = self._mesh.locate(_raw_crops(photos, detections))
        raw = np.stack([d.region.points_to_photo(p) for d, p in zip(detections, points, strict=True)])
        refined = refine(self._mesh, [p.image_rgb for p in photos], list(raw), self._mirror)
        coefficients = self._blendshapes.estimate(raw)
        return [
            Face(
                raw_px=raw[i],
                landmarks_px=refined[i].landmarks_px,
                spread_px=refined[i].spread_px,
                blendshapes=dict(zip(BLENDSHAPE_NAMES, map(float, coefficients[i]), strict=True)),
                pose=estimate_pose(refined[i].landmarks_px, self._canonical_cm),
                score=detections[i].score,
                faces_in_photo=len(seen[i]),
            )
            if presence[i] >= _MIN_PRESENCE
            else NoFaceError("What looked like a face was not one")
            for i in range(len(photos))
        ]


def _usable(sighting: Sighting, choice: Choice) -> bool:
    count = len(sighting.faces)
    return not sighting.upside_down and (count == 1 or (count > 1 and choice == "largest"))


def _why_none(sighting: Sighting) -> FaceError:
    if sighting.upside_down:
        return UpsideDownError()
    return SeveralFacesError(faces=len(sighting.faces)) if sighting.faces else NoFaceError()


def _raw_crops(photos: list[Photo], detections: list[Detection]) -> NDArray[np.float32]:
    crops = [d.region.crop_like_mediapipe(p.image_rgb, INPUT_SIZE) for p, d in zip(photos, detections, strict=True)]
    return np.stack(crops).astype(np.float32) / np.float32(255)
