"""What the measures read: a photo, what was found on it, and what the upload said of itself."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from vision.capture.report import Declaration
from vision.chart import FaceChart
from vision.face import Face
from vision.photo import Photo
from vision.zones import ZoneAtlas

# Relative luminance of linear sRGB (IEC 61966-2-1, the Y row).
LUMINANCE = np.array([0.2126, 0.7152, 0.0722], np.float32)


@dataclass(frozen=True, slots=True, eq=False)
class Shot:
    """One photo to be checked.

    Attributes:
        photo: the pixels.
        face: landmarks, pose, blendshapes.
        chart: the face laid flat.
        atlas: the zones on that chart.
        declaration: view and expression as declared.
    """

    photo: Photo
    face: Face
    chart: FaceChart
    atlas: ZoneAtlas
    declaration: Declaration

    def point(self, landmark: int) -> NDArray[np.float32]:
        """(2,) float32 position of a landmark in photo pixels."""
        return self.face.landmarks_px[landmark, :2]

    def distance_px(self, a: int, b: int) -> float:
        """Distance of two landmarks in the image plane, photo pixels."""
        return float(np.hypot(*(self.point(a) - self.point(b))))
