"""The engine made of the vision layer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from skimage.data import astronaut

from models.engine import Device
from models.store import ModelStore
from serving.analyses.engine import FaceRequest, Shot, Taken
from serving.analyses.schemas import AnalysisForm
from serving.batcher import BatchFunction
from serving.color_corrections import Tablets
from serving.readiness import Canary
from simulation.projection.projector import Projector
from simulation.safeguards import FindAgain
from vision.analysis import AnalysisDocument, Analyzer
from vision.color_card import correct_colors
from vision.comparison import Comparer, ComparisonDocument
from vision.face import Face, FaceFinder
from vision.face.face import LEFT_IRIS_CENTER, RIGHT_IRIS_CENTER
from vision.photo import Photo, decode_photo

# Where the pupils lie in the canary, right and left of the client, in photo pixels (43 px apart). Engines and
# versions differ by tenths of a pixel; a mesh or a detector that does not work is off by far more than 2.
_CANARY_PUPILS_PX = np.array([[203.8, 100.9], [246.7, 103.2]])
_CANARY_TOLERANCE_PX = 2.0


class VisionEngine:
    def __init__(self, device: Device, store: ModelStore, tablets: Tablets) -> None:
        self._device, self._store, self._tablets = device, store, tablets
        self._analyzer = Analyzer(self._store)

    def decode(self, data: bytes, form: AnalysisForm) -> Photo:
        stored = self._tablets.correction(form.tablet)
        return correct_colors(decode_photo(data), form.card, stored)

    def open_faces(self) -> BatchFunction[FaceRequest, Face]:
        finder = FaceFinder.open(self._device, self._store)

        def find(requests: Sequence[FaceRequest]) -> Sequence[Face | Exception]:
            new = [each for each in requests if each.again is None]
            found = iter(finder.find([each.photo for each in new], [each.choose for each in new]))
            return [next(found) if each.again is None else _again(finder, each.photo, each.again) for each in requests]

        return find

    def measure(self, taken: Taken, form: AnalysisForm, animated: Taken | None) -> bytes:
        analysis = self._analyzer.measure(taken.photo, taken.face, form.declaration, apparent_age=form.apparent_age)
        second = None
        if animated is not None:
            second = self._analyzer.measure(animated.photo, animated.face, form.animated_declaration)
        return AnalysisDocument.of(analysis, second).model_dump_json().encode()

    def compare(self, before: Shot, after: Shot, taken: tuple[str, str]) -> bytes:
        earlier, later = (
            self._analyzer.measure(shot.taken.photo, shot.taken.face, shot.form.declaration) for shot in (before, after)
        )
        comparison = Comparer(self._analyzer).compare(earlier, later)
        return ComparisonDocument.of(comparison, taken).model_dump_json().encode()

    def projector(self, find_again: FindAgain) -> Projector:
        return Projector(self._analyzer, find_again)

    def canary(self) -> Canary[FaceRequest, Face]:
        """NASA's public-domain portrait of Eileen Collins, which comes with scikit-image."""
        return Canary(FaceRequest(Photo.from_array(astronaut())), accepts=_is_the_canary)


def _again(finder: FaceFinder, photo: Photo, before: Face) -> Face:
    return replace(before, landmarks_px=finder.find_again(photo.image_rgb, before))


def _is_the_canary(face: Face) -> bool:
    off_px = np.abs(face.landmarks_px[[RIGHT_IRIS_CENTER, LEFT_IRIS_CENTER], :2] - _CANARY_PUPILS_PX)
    return bool(off_px.max() <= _CANARY_TOLERANCE_PX)
