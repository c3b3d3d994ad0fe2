"""What is known of one face in one photo."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from vision.face.pose import Pose

# The iris is the ruler: its horizontal visible diameter hardly differs between adults (11.71 ± 0.42 mm in
# Rüfer et al. 2005, Cornea 24:259; the deviation is rounded up here).
IRIS_DIAMETER_MM = 11.7
IRIS_DIAMETER_SD_MM = 0.5

# Landmark numbers of the mesh network. "Right" is the client's, on the left of the picture.
RIGHT_IRIS_CENTER, LEFT_IRIS_CENTER = 468, 473
_IRIS_SIDES = ((469, 471), (474, 476))  # the two horizontal ends of each iris


@dataclass(frozen=True, slots=True, eq=False)
class Face:
    """One face.

    All positions are photo pixels from the photo's top left *edge* (a pixel's center is at +0.5).

    Attributes:
        raw_px: (478, 3) float32, the network's own landmarks, equal to MediaPipe's; z in pixels, smaller is
            nearer.
        landmarks_px: (478, 3) float32, refined; what everything measures with.
        spread_px: (478,) float32, standard deviation of the refined position over the crops it was averaged
            from.
        blendshapes: coefficient by name, 0 to 1.
        pose: head rotation.
        score: detector confidence, 0 to 1.
        faces_in_photo: how many faces the detector saw.
    """

    raw_px: NDArray[np.float32]
    landmarks_px: NDArray[np.float32]
    spread_px: NDArray[np.float32]
    blendshapes: dict[str, float]
    pose: Pose
    score: float
    faces_in_photo: int

    @property
    def interpupillary_px(self) -> float:
        """Distance between the iris centers in the image plane."""
        difference = self.landmarks_px[RIGHT_IRIS_CENTER, :2] - self.landmarks_px[LEFT_IRIS_CENTER, :2]
        return float(np.hypot(*difference))

    @property
    def iris_px(self) -> float:
        """Mean horizontal iris diameter in pixels, over both eyes."""
        ends = [self.landmarks_px[a, :2] - self.landmarks_px[b, :2] for a, b in _IRIS_SIDES]
        return float(np.mean([np.hypot(*end) for end in ends]))

    @property
    def mm_per_px(self) -> float:
        """Millimeters per photo pixel at the eyes, by the iris; ± 4 % between people."""
        return IRIS_DIAMETER_MM / self.iris_px
