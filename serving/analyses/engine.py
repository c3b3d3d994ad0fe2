"""The port between the server and the vision layer: the server's own tests need no network and no face."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from serving.analyses.schemas import AnalysisForm
from serving.batcher import BatchFunction
from serving.readiness import Canary
from vision.face import Choice, Face
from vision.photo import Photo


@dataclass(frozen=True, slots=True, eq=False)
class FaceRequest:
    """One item of the face networks' batches: requests for different choices share a batch."""

    photo: Photo
    choose: Choice = "only"


@dataclass(frozen=True, slots=True, eq=False)
class Taken:
    """A photo and the face in it."""

    photo: Photo
    face: Face


class Engine(Protocol):
    """The steps of one analysis. `decode` and `measure` run in a pool of CPU threads, many at a time."""

    def decode(self, data: bytes, form: AnalysisForm) -> Photo:
        """The photo, its colors corrected; raises a typed error for what is not a usable one."""

    def open_faces(self) -> BatchFunction[FaceRequest, Face]:
        """Loads the face networks; called by the one thread that will run them."""

    def measure(self, taken: Taken, form: AnalysisForm, animated: Taken | None) -> bytes:
        """The analysis document, as JSON."""

    def canary(self) -> Canary[FaceRequest, Face]:
        """A known face, by which the networks show that they work."""
