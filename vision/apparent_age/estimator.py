"""Estimates how old faces look, for a provider who asks for it."""

from __future__ import annotations

from collections.abc import Sequence
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from models.apparent_age import AgeNetwork
from models.store import ModelStore
from vision.apparent_age.apparent_age import ApparentAge, NoAgeReason, no_age
from vision.apparent_age.calibration import Calibration, load_calibration
from vision.apparent_age.crop import crop_face
from vision.capture import CaptureReport
from vision.face import Face
from vision.photo import Photo


class AgeEstimator:
    """Loads the network when it is first asked, not before. Thread-safe: one caller at a time.

    On the CPU always: a crop of 64 × 64 is not worth a device.
    """

    def __init__(self, store: ModelStore | None = None, calibration: Calibration | None = None) -> None:
        self._store = store or ModelStore()
        self._calibration = calibration or load_calibration()
        self._lock = Lock()
        self._network: AgeNetwork | None = None

    def look(self, photos: Sequence[Photo], faces: Sequence[Face]) -> NDArray[np.float32]:
        """(N,) float32 years, as the network has it: not to be told without its interval.

        The mean over the face and its mirror image, which are of one age.
        """
        crops = np.stack(
            [
                crop_face(photo, face, mirrored=mirrored)
                for mirrored in (False, True)
                for photo, face in zip(photos, faces, strict=True)
            ]
        )
        with self._lock:
            self._network = self._network or AgeNetwork.open(self._store, "cpu")
            both = self._network.estimate(crops)
        return np.asarray(both.reshape(2, -1).mean(axis=0), np.float32)

    def estimate(self, photo: Photo, face: Face, capture: CaptureReport) -> ApparentAge:
        """The age of one face with its interval, or the reason why it is not told.

        Args:
            photo: as decoded.
            face: as found in it.
            capture: what the capture check says of the photo.
        """
        reason = self._unfit(face, capture)
        return no_age(reason) if reason else self._told(float(self.look([photo], [face])[0]))

    def _unfit(self, face: Face, capture: CaptureReport) -> NoAgeReason | None:
        if capture.verdict == "reject":
            return NoAgeReason.CAPTURE
        turned = max(abs(face.pose.yaw_deg), abs(face.pose.pitch_deg)) > self._calibration.max_turn_deg
        return NoAgeReason.VIEW if turned or capture.declaration.view != "front" else None

    def _told(self, years: float) -> ApparentAge:
        known = self._calibration.interval(years)
        if known is None:
            return no_age(NoAgeReason.RANGE)
        interval, n = known
        return ApparentAge(True, value_years=years, interval_years=interval, calibration_n=n)
