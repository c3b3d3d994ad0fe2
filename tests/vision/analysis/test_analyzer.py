"""The analyzer: pure, safe to share between threads, and open to one more concern."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import fields, is_dataclass

import numpy as np
import pytest

from vision.analysis import Analysis, AnalysisDocument, Analyzer, Declaration
from vision.concerns import CONCERNS, Concern, Reading, Reason
from vision.concerns.concern import ZonePair
from vision.face import Face
from vision.photo import Photo
from vision.skin import Skin


def test_two_threads_get_what_one_gets(
    analyzer: Analyzer, portrait: Photo, portrait_face: Face, astronaut: Photo, astronaut_face: Face
) -> None:
    """Two different faces at once, several times: nothing of one may leak into the other."""
    work = [(portrait, portrait_face), (astronaut, astronaut_face)] * 4

    def document(pair: tuple[Photo, Face]) -> str:
        return AnalysisDocument.of(analyzer.measure(*pair)).model_dump_json()

    alone = [document(pair) for pair in work[:2]]
    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(document, work)) == alone * 4


def _arrays(value: object) -> list[np.ndarray]:
    if isinstance(value, np.ndarray):
        return [value]
    parts = [getattr(value, field.name) for field in fields(value)] if is_dataclass(value) else []
    return [array for part in parts for array in _arrays(part)]


def test_photo_and_face_are_left_as_they_were(analyzer: Analyzer, portrait: Photo, portrait_face: Face) -> None:
    """Read-only inputs do, and stay, whatever is done to them."""
    arrays = _arrays(portrait) + _arrays(portrait_face)
    before, locks = [array.copy() for array in arrays], [array.flags.writeable for array in arrays]
    for array in arrays:
        array.flags.writeable = False
    try:
        analyzer.measure(portrait, portrait_face)
    finally:
        for array, writeable in zip(arrays, locks, strict=True):
            if writeable:
                array.flags.writeable = True
    assert all(np.array_equal(then, now) for then, now in zip(before, arrays, strict=True))


def test_one_analysis_cannot_change_the_versions_of_the_next(
    analyzer: Analyzer, portrait: Photo, portrait_face: Face
) -> None:
    analyzer.measure(portrait, portrait_face).versions["forehead_lines"] = "tampered"
    assert analyzer.measure(portrait, portrait_face).versions["forehead_lines"] != "tampered"


def test_evidence_is_a_share_of_full_strength(portrait_analysis: Analysis) -> None:
    assert all(chart.min() >= 0 and chart.max() <= 1 for chart in portrait_analysis.evidence.values())


def test_evidence_lies_in_assessable_zones_only(analyzer: Analyzer, portrait_analysis: Analysis) -> None:
    for concern, chart in portrait_analysis.evidence.items():
        open_to = np.zeros(chart.shape, bool)
        for finding in portrait_analysis.findings:
            if finding.concern == concern and finding.assessable:
                mask = analyzer.atlas.masks[finding.zone]
                open_to[mask.rows, mask.columns] |= mask.inside
        assert not chart[~open_to].any(), concern


def test_the_declaration_is_kept(analyzer: Analyzer, portrait: Photo, portrait_face: Face) -> None:
    declared = Declaration("front", "smile")
    assert analyzer.measure(portrait, portrait_face, declared).capture.declaration == declared


def test_nothing_declared_means_front_and_at_rest(portrait_analysis: Analysis) -> None:
    assert portrait_analysis.capture.declaration == Declaration("front", "rest")


# The price of a change: a concern is one value, handed in. Nothing else of the house knows of it.


def _brightness(skin: Skin, zones: Sequence[ZonePair]) -> dict[str, Reading | Reason]:
    answers: dict[str, Reading | Reason] = {}
    for zone, mask in zones:
        light = 10 ** (-skin.darkness[mask.rows, mask.columns] / 100)
        answers[zone.name] = Reading(float(light[mask.inside].mean()), light)  # evidence beside the zone, too
    return answers


SHININESS = Concern(
    name="shininess",
    title="Shininess",
    version="7",
    group="surface",
    zones={"glabella": 2.0, "nose": 2.0, "malar_cheek": 2.0},
    measure=_brightness,
    anchors=(0.0, 1.0),
    unit="relative luminance",
    evidence_full=2.0,
)


ZONES = {"glabella", "nose", "malar_cheek_left", "malar_cheek_right"}


@pytest.fixture(scope="module")
def richer(portrait: Photo, portrait_face: Face) -> Analysis:
    """By an analyzer with one more concern."""
    return Analyzer(concerns=(*CONCERNS, SHININESS)).measure(portrait, portrait_face)


def test_one_more_concern_is_found_in_its_zones(richer: Analysis) -> None:
    assert {f.zone for f in richer.findings if f.concern == "shininess" and f.assessable} == ZONES


def test_its_severity_is_its_quantity_between_its_anchors(richer: Analysis) -> None:
    pairs = [(f.severity, f.quantity) for f in richer.findings if f.concern == "shininess"]
    assert all(severity == pytest.approx(100 * quantity, abs=0.05) for severity, quantity in pairs if quantity)


def test_its_evidence_is_scaled_to_full_strength(richer: Analysis, analyzer: Analyzer) -> None:
    """The mean of the evidence is the quantity (where nothing is clipped), in units of `evidence_full`."""
    quantity = {f.zone: f.quantity for f in richer.findings if f.concern == "shininess"}
    drawn = analyzer.atlas.masks["malar_cheek_left"].take(richer.evidence["shininess"])
    assert drawn.max() < 1
    assert drawn.mean() == pytest.approx((quantity["malar_cheek_left"] or 0) / SHININESS.evidence_full, rel=1e-4)


def test_its_evidence_stays_inside_its_zones(richer: Analysis, analyzer: Analyzer) -> None:
    outside = richer.evidence["shininess"].copy()
    for zone in ZONES:
        mask = analyzer.atlas.masks[zone]
        outside[mask.rows, mask.columns][mask.inside] = 0
    assert not outside.any()


def test_its_version_travels_along(richer: Analysis) -> None:
    assert richer.versions["shininess"] == "7"


def test_it_claims_no_certainty_that_nobody_measured(richer: Analysis) -> None:
    assert {f.interval for f in richer.findings if f.concern == "shininess"} == {None}


def test_it_is_in_the_document(richer: Analysis) -> None:
    document = AnalysisDocument.model_validate_json(AnalysisDocument.of(richer).model_dump_json())
    assert {f.zone for f in document.findings if f.concern == "shininess"} == ZONES


def test_it_leaves_the_other_concerns_alone(richer: Analysis, portrait_analysis: Analysis) -> None:
    assert tuple(f for f in richer.findings if f.concern != "shininess") == portrait_analysis.findings
