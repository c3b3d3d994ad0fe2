"""analysis.json: the contract, held to its own schema and to the design."""

from __future__ import annotations

import json
from collections.abc import Iterator

import cv2
import numpy as np
import pytest
from pydantic import ValidationError

from models.registry import ALWAYS_USED
from vision.analysis import SCHEMA, Analysis, AnalysisDocument, Analyzer
from vision.concerns import CONCERNS
from vision.face import Face, FaceFinder
from vision.photo import Photo
from vision.zones import load_zones

Json = dict[str, object]
UNITS = ("_mm", "_mm2", "_percent", "_per_cm2", "_share", "_units", "_absorbance")

CONTRACT = {
    "": {"schema", "photo", "capture", "face", "skin", "zones", "findings", "composites", "summaries", "drivers"}
    | {"proportions", "concerns", "marks", "animated", "dynamic", "apparent_age", "versions"},
    "photo": {"sha256", "width", "height", "format", "view", "expression", "color_correction", "color_delta_e"},
    "capture": {"verdict", "issues", "interpupillary_px", "mm_per_px"},
    "capture.issues": {"code", "message", "value", "limit"},
    "face": {"landmarks_px", "pose_deg", "blendshapes"},
    "face.pose_deg": {"yaw", "pitch", "roll"},
    "skin": {"lab", "ita_deg", "ita_interval_deg", "ita_class", "zones"},
    "skin.zones": {"zone", "lab", "ita_deg"},
    "zones": {"zone", "title", "third", "polygon_px", "visible_fraction"},
    "findings": {
        *("zone", "concern", "severity", "grade", "interval", "assessable"),
        *("reason", "reason_message", "quantity", "unit", "details", "percentile"),
    },
    "concerns": {"concern", "title", "group", "unit"},
    "proportions": {"name", "title", "value", "unit", "interval", "assessable", "reason", "reason_message"},
    "marks": {"concern", "zone", "shape", "strength", "points_px"},
    "composites": {
        *("region", "group", "concern", "severity", "grade", "interval", "coverage", "assessable"),
        *("reason", "reason_message"),
    },
    "summaries": {
        *("summary", "title", "region", "weights", "severity", "grade", "interval", "coverage", "assessable"),
        *("reason", "reason_message"),
    },
    "drivers": {"third", "outcome", "dominant", "statement", "ranking", "not_assessed"},
}


@pytest.fixture(scope="session")
def document(portrait_analysis: Analysis) -> AnalysisDocument:
    return AnalysisDocument.of(portrait_analysis)


@pytest.fixture(scope="session")
def written(document: AnalysisDocument) -> Json:
    loaded: Json = json.loads(document.model_dump_json())
    return loaded


def at(written: Json, path: str) -> Iterator[Json]:
    """The object, or each object of the list, at a dotted path."""
    value: object = written
    for key in filter(None, path.split(".")):
        value = value[key]  # type: ignore[index]
    yield from value if isinstance(value, list) else [value]  # type: ignore[misc]


@pytest.mark.parametrize(("path", "keys"), CONTRACT.items(), ids=lambda value: value if isinstance(value, str) else "")
def test_it_has_the_keys_of_the_contract_and_no_others(path: str, keys: set[str], written: Json) -> None:
    assert {frozenset(part) for part in at(written, path)} == {frozenset(keys)}


def test_it_names_its_schema(written: Json) -> None:
    assert written["schema"] == SCHEMA == "countenance.analysis/1"


def test_its_json_schema_requires_what_the_contract_has(document: AnalysisDocument) -> None:
    schema = type(document).model_json_schema(mode="serialization")
    assert set(schema["required"]) == CONTRACT[""]


def test_its_json_schema_forbids_anything_else() -> None:
    schema = AnalysisDocument.model_json_schema(mode="serialization")
    assert all(part["additionalProperties"] is False for part in [schema, *schema["$defs"].values()])


def test_it_survives_the_round_trip(document: AnalysisDocument) -> None:
    assert AnalysisDocument.model_validate_json(document.model_dump_json()) == document


def test_an_unknown_key_is_refused(written: Json) -> None:
    with pytest.raises(ValidationError, match="surprise"):
        AnalysisDocument.model_validate(written | {"surprise": 1})


def test_another_schema_is_refused(written: Json) -> None:
    with pytest.raises(ValidationError, match="schema"):
        AnalysisDocument.model_validate(written | {"schema": "countenance.analysis/2"})


def test_it_is_plain_json(document: AnalysisDocument) -> None:
    """No NaN or Infinity, which Python writes and browsers refuse."""
    json.loads(document.model_dump_json(), parse_constant=pytest.fail)


def test_it_has_every_landmark(document: AnalysisDocument) -> None:
    assert np.shape(document.face.landmarks_px) == (478, 3)


def test_it_has_every_blendshape(document: AnalysisDocument) -> None:
    assert len(document.face.blendshapes) == 52


def test_it_has_every_zone_in_the_order_of_the_zone_file(document: AnalysisDocument) -> None:
    assert [zone.zone for zone in document.zones] == [zone.name for zone in load_zones()]


def test_it_has_a_finding_for_every_concern_in_every_zone_it_is_offered_in(document: AnalysisDocument) -> None:
    expected = [(z.name, c.name) for c in CONCERNS for z in load_zones() if z.kind in c.zone_kinds]
    assert [(f.zone, f.concern) for f in document.findings] == expected


def test_it_says_the_version_of_every_model_and_measure(document: AnalysisDocument) -> None:
    versions = {spec.name: spec.version for spec in ALWAYS_USED} | {c.name: c.version for c in CONCERNS}
    assert document.versions.items() >= versions.items() and document.versions["chart"]


