"""Zones on the chart and on a photo: where they lie, and that none lies on another."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from models.canonical_face import CanonicalFace
from vision.chart import ChartGeometry, ChartMaker
from vision.face import Face
from vision.zones import ZoneAtlas

# Zone: landmarks inside it, and some that must be outside (MediaPipe's numbering; the client's sides).
EXPECTED = {
    "forehead": ((151, 108, 337), (9, 8, 52, 282)),
    "glabella": ((9, 8), (151, 168, 55, 285)),
    "crows_feet_right": ((35, 226), (33, 446)),
    "crows_feet_left": ((265, 446), (263, 226)),
    "upper_eyelid_right": ((223, 222), (468, 159, 105)),
    "upper_eyelid_left": ((443, 442), (473, 386, 334)),
    "lower_eyelid_right": ((230, 231), (468, 145)),
    "lower_eyelid_left": ((450, 451), (473, 374)),
    "tear_trough_left": ((329, 348), (374, 423)),
    "nose": ((1, 4, 195), (2, 164, 133, 362)),
    "malar_cheek_left": ((345, 347), (446, 423)),
    "mid_cheek_right": ((205, 36), (206, 216)),
    "nasolabial_fold_left": ((426, 436), (291, 425)),
    "upper_lip": ((164, 393, 167), (0, 2)),
    "lips": ((0, 37, 267), (164, 18, 61)),
    "marionette_right": ((204, 202), (61, 273)),
    "chin": ((199, 200), (17, 14)),
    "jawline_left": ((434, 430), (425, 152)),
}


@pytest.fixture(scope="module")
def outlines(atlas: ZoneAtlas, chart_maker: ChartMaker, astronaut_face: Face) -> dict[str, NDArray[np.float32]]:
    placement = chart_maker.geometry.place(astronaut_face.landmarks_px)
    return {zone.name: atlas.outline_px(zone.name, placement) for zone in atlas.zones}


def _whole(atlas: ZoneAtlas, name: str, size: int) -> NDArray[np.bool_]:
    mask = np.zeros((size, size), bool)
    mask[atlas.masks[name].rows, atlas.masks[name].columns] = atlas.masks[name].inside
    return mask


def _contains(outline: NDArray[np.float32], point: NDArray[np.float32]) -> bool:
    return cv2.pointPolygonTest(outline, (float(point[0]), float(point[1])), False) > 0


def test_no_pixel_belongs_to_two_zones(atlas: ZoneAtlas, chart_maker: ChartMaker) -> None:
    size = chart_maker.geometry.size
    assert sum(_whole(atlas, name, size).astype(int) for name in atlas.masks).max() == 1


@pytest.mark.parametrize("size", [288, 1024])
def test_no_overlap_at_other_chart_sizes(canonical: CanonicalFace, size: int) -> None:
    atlas = ZoneAtlas(ChartGeometry(canonical, size))
    count = sum(_whole(atlas, name, size).astype(int) for name in atlas.masks)
    assert np.count_nonzero(count > 1) <= 10 * (size / 576)  # single pixels where outlines share an edge


def test_masks_of_a_pair_are_mirror_images(atlas: ZoneAtlas, chart_maker: ChartMaker) -> None:
    size = chart_maker.geometry.size
    for zone in atlas.zones:
        if zone.side == "left":
            right = _whole(atlas, f"{zone.kind}_right", size)
            assert np.array_equal(_whole(atlas, zone.name, size)[:, ::-1], right), zone.kind


def test_zones_lie_on_the_mesh(atlas: ZoneAtlas, chart_maker: ChartMaker) -> None:
    """Filled outlines lose nothing where the mesh ends."""
    geometry = chart_maker.geometry
    for zone in atlas.zones:
        points = np.round((zone.outline * geometry.size - 0.5) * 256).astype(np.int32)
        filled = cv2.fillPoly(np.zeros((geometry.size, geometry.size), np.uint8), [points], 1, shift=8) > 0
        assert not (filled & ~geometry.inside).any(), zone.name


def test_every_zone_has_room_to_measure_in(atlas: ZoneAtlas) -> None:
    assert min(mask.inside.sum() for mask in atlas.masks.values()) > 500


def test_mask_is_cut_to_its_bounding_box(atlas: ZoneAtlas) -> None:
    for mask in atlas.masks.values():
        assert mask.inside[[0, -1]].any(1).all()
        assert mask.inside[:, [0, -1]].any(0).all()


def test_mask_takes_its_own_pixels(atlas: ZoneAtlas, chart_maker: ChartMaker) -> None:
    size = chart_maker.geometry.size
    numbers = np.arange(size * size).reshape(size, size)
    expected = numbers[_whole(atlas, "chin", size)]
    np.testing.assert_array_equal(atlas.masks["chin"].take(numbers), expected)


def test_mouth_line_is_left_out_of_the_lips(atlas: ZoneAtlas, chart_maker: ChartMaker) -> None:
    geometry = chart_maker.geometry
    lips = _whole(atlas, "lips", geometry.size)
    column, row = (geometry.positions[13] * geometry.size).astype(int)
    assert not lips[row, column]


@pytest.mark.parametrize("name", EXPECTED)
def test_zone_holds_its_landmarks(outlines: dict[str, Any], astronaut_face: Face, name: str) -> None:
    for landmark in EXPECTED[name][0]:
        assert _contains(outlines[name], astronaut_face.landmarks_px[landmark]), landmark


@pytest.mark.parametrize("name", EXPECTED)
def test_zone_leaves_its_neighbors_out(outlines: dict[str, Any], astronaut_face: Face, name: str) -> None:
    for landmark in EXPECTED[name][1]:
        assert not _contains(outlines[name], astronaut_face.landmarks_px[landmark]), landmark


def test_no_zone_holds_an_iris(outlines: dict[str, Any], astronaut_face: Face) -> None:
    for center in (468, 473):
        held = [n for n, outline in outlines.items() if _contains(outline, astronaut_face.landmarks_px[center])]
        assert not held


def test_left_is_the_clients(outlines: dict[str, Any]) -> None:
    """The client's left stands on the right of the picture."""
    for name in outlines:
        if name.endswith("_left"):
            right = outlines[name.removesuffix("_left") + "_right"]
            assert outlines[name][:, 0].mean() > right[:, 0].mean()


