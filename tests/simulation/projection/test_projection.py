"""A projection on a real face: labelled, signed, checked, authorized; and nothing without all of that."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any, cast

import numpy as np
import pytest

from planning.library import load_library
from planning.plan_visits import treatment_effects
from simulation.authorization import Authorization, Consent, authorize
from simulation.errors import ProjectionNotAuthorizedError
from simulation.intended import Asked, Intended, intend
from simulation.labels import LabelFacts, TimePoint, burn
from simulation.projection import NothingToShowError, Projection, Projector, Shown, Subject, Terms
from simulation.projection.errors import ProjectionUnsealedError
from simulation.projection.facts import manifest_facts
from simulation.projection.features import features
from simulation.provenance import private_signer, read_manifest
from vision.analysis import Analyzer, Declaration
from vision.face import Face, FaceFinder
from vision.photo import Photo

_DAY = date(2026, 11, 22)
_SIGNER = private_signer("Linden", datetime(2026, 1, 1, tzinfo=UTC), datetime(2036, 1, 1, tzinfo=UTC), (1, 2))
_LIBRARY = load_library()


def _authorized(**changes: Any) -> Authorization:
    parts: dict[str, Any] = {
        "consent": Consent(date(2026, 11, 1), ("projection",)),
        "date_of_birth": date(1980, 5, 5),
        "asked_on": _DAY,
        "blocks": (),
        "holds": (),
        "capture_verdict": "accept",
    }
    return authorize(**(parts | changes))


TERMS = Terms(_authorized(), _DAY, "Linden", _SIGNER, "0.1.0", "1")


def _intended(name: str, *zones: str) -> Intended:
    return intend(treatment_effects(_LIBRARY.treatment(name)), Asked(name, zones))


@pytest.fixture(scope="module")
def projector(analyzer: Analyzer, finder: FaceFinder) -> Projector:
    return Projector(analyzer, finder.find_again)


@pytest.fixture(scope="module")
def subject(projector: Projector, astronaut: Photo, astronaut_face: Face) -> Subject:
    return projector.subject(astronaut, astronaut_face)


@pytest.fixture(scope="module")
def shown(projector: Projector, subject: Subject) -> Shown:
    return projector.show(subject, [_intended("hydroquinone"), _intended("botulinum_toxin_masseter")])


def test_what_leaves_is_labelled_signed_and_as_checked(projector: Projector, subject: Subject, shown: Shown) -> None:
    made = projector.project(shown, TimePoint.peak(), TERMS)
    manifest = read_manifest(made.file)
    assert manifest.state == "Valid" and manifest.original_sha256 == subject.photo.sha256
    assert made.labelled.words
    pixels = made.labelled.image_rgb != subject.photo.image_rgb
    elsewhere = ~(shown.picture.treated | made.labelled.label_mask)
    assert not pixels[elsewhere].any() and pixels.any()
    assert manifest.projection and manifest.projection["practice"] == "Linden"


def test_the_same_input_and_date_give_the_same_pixels(projector: Projector, subject: Subject, shown: Shown) -> None:
    again = projector.show(subject, list(shown.picture.intended))
    assert again.safeguards.pixels_sha256 == shown.safeguards.pixels_sha256
    one, other = (projector.project(each, TimePoint.peak(), TERMS) for each in (shown, again))
    assert (one.labelled.image_rgb == other.labelled.image_rgb).all()


def test_without_an_authorization_there_are_no_terms() -> None:
    for change in ({"consent": None}, {"date_of_birth": date(2010, 1, 1)}, {"holds": ("herpes_peel",)}):
        with pytest.raises(ProjectionNotAuthorizedError):
            replace(TERMS, authorization=_authorized(**change))


def test_an_unlabelled_picture_is_no_projection(shown: Shown) -> None:
    facts = LabelFacts(("Hydroquinone",), TimePoint.peak(), _DAY, "Linden", "Countenance 0.1.0")
    said = manifest_facts([shown.safeguards], [shown.picture], facts, TERMS)
    with pytest.raises(ProjectionUnsealedError):
        Projection(cast(Any, shown.picture), said, _SIGNER)


def test_a_manifest_of_another_photo_is_no_seal(shown: Shown) -> None:
    facts = LabelFacts(("Hydroquinone",), TimePoint.peak(), _DAY, "Linden", "Countenance 0.1.0")
    labelled = burn(shown.picture.image_rgb, shown.picture.treated, facts)
    said = manifest_facts([shown.safeguards], [shown.picture], facts, TERMS)
    assert Projection(labelled, said, _SIGNER).facts.original_sha256 == shown.picture.subject.photo.sha256
    with pytest.raises(AttributeError):
        cast(Any, Projection(labelled, said, _SIGNER)).file = b""


def test_what_a_photo_cannot_show_is_refused_with_the_reasons(projector: Projector, subject: Subject) -> None:
    nothing = projector.show(subject, [_intended("botulinum_toxin_platysma")])
    with pytest.raises(NothingToShowError) as refused:
        projector.project(nothing, TimePoint.peak(), TERMS)
    assert refused.value.details["reasons"] == ["needs_animated_photo"]


def test_a_label_names_no_treatment_that_is_not_seen(projector: Projector, subject: Subject) -> None:
    """The platysma's bands are lines of a moved face, and this one is at rest."""
    shown = projector.show(subject, [_intended("hydroquinone"), _intended("botulinum_toxin_platysma")])
    assert [each.treatment for each in shown.picture.seen] == ["hydroquinone"]
    made = projector.project(shown, TimePoint.peak(), TERMS)
    assert [each.id for each in made.facts.treatments] == ["hydroquinone"]


def test_a_painted_mask_keeps_the_change_where_the_provider_allows_it(projector: Projector, subject: Subject) -> None:
    face = subject.analysis.face
    half = np.zeros(subject.photo.size_hw, bool)
    half[:, : int(face.landmarks_px[1, 0])] = True  # the client's right, left in the picture
    intended = [_intended("hydroquinone"), _intended("botulinum_toxin_masseter")]
    made = projector.show(subject, intended, half).picture
    assert made.treated.any() and not made.treated[~half].any()
    assert {each.treatment for each in made.not_shown if each.layer == "shape"} == {"botulinum_toxin_masseter"}


def test_an_expression_shows_dynamic_lines(projector: Projector, astronaut: Photo, astronaut_face: Face) -> None:
    smiling = projector.subject(astronaut, astronaut_face, Declaration(expression="smile"))
    made = projector.show(smiling, [_intended("botulinum_toxin_upper_face", "crows_feet")]).picture
    assert {dose.layer for dose in made.gathered.doses} <= {"dynamic_lines"}
    assert "shown_on_animated_photo" in {each.why for each in made.not_shown}


def test_the_label_leaves_eyes_and_mouth_free(projector: Projector, subject: Subject, shown: Shown) -> None:
    made = projector.project(shown, TimePoint.peak(), TERMS)
    looked_at = features(subject.analysis.face, subject.photo.size_hw)
    assert looked_at.any()
    assert not (made.labelled.label_mask & looked_at & ~shown.picture.treated).any()