def test_a_finding_has_numbers_or_a_reason(document: AnalysisDocument) -> None:
    """The interval alone may be missing beside numbers, and never stands without them."""
    for finding in document.findings:
        assert finding.assessable or finding.interval is None, finding
        numbers = [finding.severity, finding.grade, finding.quantity, finding.unit]
        reasons = [finding.reason, finding.reason_message]
        given, missing = (numbers, reasons) if finding.assessable else (reasons, numbers)
        assert None not in given and set(missing) == {None}, finding


def test_the_portrait_shows_both_kinds_of_finding(document: AnalysisDocument) -> None:
    """Or the tests above would have nothing to look at."""
    assert {finding.assessable for finding in document.findings} == {True, False}


def test_details_stand_beside_numbers_alone(document: AnalysisDocument) -> None:
    assert all(finding.assessable for finding in document.findings if finding.details)


def test_the_name_of_a_detail_ends_in_its_unit(document: AnalysisDocument) -> None:
    names = {name for finding in document.findings for name in finding.details}
    assert {name for name in names if name != "count" and not name.endswith(UNITS)} == set()


def test_composites_have_numbers_or_a_reason(document: AnalysisDocument) -> None:
    for composite in document.composites:
        numbers, reasons = [composite.severity, composite.grade], [composite.reason, composite.reason_message]
        given, missing = (numbers, reasons) if composite.assessable else (reasons, numbers)
        assert None not in given and set(missing) == {None}, composite
        assert composite.assessable == (composite.coverage >= 0.5), composite


def test_there_is_a_composite_of_every_concern_and_every_group_of_the_face(document: AnalysisDocument) -> None:
    of_face = {(c.group, c.concern) for c in document.composites if c.region == "face"}
    assert of_face == {(c.group, c.name) for c in CONCERNS} | {(c.group, None) for c in CONCERNS}


def test_summaries_have_numbers_or_a_reason(document: AnalysisDocument) -> None:
    assert {"skin_quality"} <= {summary.summary for summary in document.summaries}
    for summary in document.summaries:
        assert (summary.severity is None) == (summary.reason is not None) == (not summary.assessable)
        assert sum(summary.weights.values()) == pytest.approx(1, abs=0.01)


def test_drivers_rank_the_composites_of_their_third(document: AnalysisDocument) -> None:
    assert [drivers.third for drivers in document.drivers] == ["upper", "middle", "lower"]
    groups = {(c.region, c.group): c.severity for c in document.composites if c.concern is None}
    for drivers in document.drivers:
        ranked = [each.severity for each in drivers.ranking]
        assert ranked == sorted(ranked, reverse=True)
        assert all(groups[drivers.third, each.group] == each.severity for each in drivers.ranking)


def test_it_says_what_was_looked_for(document: AnalysisDocument) -> None:
    assert [(c.concern, c.title, c.group) for c in document.concerns] == [(c.name, c.title, c.group) for c in CONCERNS]


def test_marks_lie_in_assessable_zones_of_their_concern(document: AnalysisDocument) -> None:
    assessable = {(f.zone, f.concern) for f in document.findings if f.assessable}
    assert document.marks
    assert {(mark.zone, mark.concern) for mark in document.marks} <= assessable


def test_a_mark_lies_on_its_zone(document: AnalysisDocument) -> None:
    """Within a pixel and a half: outlines are polygons, marks bend with the face."""
    polygons = {zone.zone: np.array(zone.polygon_px, np.float32) for zone in document.zones}
    for mark in document.marks:
        away = [-cv2.pointPolygonTest(polygons[mark.zone], point, True) for point in mark.points_px]
        assert max(away) < 1.5, (mark.concern, mark.zone)


def test_without_a_second_photo_dynamic_lines_are_null(written: Json) -> None:
    assert (written["dynamic"], written["animated"]) == (None, None)


def test_left_and_right_are_the_clients(document: AnalysisDocument) -> None:
    """In a front view the client's left lies on the picture's right."""
    middles = {zone.zone: np.mean(zone.polygon_px, axis=0)[0] for zone in document.zones}
    kinds = [name.removesuffix("_left") for name in middles if name.endswith("_left")]
    assert len(kinds) >= 10
    assert [kind for kind in kinds if middles[f"{kind}_left"] <= middles[f"{kind}_right"]] == []


def test_polygons_lie_around_the_landmarks(document: AnalysisDocument) -> None:
    """The nose's polygon holds the tip of the nose (landmark 4)."""
    (nose,) = (np.array(zone.polygon_px) for zone in document.zones if zone.zone == "nose")
    tip = document.face.landmarks_px[4][:2]
    assert (nose.min(0) < tip).all() and (tip < nose.max(0)).all()


def test_nothing_of_the_file_but_its_hash_and_format_is_kept(document: AnalysisDocument, portrait: Photo) -> None:
    assert document.photo.model_dump() == {
        "sha256": portrait.sha256,
        "width": portrait.width,
        "height": portrait.height,
        "format": portrait.format,
        "view": "front",
        "expression": "rest",
        "color_correction": "none",
        "color_delta_e": None,
    }


def test_the_same_photo_gives_the_same_bytes(
    analyzer: Analyzer, finder: FaceFinder, portrait: Photo, document: AnalysisDocument
) -> None:
    """Found and measured anew, by another analyzer too."""
    for again in (analyzer, Analyzer()):
        (face,) = finder.find([portrait])
        assert isinstance(face, Face)
        assert AnalysisDocument.of(again.measure(portrait, face)).model_dump_json() == document.model_dump_json()