def test_thirds_stand_one_over_the_other(atlas: ZoneAtlas, outlines: dict[str, Any]) -> None:
    heights = {
        third: np.mean([outlines[z.name][:, 1].mean() for z in atlas.zones if z.third == third])
        for third in ("upper", "middle", "lower")
    }
    assert heights["upper"] < heights["middle"] < heights["lower"]


def test_outlines_do_not_cross_themselves(atlas: ZoneAtlas, chart_maker: ChartMaker) -> None:
    """The signed area of an outline that crossed itself would fall short of what it fills."""
    size = chart_maker.geometry.size
    for zone in atlas.zones:
        filled = cv2.fillPoly(np.zeros((size, size), np.uint8), [np.round(zone.outline * size).astype(np.int32)], 1)
        rim = len(zone.outline) + cv2.arcLength((zone.outline * size).astype(np.float32), True)
        area = cv2.contourArea((zone.outline * size).astype(np.float32))
        assert np.count_nonzero(filled) - area < rim, zone.name


def test_outline_follows_the_mask(atlas: ZoneAtlas, chart_maker: ChartMaker, astronaut_face: Face) -> None:
    """The outline carried to the photo encloses the photo places of the mask's pixels, but for its rim."""
    placement = chart_maker.geometry.place(astronaut_face.landmarks_px)
    grid = chart_maker.geometry.grid(placement)
    for name, mask in atlas.masks.items():
        if name == "submental":  # nearly edge-on from the front, where the mesh folds over itself
            continue
        outline = atlas.outline_px(name, placement)
        places = mask.take(grid)[::7]
        depth = [cv2.pointPolygonTest(outline, (float(x), float(y)), True) for x, y in places]
        assert min(depth) > -0.5, name  # photo pixels


def test_areas_are_those_of_a_face(atlas: ZoneAtlas) -> None:
    """mm² of skin: a forehead as large as a hand's palm, a tear trough as a fingertip."""
    assert 3500 < atlas.areas_mm2["forehead"] < 5500
    assert 100 < atlas.areas_mm2["tear_trough_left"] < 300


def test_both_sides_of_a_pair_have_the_same_area(atlas: ZoneAtlas) -> None:
    by_kind: dict[str, set[float]] = {}
    for zone in atlas.zones:
        by_kind.setdefault(zone.kind, set()).add(atlas.areas_mm2[zone.name])
    assert {kind: areas for kind, areas in by_kind.items() if len(areas) > 1} == {}


def test_an_area_does_not_depend_on_the_charts_size(atlas: ZoneAtlas, canonical: CanonicalFace) -> None:
    """Within the raster: a thin zone loses up to 4 % of its area at its rim."""
    finer = ZoneAtlas(ChartGeometry(canonical, 900))
    assert finer.areas_mm2 == pytest.approx(atlas.areas_mm2, rel=0.05)
