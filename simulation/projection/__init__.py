"""A projection: what a likely result looks like on the client's own photo, checked, labelled and signed.

In:  a `Subject` (photo, findings), what is `Intended`, `Terms` (an `Authorization`, practice, day, signer).
Out: `Projection`: a file with the label in its pixels, XMP and a signed manifest. There is no other way out.
"""

from simulation.projection.errors import NothingToShowError, ProjectionUnsealedError
from simulation.projection.projection import Projection
from simulation.projection.projector import Projector, Shown
from simulation.projection.subject import Subject
from simulation.projection.terms import Terms

__all__ = [
    "NothingToShowError",
    "Projection",
    "ProjectionUnsealedError",
    "Projector",
    "Shown",
    "Subject",
    "Terms",
]
