"""Marks on the photo: where the evidence of a zone lies, in the shape that its details tell."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from vision.chart import ChartMaker, Placement
from vision.concerns import CONCERNS, Reading
from vision.face import Face
from vision.marks import Mark, Shape, mark_zone, shape_of
from vision.zones import ZoneAtlas

MM_PER_PX = 0.45
CONCERN = replace(CONCERNS[0], name="told", evidence_full=10.0)


@pytest.fixture(scope="module")
def placement(chart_maker: ChartMaker, astronaut_face: Face) -> Placement:
    return chart_maker.geometry.place(astronaut_face.landmarks_px)


def marks_of(
    zone: str, details: dict[str, float], atlas: ZoneAtlas, chart_maker: ChartMaker, placement: Placement
) -> list[Mark]:
    """Of a bar of evidence across the zone's middle, twice as strong at its left."""
    mask = atlas.masks[zone]
    evidence = np.zeros(mask.inside.shape, np.float32)
    rows, columns = np.nonzero(mask.inside)
    row, middle = int(rows.mean()), int(columns.mean())
    evidence[row - 2 : row + 3, : middle - 4] = 10.0
    evidence[row - 2 : row + 3, middle + 4 :] = 5.0
    (found,) = [each for each in atlas.zones if each.name == zone]
    return mark_zone(CONCERN, found, mask, Reading(1.0, evidence, details), chart_maker.geometry, placement, MM_PER_PX)


@pytest.mark.parametrize(
    ("details", "shape"),
    [
        ({"count": 3.0, "length_mm": 30.0, "depth_percent": 4.0}, "line"),
        ({"count": 3.0, "area_mm2": 30.0}, "spot"),
        ({"area_mm2": 300.0}, "area"),
        ({}, "area"),
    ],
)
def test_what_is_measured_of_it_tells_its_shape(details: dict[str, float], shape: Shape) -> None:
    assert shape_of(details) == shape


@pytest.mark.parametrize("details", [{"length_mm": 1.0}, {"count": 1.0}, {}])
@pytest.mark.parametrize("zone", ["forehead", "mid_cheek_left", "crows_feet_right"])
def test_marks_lie_inside_their_zone(
    zone: str, details: dict[str, float], atlas: ZoneAtlas, chart_maker: ChartMaker, placement: Placement
) -> None:
    marks = marks_of(zone, details, atlas, chart_maker, placement)
    outline = atlas.outline_px(zone, placement)
    assert marks
    for mark in marks:
        assert (mark.zone, mark.concern) == (zone, "told")
        assert (mark.points_px >= outline.min(0) - 1).all() and (mark.points_px <= outline.max(0) + 1).all()


def test_the_strongest_come_first(atlas: ZoneAtlas, chart_maker: ChartMaker, placement: Placement) -> None:
    marks = marks_of("forehead", {"count": 2.0}, atlas, chart_maker, placement)
    strong, weak = (mark.strength for mark in marks)
    assert weak == pytest.approx(strong / 2, rel=0.05)


def test_the_clients_right_is_on_the_left_of_a_front_view(
    atlas: ZoneAtlas, chart_maker: ChartMaker, placement: Placement
) -> None:
    """The stronger half of the bar lies on the chart's left, which is the client's right."""
    strong, weak = marks_of("forehead", {"count": 2.0}, atlas, chart_maker, placement)
    assert strong.points_px[:, 0].max() < weak.points_px[:, 0].min()


def test_evidence_beside_the_zone_makes_no_mark(
    atlas: ZoneAtlas, chart_maker: ChartMaker, placement: Placement
) -> None:
    mask = atlas.masks["nose"]
    (nose,) = [zone for zone in atlas.zones if zone.name == "nose"]
    reading = Reading(1.0, np.where(mask.inside, 0, 10).astype(np.float32), {"count": 1.0})
    assert mark_zone(CONCERN, nose, mask, reading, chart_maker.geometry, placement, MM_PER_PX) == []
