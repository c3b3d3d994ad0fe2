"""What the measures read: a photo, what was found on it, and the samples that several measures share."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from vision.capture.eye_white import eye_white
from vision.capture.face_pixels import face_pixels
from vision.chart import FaceChart
from vision.face import Face
from vision.face.face import LEFT_IRIS_CENTER, RIGHT_IRIS_CENTER
from vision.photo import Photo
from vision.zones import ZoneAtlas

INTERPUPILLARY_MM = 63.0  # mean of adults, standard deviation 3.7 (Dodgson 2004, Proc. SPIE 5291:36)


@dataclass(frozen=True, slots=True, eq=False)
class Shot:
    """One photo to be checked.

    Attributes:
        photo: the pixels.
        face: landmarks, pose, blendshapes.
        chart: the face laid flat.
        atlas: the zones on that chart.
        face_pixels: (P, 3) uint8 sRGB, a sample of the face's pixels.
        eye_white: (3,) float32 linear sRGB of the white of the eyes, or None where it is not seen.
    """

    photo: Photo
    face: Face
    chart: FaceChart
    atlas: ZoneAtlas
    face_pixels: NDArray[np.uint8]
    eye_white: NDArray[np.float32] | None

    @classmethod
    def of(cls, photo: Photo, face: Face, chart: FaceChart, atlas: ZoneAtlas) -> Shot:
        """Takes the samples."""
        pixels = face_pixels(photo, face)
        return cls(photo, face, chart, atlas, pixels, eye_white(photo, face, pixels))

    @property
    def interpupillary_px(self) -> float:
        """Distance of the pupils in space rather than on the picture: turning the head does not make it smaller."""
        return self.distance_px(RIGHT_IRIS_CENTER, LEFT_IRIS_CENTER)

    @property
    def mm_per_px(self) -> float:
        """By the pupils, ± 6 %: coarser than by the iris, but it holds with closed eyes and in small photos too."""
        return INTERPUPILLARY_MM / self.interpupillary_px

    def distance_px(self, a: int, b: int) -> float:
        """Distance of two landmarks in space, photo pixels."""
        return float(np.linalg.norm(self.face.landmarks_px[a] - self.face.landmarks_px[b]))
