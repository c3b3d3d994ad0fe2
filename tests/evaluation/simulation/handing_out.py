"""One finished projection, and what its reader finds in it: label, manifest, letters."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from datetime import UTC, date, datetime
from functools import lru_cache

import cv2
import numpy as np

from models.errors import CountenanceError
from simulation.authorization import Consent, authorize
from simulation.intended import Asked, TreatmentEffects, intend
from simulation.labels import TimePoint
from simulation.projection import Projection, Projector, Shown, Subject, Terms
from simulation.provenance import private_signer, read_manifest
from tests.evaluation.simulation import pixels
from tests.evaluation.simulation.cases import Output
from tests.simulation.labels.reading import reads

PHRASES = ("Projection", "not a guaranteed")
_DAY = date(2026, 11, 22)  # the same on every run, for the label says it
_PRACTICE = "Linden"


@lru_cache(maxsize=1)
def terms() -> Terms:
    """Of a practice that is made up."""
    signer = private_signer(_PRACTICE, datetime(2026, 1, 1, tzinfo=UTC), datetime(2046, 1, 1, tzinfo=UTC), (1, 2))
    consent = Consent(_DAY, ("projection",))
    authorized = authorize(
        consent=consent, date_of_birth=date(1980, 5, 5), asked_on=_DAY, blocks=(), holds=(), capture_verdict="accept"
    )
    return Terms(authorized, _DAY, _PRACTICE, signer, "0.1.0", "1")


def hand_out(projector: Projector, person: str, subject: Subject, together: Sequence[TreatmentEffects]) -> Output:
    """Some treatments as expected, at their peak, as one output."""
    names = tuple(facts.id for facts in together)
    try:
        shown = projector.show(subject, [intend(facts, Asked(facts.id)) for facts in together])
        made = projector.project(shown, TimePoint.peak(), terms())
    except CountenanceError as refused:
        return Output(person, names, refused=refused.code)
    return _output(person, names, shown, made)


def _output(person: str, names: tuple[str, ...], shown: Shown, made: Projection) -> Output:
    picture, labelled = shown.picture, made.labelled
    return Output(
        person,
        names,
        outside=pixels.outside(
            picture.subject.photo.image_rgb, labelled.image_rgb, picture.treated | labelled.label_mask
        ),
        covered_px=labelled.covered_px,
        state=read_manifest(made.file).state,
        read=_letters(made.file),
    )


def _letters(file: bytes) -> bool | None:
    """Of the file as a client opens it."""
    if shutil.which("tesseract") is None:
        return None
    decoded = cv2.imdecode(np.frombuffer(file, np.uint8), cv2.IMREAD_COLOR)
    return reads(cv2.cvtColor(decoded, cv2.COLOR_BGR2RGB), *PHRASES)
