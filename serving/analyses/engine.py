"""The port between the server and the vision layer: the server's own tests need no network and no face."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from serving.analyses.schemas import AnalysisForm
from serving.batcher import BatchFunction
from serving.readiness import Canary
from simulation.projection.projector import Projector
from simulation.safeguards import FindAgain
from vision.face import Choice, Face
from vision.photo import Photo


@dataclass(frozen=True, slots=True, eq=False)
class FaceRequest:
    """One item of the face networks' batches: requests for different choices share a batch.

    Attributes:
        photo: to look at.
        choose: which face.
        again: a face that was found where other pixels stood; the answer is that face with landmarks read anew.
    """

    photo: Photo
    choose: Choice = "only"
    again: Face | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Taken:
    """A photo and the face in it."""

    photo: Photo
    face: Face


@dataclass(frozen=True, slots=True, eq=False)
class Shot:
    """One of two photos to compare, and what was declared of it."""

    taken: Taken
    form: AnalysisForm


class Engine(Protocol):
    """The steps of one analysis. `decode` and `measure` run in a pool of CPU threads, many at a time."""

    def decode(self, data: bytes, form: AnalysisForm) -> Photo:
        """The photo, its colors corrected; raises a typed error for what is not a usable one."""

    def open_faces(self) -> BatchFunction[FaceRequest, Face]:
        """Loads the face networks; called by the one thread that will run them."""

    def measure(self, taken: Taken, form: AnalysisForm, animated: Taken | None) -> bytes:
        """The analysis document, as JSON."""

    def compare(self, before: Shot, after: Shot, taken: tuple[str, str]) -> bytes:
        """The comparison document, as JSON.

        Args:
            taken: when either photo was taken.
        """

    def projector(self, find_again: FindAgain) -> Projector:
        """What makes projections; `find_again` asks the face networks from another thread."""

    def canary(self) -> Canary[FaceRequest, Face]:
        """A known face, by which the networks show that they work."""
