"""The evidence picture: heat lands on the skin it came from."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from tests.vision.pictures.sitters import Sitter, face_part, frame_of, graded, unanswered, zone_mask
from vision.analysis import Analysis
from vision.pictures import draw_evidence
from vision.pictures.backprojection import chart_positions, project
from vision.pictures.evidence import evidence_colors

# Landmarks far apart and seen from the front: forehead, cheeks (client's right, left), nose, chin.
LANDMARKS = (151, 50, 280, 4, 199)


def dot_at(sitter: Sitter, vertex: int) -> NDArray[np.float32]:
    """A chart with a spot, three pixels wide, at a vertex."""
    geometry = sitter.maker.geometry
    rows, columns = np.mgrid[: geometry.size, : geometry.size] + 0.5
    column, row = geometry.positions[vertex] * geometry.size
    return np.exp(-((columns - column) ** 2 + (rows - row) ** 2) / 4.5).astype(np.float32)


def heat_of(sitter: Sitter, evidence: NDArray[np.float32]) -> tuple[NDArray[np.float64], Analysis]:
    """(h, w) change of the face part by the evidence."""
    cold = sitter.analysis(evidence={"redness": np.zeros_like(evidence)})
    hot = sitter.analysis(evidence={"redness": evidence})
    difference = face_part(draw_evidence(hot, "redness"), hot) - face_part(draw_evidence(cold, "redness"), cold)
    return np.abs(difference).sum(-1), hot


@pytest.mark.parametrize("vertex", LANDMARKS)
def test_a_dot_on_the_chart_lands_on_its_landmark(sitter: Sitter, vertex: int) -> None:
    heat, analysis = heat_of(sitter, dot_at(sitter, vertex))
    expected = frame_of(analysis).place(sitter.face.landmarks_px[[vertex], :2])[0]
    rows, columns = np.mgrid[: heat.shape[0], : heat.shape[1]] + 0.5
    found = np.array([(columns * heat).sum(), (rows * heat).sum()]) / heat.sum()
    assert np.hypot(*(found - expected)) < 1.1


def test_a_thin_line_stays_thin(sitter: Sitter) -> None:
    """A line of one chart pixel across the forehead is at most three chart pixels wide in the picture."""
    geometry = sitter.maker.geometry
    evidence = np.zeros((geometry.size, geometry.size), np.float32)
    row = int(0.15 * geometry.size)
    evidence[row, int(0.42 * geometry.size) : int(0.58 * geometry.size)] = 1
    heat, analysis = heat_of(sitter, evidence)
    middle = int(frame_of(analysis).place(sitter.face.landmarks_px[[151], :2])[0, 0])
    width = (heat[:, middle] > 30).sum()
    photo_px_per_chart_px = analysis.chart.density[row, geometry.size // 2]
    assert 1 <= width <= 3 * photo_px_per_chart_px * frame_of(analysis).scale[1]


def test_skin_shows_through_a_wide_patch(sitter: Sitter) -> None:
    size = sitter.maker.geometry.size
    hot = sitter.analysis(evidence={"redness": np.ones((size, size), np.float32)})
    cold = sitter.analysis()
    column, row = frame_of(hot).place(sitter.face.landmarks_px[[50], :2])[0].astype(int)
    cheek = slice(row - 30, row + 30), slice(column - 30, column + 30)
    after, before = (face_part(draw_evidence(shown, "redness"), shown)[cheek].std(0) for shown in (hot, cold))
    assert (after > 0.4 * before).all()


def test_stronger_evidence_is_brighter() -> None:
    colors = evidence_colors(64).astype(float) @ (0.2126, 0.7152, 0.0722)
    assert (np.diff(colors) > 0).all()


def test_faint_noise_is_not_drawn(sitter: Sitter) -> None:
    size = sitter.maker.geometry.size
    heat, _ = heat_of(sitter, np.full((size, size), 0.05, np.float32))
    assert not heat.any()


def test_the_face_is_dimmed_and_dark_skin_is_not_lost(sitter: Sitter, dark_sitter: Sitter) -> None:
    for someone in (sitter, dark_sitter):
        analysis = someone.analysis()
        face = face_part(draw_evidence(analysis, "redness"), analysis)
        photo = frame_of(analysis).cut(analysis.photo.image_rgb).astype(float)
        middle = tuple(slice(side // 3, 2 * side // 3) for side in face.shape[:2])
        assert np.ptp(face[middle].mean((0, 1))) < np.ptp(photo[middle].mean((0, 1))), "less color"
        assert 50 < np.median(face[middle]) < 120


def test_where_was_looked_is_outlined(sitter: Sitter) -> None:
    looked = sitter.analysis([graded("chin", 0), graded("forehead", 0), unanswered("nose")])
    blank = sitter.analysis()
    changed = face_part(draw_evidence(looked, "redness"), looked) != face_part(draw_evidence(blank, "redness"), blank)
    chin, nose = (zone_mask(looked, zone, -4) for zone in ("chin", "nose"))
    assert changed.any(-1)[chin].any() and not changed.any(-1)[nose].any()


def test_the_bar_is_ten_millimeters(sitter: Sitter) -> None:
    analysis = sitter.analysis()
    face = face_part(draw_evidence(analysis, "redness"), analysis)
    foot = face[-60:, face.shape[1] // 4 : 3 * face.shape[1] // 4].min(-1) > 250
    longest = max(max(len(run) for run in "".join("01"[int(white)] for white in row).split("0")) for row in foot)
    expected = 10 / sitter.face.mm_per_px * frame_of(analysis).scale[0]
    assert abs(longest - expected) <= 2


def test_a_concern_without_evidence_shows_the_bare_face(sitter: Sitter) -> None:
    size = sitter.maker.geometry.size
    none = sitter.analysis()
    zero = sitter.analysis(evidence={"redness": np.zeros((size, size), np.float32)})
    assert np.array_equal(
        face_part(draw_evidence(none, "redness"), none), face_part(draw_evidence(zero, "redness"), zero)
    )
    assert not np.array_equal(draw_evidence(none, "redness"), draw_evidence(zero, "redness")), "it is said"


def test_the_same_analysis_gives_the_same_pixels(sitter: Sitter) -> None:
    evidence = {"redness": dot_at(sitter, 50)}
    first, again = (draw_evidence(sitter.analysis(evidence=evidence), "redness") for _ in range(2))
    assert np.array_equal(first, again)


def two_triangles(first_z: float, second_z: float) -> tuple[NDArray[np.float64], Any]:
    """Two triangles over the same pixels, one from the chart's left half and one from its right half."""
    corners = np.array([[0.0, 0], [40, 0], [0, 40]])
    vertices = np.vstack([np.c_[corners, np.full(3, first_z)], np.c_[corners, np.full(3, second_z)]])
    left = np.array([[0.1, 0.1], [0.4, 0.1], [0.1, 0.4]])
    mesh = SimpleNamespace(triangles=np.array([[0, 1, 2], [3, 4, 5]]))
    return vertices, SimpleNamespace(mesh=mesh, positions=np.vstack([left, left + np.array([0.5, 0])]))


def test_the_nearest_skin_wins() -> None:
    vertices, geometry = two_triangles(first_z=-5, second_z=5)
    assert chart_positions(vertices, geometry, (50, 50))[10, 10, 0] < 0.5
    vertices, geometry = two_triangles(first_z=5, second_z=-5)
    assert chart_positions(vertices, geometry, (50, 50))[10, 10, 0] > 0.5


def test_skin_turned_away_is_not_drawn() -> None:
    vertices, geometry = two_triangles(first_z=0, second_z=1)
    geometry.mesh.triangles = geometry.mesh.triangles[:, ::-1]
    positions = chart_positions(vertices, geometry, (50, 50))
    assert not project(np.ones((64, 64), np.float32), positions).any()


def test_positions_are_exact_between_the_corners() -> None:
    """Pixel (10, 20) has its center at x 20.5, y 10.5 of a triangle that maps 40 pixels to 0.3."""
    vertices, geometry = two_triangles(first_z=-5, second_z=5)
    found = chart_positions(vertices, geometry, (50, 50))[10, 20]
    assert found == pytest.approx((0.1 + 0.3 * 20.5 / 40, 0.1 + 0.3 * 10.5 / 40), abs=1e-5)
