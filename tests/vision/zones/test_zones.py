"""Zones are rows of data: their number, names, sides and the check of every row."""

from __future__ import annotations

import json
from collections.abc import Callable
from importlib.resources import files
from typing import Any, get_args

import numpy as np
import pytest

from vision.capture import Expression
from vision.chart import ChartMaker
from vision.zones import ZoneAtlas, load_zones, parse_zones, zone_names

DESIGN_KINDS = """
    forehead glabella temple crows_feet upper_eyelid lower_eyelid tear_trough nose malar_cheek mid_cheek lateral_cheek
    nasolabial_fold upper_lip lips marionette chin prejowl jawline submental
""".split()  # noqa: SIM905 - a list of nineteen strings is harder to read
NEW_ROW = {
    "kind": "nose_tip",
    "title": "Tip of the nose",
    "third": "middle",
    "sides": "midline",
    "half": [[0.5, 0.49], [0.47, 0.5], [0.47, 0.52], [0.5, 0.53]],
}


@pytest.fixture
def file_with() -> Callable[..., str]:
    """The zone file's text with one more row: the new one, changed as a test says."""
    text = (files("vision.zones") / "data" / "zones.json").read_text()

    def make(without: tuple[str, ...] = (), **changes: Any) -> str:
        content = json.loads(text)
        row = {key: value for key, value in (NEW_ROW | changes).items() if key not in without}
        content["zones"].append(row)
        return json.dumps(content)

    return make


@pytest.mark.parametrize("kind", DESIGN_KINDS)
def test_kind_of_the_design_is_there(kind: str) -> None:
    assert zone_names(kind)


def test_there_are_about_thirty_zones() -> None:
    assert len(load_zones()) >= 30


def test_names_are_unique() -> None:
    names = [zone.name for zone in load_zones()]
    assert len(set(names)) == len(names)


def test_name_is_kind_and_side() -> None:
    for zone in load_zones():
        assert zone.name == (zone.kind if zone.side == "midline" else f"{zone.kind}_{zone.side}")


def test_paired_kinds_have_both_sides_right_first() -> None:
    assert zone_names("crows_feet") == ("crows_feet_right", "crows_feet_left")


def test_unknown_kind_is_an_error() -> None:
    with pytest.raises(KeyError):
        zone_names("area_3")


def test_every_third_has_zones() -> None:
    assert {zone.third for zone in load_zones()} == {"upper", "middle", "lower"}


def test_t_and_u_zone_are_what_is_meant_by_them() -> None:
    kinds = {belt: {zone.kind for zone in load_zones() if zone.belt == belt} for belt in ("t_zone", "u_zone")}
    assert kinds["t_zone"] == {"forehead", "glabella", "nose", "chin"}
    assert kinds["u_zone"] == {"malar_cheek", "mid_cheek", "lateral_cheek", "jawline"}


def test_outlines_of_a_pair_mirror_each_other() -> None:
    zones = {zone.name: zone for zone in load_zones()}
    for kind in {zone.kind for zone in load_zones() if zone.side == "left"}:
        right, left = ({tuple(p) for p in zones[f"{kind}_{side}"].outline.round(9)} for side in ("right", "left"))
        assert {(round(1 - u, 9), v) for u, v in left} == right


def test_midline_outlines_mirror_themselves() -> None:
    for zone in load_zones():
        if zone.side == "midline":
            points = {tuple(p) for p in zone.outline.round(9)}
            assert {(round(1 - u, 9), v) for u, v in points} == points


def test_new_row_is_a_new_zone(file_with: Callable[..., str], chart_maker: ChartMaker) -> None:
    """The price of a zone: one row, no code."""
    zones = parse_zones(file_with())
    atlas = ZoneAtlas(chart_maker.geometry, zones)
    assert {zone.name for zone in zones} - {zone.name for zone in load_zones()} == {"nose_tip"}
    assert atlas.masks["nose_tip"].inside.sum() > 100


def test_new_paired_row_is_two_zones(file_with: Callable[..., str]) -> None:
    zones = parse_zones(file_with(sides="paired", half=[[0.4, 0.5], [0.45, 0.5], [0.45, 0.55]]))
    assert [zone.name for zone in zones[-2:]] == ["nose_tip_right", "nose_tip_left"]


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"third": "top"}, "third"),
        ({"sides": "left"}, "sides"),
        ({"kind": "Area 3"}, "kind"),
        ({"title": ""}, "title"),
        ({"half": [[0.5, 0.4], [0.4, 0.5]]}, "half"),
        ({"half": [[0.5, 0.4], [0.4, 1.5], [0.5, 0.6]]}, "half.1.1"),
        ({"half": [[0.5, 0.4], [0.4, 0.5], [0.48, 0.6]]}, "must begin and end at u = 0.5"),
        ({"sides": "paired", "half_hole": NEW_ROW["half"]}, "half_hole is for midline zones"),
        ({"color": "red"}, "color"),
        ({"without": ("title",)}, "title"),
        ({"without": ("half",)}, "half"),
    ],
)
def test_wrong_row_is_named_with_its_field(file_with: Callable[..., str], changes: dict[str, Any], named: str) -> None:
    row = len(json.loads(file_with())["zones"]) - 1  # the last one
    with pytest.raises(ValueError, match=rf"zone file: zones\.{row}") as caught:
        parse_zones(file_with(**changes))
    assert named in str(caught.value)


def test_second_row_of_a_kind_is_an_error(file_with: Callable[..., str]) -> None:
    with pytest.raises(ValueError, match=r"share a name: \['nose'\]"):
        parse_zones(file_with(kind="nose"))


def test_file_that_is_not_json_is_an_error() -> None:
    with pytest.raises(ValueError, match="zone file"):
        parse_zones("{")


def test_corners_are_rounded_without_growing() -> None:
    """Chaikin's cuts stay inside the drawn outline's bounding box."""
    drawn = json.loads((files("vision.zones") / "data" / "zones.json").read_text())["zones"]
    zones = {zone.kind: zone for zone in load_zones() if zone.side in ("right", "midline")}
    for row in drawn:
        low = np.min(row["half"], axis=0)
        assert (zones[row["kind"]].outline.min(0) >= low - 1e-9).all()


def test_every_expression_that_can_be_declared_moves_some_zone() -> None:
    moved = {movement for zone in load_zones() for movement in zone.moved_by}
    assert moved == set(get_args(Expression)) - {"rest"}


def test_the_zones_of_lines_that_everybody_makes_are_moved_as_everybody_knows() -> None:
    moved_by = {zone.kind: zone.moved_by for zone in load_zones()}
    known = {"forehead": ("brows_up",), "glabella": ("frown",), "crows_feet": ("smile",), "jawline": ()}
    assert {kind: moved_by[kind] for kind in known} == known


def test_an_unknown_movement_is_refused(file_with: Callable[..., str]) -> None:
    with pytest.raises(ValueError, match="moved_by"):
        parse_zones(file_with(moved_by=["yawn"]))
