"""From a face, what is intended, and the terms, to a projection: nothing leaves unchecked, unlabelled or unsigned."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from simulation.intended import Intended
from simulation.labels import LabelFacts, TimePoint, burn
from simulation.projection.errors import NothingToShowError
from simulation.projection.facts import manifest_facts
from simulation.projection.features import features
from simulation.projection.picture import Picture, picture
from simulation.projection.projection import Projection
from simulation.projection.subject import Subject
from simulation.projection.terms import Terms
from simulation.rendering import known_severities
from simulation.safeguards import FindAgain, Safeguards, Target, Treated, check
from vision.analysis import Analyzer, Declaration
from vision.face import Face
from vision.photo import Photo


@dataclass(frozen=True, slots=True, eq=False)
class Shown:
    """A checked outcome, still without its label. It has no way out but through `Projector`.

    Attributes:
        picture: its pixels, and what of the intention they show.
        safeguards: what was checked.
    """

    picture: Picture
    safeguards: Safeguards


class Projector:
    """Makes projections. Immutable and thread-safe once built, as far as its parts are.

    Args:
        analyzer: that measures faces.
        find_again: looks for a face's landmarks on other pixels (simulation.safeguards.landmarks).
    """

    def __init__(self, analyzer: Analyzer, find_again: FindAgain) -> None:
        self._analyzer = analyzer
        self._find_again = find_again

    def subject(self, photo: Photo, face: Face, declaration: Declaration | None = None) -> Subject:
        """Measures a photo for projections."""
        return Subject.of(self._analyzer, photo, face, declaration)

    def show(self, subject: Subject, intended: Sequence[Intended], painted: NDArray[np.bool_] | None = None) -> Shown:
        """Works out an outcome and checks it.

        Raises:
            ProjectionUnsafeError: nothing of it may be shown.
        """
        made = picture(self._analyzer, subject, intended, painted)
        known = known_severities(subject.analysis.findings)
        return Shown(made, check(self._analyzer, subject.laid, _treated(made), self._find_again, known))

    def project(self, shown: Shown, time_point: TimePoint, terms: Terms) -> Projection:
        """One picture, labelled and signed.

        Raises:
            NothingToShowError: the photo shows nothing of what was intended.
            ProjectionNotAuthorizedError: something speaks against it by now.
        """
        terms.authorization.check()
        made = shown.picture
        if not (made.treated.any() and made.seen):
            reasons = sorted({each.why for each in made.not_shown})
            raise NothingToShowError("nothing of what was asked for can be shown", reasons=reasons)
        label = label_facts(made.seen, time_point, terms)
        free = features(made.subject.analysis.face, made.treated.shape)
        labelled = burn(made.image_rgb, made.treated, label, free)
        return Projection(
            labelled, manifest_facts([shown.safeguards], [made], label, terms), terms.signer, terms.format
        )


def label_facts(intended: Sequence[Intended], time_point: TimePoint, terms: Terms) -> LabelFacts:
    """What the label says."""
    titles = tuple(dict.fromkeys(each.title for each in intended))
    version = f"Countenance {terms.software_version}"
    return LabelFacts(titles, time_point, terms.given_on, terms.practice, version, terms.language)


def _treated(made: Picture) -> Treated:
    gathered = made.gathered
    zones = {dose.zone for dose in gathered.doses} | {zone for move in gathered.moves for zone in move.zones}
    moved = made.moved_mm > 0
    any_moved = bool(moved.any())
    return Treated(
        image_rgb=made.image_rgb,
        mask=made.treated,
        zones=tuple(sorted(zones)),
        targets=[Target(each.concern, each.zone, each.cap_points, each.by_shape) for each in gathered.targeted],
        displacement_mm=float(made.moved_mm.max()),
        displacement_cap_mm=sum(abs(move.cap_mm) for move in gathered.moves),
        moved=moved if any_moved else None,
        moved_rgb=made.moved_rgb if any_moved else None,
        lit_rgb=made.lit_rgb if any_moved else None,
    )
