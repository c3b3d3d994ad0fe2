"""One projection as it was asked for, all but the photo; and its beginning, once the face was found."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from planning.library import Library
from serving.projections.leave import Leave, Seen
from serving.projections.making import Making
from serving.projections.mask import read_mask
from serving.projections.outcomes import Outcomes
from serving.projections.practice import GivenBy
from serving.projections.versions import library_version, software_version
from simulation.labels import Language
from simulation.projection.projector import Projector
from simulation.projection.terms import Terms
from simulation.provenance import PictureFormat, Signer
from vision.analysis import Declaration
from vision.capture import Expression
from vision.face import Face
from vision.photo import Photo


@dataclass(frozen=True, slots=True)
class Job:
    """Attributes:
    outcomes: what is to be shown.
    leave: by whose leave.
    given_by: in whose name.
    given_on: the day.
    mask: bytes of the painted PNG, if there is one.
    """

    outcomes: Outcomes
    leave: Leave
    given_by: GivenBy
    given_on: date
    expression: Expression = "rest"
    language: Language = "en"
    format: PictureFormat = "jpeg"
    mask: bytes | None = None

    def begin(self, projector: Projector, photo: Photo, face: Face, signer: Signer, library: Library) -> Making:
        """Measures the photo and asks whether a projection may be made of it.

        Raises:
            MaskInvalidError: the mask is not this photo's.
            ProjectionNotAuthorizedError: with every reason.
        """
        painted = None if self.mask is None else read_mask(self.mask, photo.size_hw)
        subject = projector.subject(photo, face, Declaration("front", self.expression))
        authorization = self.leave.authorization(
            self.outcomes.planned, Seen.of(subject.analysis), self.given_on, library, self.given_by.policy
        )
        terms = Terms(
            authorization=authorization,
            given_on=self.given_on,
            practice=self.given_by.name,
            signer=signer,
            software_version=software_version(),
            library_version=library_version(),
            language=self.language,
            format=self.format,
        )
        return Making(projector, subject, self.outcomes, terms, painted)
