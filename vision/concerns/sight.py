"""What a measure may look at: one face in one photo, laid on the chart that the measure asked for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from vision.chart import FaceChart
from vision.face import Face, Form
from vision.photo import Photo
from vision.skin import Skin


class Portrait(Protocol):
    """One face in one photo: all that is needed to read what the chart cannot carry. A Sight is one."""

    @property
    def photo(self) -> Photo:
        """As decoded."""

    @property
    def face(self) -> Face:
        """Landmarks in that photo's pixels."""


@dataclass(frozen=True, slots=True, eq=False)
class Sight:
    """Attributes:
    photo: as decoded; in its own pixels only what the chart cannot carry (lid margins, the jaw's edge).
    face: landmarks in those pixels.
    form: landmarks in millimeters, pose taken out.
    chart: the face laid flat.
    skin: the chart's layers.
    """

    photo: Photo
    face: Face
    form: Form
    chart: FaceChart
    skin: Skin
