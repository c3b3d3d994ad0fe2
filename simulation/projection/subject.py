"""The face that a projection is made of: its photo, its findings, and the chart they were read from."""

from __future__ import annotations

from dataclasses import dataclass

from vision.analysis import Analysis, Analyzer, Declaration
from vision.analysis.laid import Laid
from vision.capture import Expression
from vision.face import Face
from vision.photo import Photo


@dataclass(frozen=True, slots=True, eq=False)
class Subject:
    """Attributes:
    analysis: of the photo.
    laid: the face on the coarse chart.
    expression: that the photo was declared to show.
    """

    analysis: Analysis
    laid: Laid
    expression: Expression

    @classmethod
    def of(cls, analyzer: Analyzer, photo: Photo, face: Face, declaration: Declaration | None = None) -> Subject:
        """Measures a photo and keeps what a projection needs of it."""
        declared = declaration or Declaration()
        return cls(analyzer.measure(photo, face, declared), analyzer.lay(photo, face), declared.expression)

    @property
    def photo(self) -> Photo:
        return self.analysis.photo

    @property
    def at_rest(self) -> bool:
        return self.expression == "rest"
