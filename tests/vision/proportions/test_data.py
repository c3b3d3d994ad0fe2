"""The registry and the accuracy that was measured fit each other, and decide what is told."""

from __future__ import annotations

import numpy as np
import pytest

from models.canonical_face import CanonicalFace
from vision.capture import CaptureReport, Declaration
from vision.face import Face, read_form
from vision.face.face import IRIS_DIAMETER_MM, IRIS_DIAMETER_SD_MM
from vision.proportions import (
    FEWEST,
    MIN_CORRELATION,
    Accuracy,
    NoProportionReason,
    Proportion,
    Row,
    level,
    load_accuracy,
    load_rows,
    measure_proportions,
    values_of,
)

LANDMARKS, MARKED = 478, 189
ROWS = {row.name: row for row in load_rows()}
MEASURED = [row for row in load_rows() if row.kind != "unseen"]
POOR = Accuracy(n=FEWEST, bias=0.0, sd=1.0, correlation=MIN_CORRELATION - 0.01)


def tell(face: Face, canonical: CanonicalFace) -> dict[str, Proportion]:
    form = read_form(face, canonical.vertices_cm)
    found = measure_proportions(face, form, CaptureReport(Declaration(), ()), (512, 512))
    return {each.name: each for each in found}


def test_names_and_titles_are_each_said_once() -> None:
    assert len(ROWS) == len(load_rows()) == len({row.title for row in load_rows()})


@pytest.mark.parametrize("row", load_rows(), ids=lambda row: row.name)
def test_a_row_has_what_its_kind_needs_and_nothing_else(row: Row) -> None:
    has = {
        "span": row.span is not None and row.axis is not None,
        "ratio": bool(row.part and row.whole),
        "reason": row.reason is not None,
    }
    needs = {"distance": "span", "difference": "span", "ratio": "ratio", "unseen": "reason"}[row.kind]
    assert {key for key, given in has.items() if given} == {needs}
    assert (row.marked is None) or row.span is not None


@pytest.mark.parametrize("row", MEASURED, ids=lambda row: row.name)
def test_its_points_exist(row: Row) -> None:
    for span, count in ((row.span, LANDMARKS), (row.marked, MARKED)):
        if span:
            assert span.start and span.end and all(0 <= number < count for number in (*span.start, *span.end))
    assert all(ROWS[name].kind == "distance" for name in (*row.part, *row.whole))


def test_a_reason_is_one_of_the_codes() -> None:
    assert {row.reason for row in load_rows() if row.reason} <= {reason.value for reason in NoProportionReason}


def test_there_is_an_accuracy_for_every_row_with_marked_points() -> None:
    marked = {row.name for row in MEASURED if row.marked}
    ratios = {row.name for row in MEASURED if row.kind == "ratio" and {*row.part, *row.whole} <= marked}
    assert load_accuracy().keys() == marked | ratios


@pytest.mark.parametrize("name", load_accuracy())
def test_an_accuracy_is_of_enough_people_and_its_sides_are_alike(name: str) -> None:
    found = load_accuracy()[name]
    assert found.n >= FEWEST and found.sd > 0 and -1 <= found.correlation <= 1
    assert found.bias == 0 or ROWS[name].kind != "difference"
    assert load_accuracy()[name.replace("right", "left")] == found


def test_an_interval_is_of_landmarks_and_ruler() -> None:
    known = Accuracy(n=FEWEST, bias=0.0, sd=2.0, correlation=0.9)
    low, high = known.interval(60.0, in_mm=True)
    ruler = 60 * IRIS_DIAMETER_SD_MM / IRIS_DIAMETER_MM
    assert (high - low) / 2 == pytest.approx(1.645 * np.hypot(2, ruler)) and high + low == pytest.approx(120)
    assert known.interval(60.0, in_mm=False) == pytest.approx((60 - 3.29, 60 + 3.29))


def test_what_follows_marked_points_poorly_is_not_told(
    monkeypatch: pytest.MonkeyPatch, astronaut_face: Face, canonical: CanonicalFace
) -> None:
    assert tell(astronaut_face, canonical)["nose_width"].assessable
    monkeypatch.setattr("vision.proportions.measure.load_accuracy", lambda: {"nose_width": POOR})
    found = tell(astronaut_face, canonical)["nose_width"]
    assert (found.reason, found.value) == (NoProportionReason.ACCURACY, None)


def test_what_nobody_marked_has_no_interval(
    monkeypatch: pytest.MonkeyPatch, astronaut_face: Face, canonical: CanonicalFace
) -> None:
    assert tell(astronaut_face, canonical)["nose_width"].interval is not None
    monkeypatch.setattr("vision.proportions.measure.load_accuracy", dict)
    found = tell(astronaut_face, canonical)["nose_width"]
    assert found.assessable and found.value is not None and found.interval is None


def test_level_points_have_the_pupils_on_a_line() -> None:
    # Pupils 50 apart; the third lies 15 left of their middle and 40 below.
    points = np.array([[10.0, 20.0], [50.0, 50.0], [15.0, 75.0]])
    np.testing.assert_allclose(level(points, (0, 1)), [[-25, 0], [25, 0], [12, 41]], atol=1e-9)


def test_values_are_ends_minus_starts_and_shares_in_percent() -> None:
    width, height, share = (
        ROWS[name] for name in ("interpupillary_distance", "philtrum_length", "nose_to_intercanthal")
    )
    points = np.zeros((LANDMARKS, 2))
    points[473, 0], points[0, 1] = 60, 15
    points[294, 0], points[362, 0] = 36, 30
    rows = [width, height, share, ROWS["nose_width"], ROWS["intercanthal_distance"]]
    found = values_of(rows, points, lambda row: row.span)
    expected = {"interpupillary_distance": 60, "philtrum_length": 15, "nose_width": 36, "intercanthal_distance": 30}
    assert found == pytest.approx(expected | {"nose_to_intercanthal": 120})
