"""The chart's constants, and how the mesh lies on a photo."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy import ndimage

from models.canonical_face import CanonicalFace
from vision.chart import ChartGeometry

GRID_TOLERANCE_PX = 0.01  # float32 positions of some 1,000 px
EQUIVARIANCE_TOLERANCE_PX = 0.01
DENSITY_TOLERANCE = 1e-4  # relative


def _triangles(points: NDArray[np.float64], geometry: ChartGeometry) -> list[NDArray[np.float64]]:
    return [points[geometry.mesh.triangles[:, i]] for i in range(3)]


def _signed_areas(points: NDArray[np.float64], geometry: ChartGeometry) -> NDArray[np.float64]:
    a, b, c = _triangles(points, geometry)
    return ((b[:, 0] - a[:, 0]) * (c[:, 1] - a[:, 1]) - (b[:, 1] - a[:, 1]) * (c[:, 0] - a[:, 0])) / 2


def _solve_position(geometry: ChartGeometry, row: int, column: int, vertices: NDArray[np.float64]) -> NDArray:
    """By brute force: the triangle that holds the pixel's center, and its weights from a linear system."""
    point = np.array([(column + 0.5) / geometry.size, (row + 0.5) / geometry.size, 1.0])
    for corners in geometry.mesh.triangles:
        system = np.vstack([geometry.positions[corners].T, np.ones(3)])
        weights = np.linalg.solve(system, point)
        if (weights >= -1e-9).all():
            return weights @ vertices[corners, :2]
    raise AssertionError("no triangle holds this pixel")


def test_every_vertex_is_a_weighted_mean_of_landmarks(geometry: ChartGeometry) -> None:
    np.testing.assert_allclose(geometry.mesh.combination.sum(1), 1.0, rtol=0, atol=1e-12)


def test_mesh_landmarks_stay_where_they_are(geometry: ChartGeometry, canonical_px: NDArray[np.float32]) -> None:
    np.testing.assert_array_equal(geometry.place(canonical_px).vertices_px[:468], canonical_px[:468])


def test_pixel_weights_sum_to_one(geometry: ChartGeometry) -> None:
    """A mesh whose vertices all stand at one place puts every pixel there."""
    grid = geometry.grid(geometry.place(np.full((478, 3), 7.0, np.float32)))
    np.testing.assert_allclose(grid[geometry.inside], 7.0, rtol=0, atol=1e-5)


def test_grid_equals_brute_force(geometry: ChartGeometry, canonical_px: NDArray[np.float32]) -> None:
    placement = geometry.place(canonical_px)
    grid = geometry.grid(placement)
    inside = np.argwhere(geometry.inside)
    for row, column in inside[np.random.default_rng(2).choice(len(inside), 60, replace=False)]:
        expected = _solve_position(geometry, row, column, placement.vertices_px)
        np.testing.assert_allclose(grid[row, column], expected, rtol=0, atol=GRID_TOLERANCE_PX)


def test_grid_lies_far_outside_off_the_mesh(geometry: ChartGeometry, canonical_px: NDArray[np.float32]) -> None:
    assert (geometry.grid(geometry.place(canonical_px))[~geometry.inside] < -1000).all()


def test_chart_fits_its_square(geometry: ChartGeometry) -> None:
    assert geometry.positions.min() > 0
    assert geometry.positions.max() < 1


def test_no_triangle_lies_over_another(geometry: ChartGeometry) -> None:
    """Areas that sum to the covered area neither overlap nor leave anything out."""
    covered = np.count_nonzero(geometry.inside) / geometry.size**2
    assert np.abs(_signed_areas(geometry.positions, geometry)).sum() == pytest.approx(covered, rel=1e-3)


def test_all_triangles_are_wound_alike(geometry: ChartGeometry) -> None:
    assert (_signed_areas(geometry.positions, geometry) > 0).all()


def test_extension_leaves_no_gap(geometry: ChartGeometry) -> None:
    """What is off the mesh is one piece around it: there is no hole at the seams or anywhere else."""
    assert ndimage.label(~geometry.inside)[1] == 1


def test_every_inner_edge_belongs_to_two_triangles(geometry: ChartGeometry) -> None:
    corners = geometry.mesh.triangles
    edges = np.sort(np.concatenate([corners[:, [0, 1]], corners[:, [1, 2]], corners[:, [2, 0]]]), axis=1)
    counts = np.unique(edges, axis=0, return_counts=True)[1]
    assert counts.max() == 2
    # A disc without holes: vertices − edges + triangles = 1 (Euler).
    assert len(geometry.positions) - len(counts) + len(corners) == 1


def test_extension_reaches_above_the_mesh_and_below_the_chin(
    geometry: ChartGeometry, canonical_px: NDArray[np.float32]
) -> None:
    mesh, added = np.split(geometry.place(canonical_px).vertices_px[:, 1], [468])
    assert mesh.min() - added.min() > 1.5 * 40  # 15 mm of forehead, seen squarely
    assert added.max() > mesh.max()


@pytest.mark.parametrize("degrees", [0.0, 30.0])
def test_grid_follows_the_landmarks(geometry: ChartGeometry, canonical_px: NDArray[np.float32], degrees: float) -> None:
    cos, sin = np.cos(np.radians(degrees)), np.sin(np.radians(degrees))
    linear, shift = 0.6 * np.array([[cos, -sin], [sin, cos]]), np.array([120.0, -35.0])
    moved = canonical_px.astype(np.float64)
    moved[:, :2] = moved[:, :2] @ linear.T + shift
    moved[:, 2] *= 0.6
    before, after = (geometry.grid(geometry.place(p.astype(np.float32))) for p in (canonical_px, moved))
    expected = before[geometry.inside] @ linear.T + shift
    np.testing.assert_allclose(after[geometry.inside], expected, rtol=0, atol=EQUIVARIANCE_TOLERANCE_PX)


def test_density_is_the_scale_of_a_flat_mesh(geometry: ChartGeometry) -> None:
    """The chart itself as a photo at three pixels per chart pixel."""
    flat = np.zeros((478, 3), np.float32)
    flat[:468, :2] = geometry.positions[:468] * geometry.size * 3
    density = geometry.place(flat).density[:898]
    np.testing.assert_allclose(density, 3.0, rtol=DENSITY_TOLERANCE)


def test_flat_mesh_faces_the_camera(geometry: ChartGeometry) -> None:
    flat = np.zeros((478, 3), np.float32)
    flat[:468, :2] = geometry.positions[:468] * 500
    np.testing.assert_allclose(geometry.place(flat).facing[:898], 1.0, rtol=0, atol=1e-6)


@pytest.mark.parametrize("degrees", [30.0, 60.0])
def test_turned_mesh_faces_away_by_the_cosine(geometry: ChartGeometry, degrees: float) -> None:
    turned = np.zeros((478, 3), np.float32)
    turned[:468, :2] = geometry.positions[:468] * 500
    turned[:468, 2] = turned[:468, 0] * np.sin(np.radians(degrees))
    turned[:468, 0] *= np.cos(np.radians(degrees))
    np.testing.assert_allclose(geometry.place(turned).facing[:898], np.cos(np.radians(degrees)), rtol=0, atol=1e-4)


def test_mesh_seen_from_behind_has_no_density(geometry: ChartGeometry) -> None:
    behind = np.zeros((478, 3), np.float32)
    behind[:468, :2] = geometry.positions[:468] * (-500, 500)
    placement = geometry.place(behind)
    assert (placement.facing[:898] < 0).all()
    assert not placement.density[:898].any()


def test_facing_without_steps_keeps_a_constant(geometry: ChartGeometry) -> None:
    smooth = geometry.per_pixel_smooth(np.full(len(geometry.mesh.triangles), 0.7))
    np.testing.assert_allclose(smooth[geometry.inside], 0.7, rtol=0, atol=1e-5)


def test_values_per_triangle_are_zero_off_the_mesh(geometry: ChartGeometry) -> None:
    spread = geometry.per_pixel(np.ones(len(geometry.mesh.triangles)))
    assert np.array_equal(spread > 0, geometry.inside)


def test_chart_to_photo_agrees_with_the_grid(geometry: ChartGeometry, canonical_px: NDArray[np.float32]) -> None:
    placement = geometry.place(canonical_px)
    rows, columns = np.nonzero(geometry.inside)
    pick = np.random.default_rng(4).choice(len(rows), 200, replace=False)
    centers = (np.stack([columns, rows], 1)[pick] + 0.5) / geometry.size
    expected = geometry.grid(placement)[rows[pick], columns[pick]]
    np.testing.assert_allclose(geometry.to_photo(centers, placement), expected, rtol=0, atol=GRID_TOLERANCE_PX)


def test_vertices_on_the_chart_come_back_as_landmarks(
    geometry: ChartGeometry, canonical_px: NDArray[np.float32]
) -> None:
    landmarks = [1, 9, 50, 199, 280]
    found = geometry.to_photo(geometry.positions[landmarks], geometry.place(canonical_px))
    np.testing.assert_allclose(found, canonical_px[landmarks, :2], rtol=0, atol=GRID_TOLERANCE_PX)


def test_place_off_the_mesh_is_an_error(geometry: ChartGeometry) -> None:
    with pytest.raises(ValueError, match="off the mesh"):
        geometry.locate(np.array([[0.5, 0.5], [0.01, 0.01]]))


@pytest.mark.parametrize("size", [64, 577])
def test_same_place_at_every_chart_size(
    canonical: CanonicalFace, geometry: ChartGeometry, canonical_px: NDArray[np.float32], size: int
) -> None:
    other = ChartGeometry(canonical, size)
    largest = np.argsort(-_signed_areas(geometry.positions, geometry))[:20]
    points = geometry.positions[geometry.mesh.triangles[largest]].mean(1)  # well inside, on any grid
    np.testing.assert_allclose(
        other.to_photo(points, other.place(canonical_px)),
        geometry.to_photo(points, geometry.place(canonical_px)),
        rtol=0,
        atol=GRID_TOLERANCE_PX,
    )


def test_the_charts_surface_is_that_of_the_mesh(geometry: ChartGeometry, canonical: CanonicalFace) -> None:
    """Summed over the chart's pixels, against the triangles themselves; pixels at the rim count whole or not at all."""
    vertices_mm = 10 * geometry.mesh.combination @ canonical.vertices_cm.astype(float)
    a, b, c = (vertices_mm[geometry.mesh.triangles[:, i]] for i in range(3))
    mesh_mm2 = np.linalg.norm(np.cross(b - a, c - a), axis=1).sum() / 2
    assert geometry.surface_mm2.sum() == pytest.approx(mesh_mm2, rel=0.01)


def test_there_is_no_surface_off_the_mesh(geometry: ChartGeometry) -> None:
    assert not geometry.surface_mm2[~geometry.inside].any()
    assert (geometry.surface_mm2[geometry.inside] > 0).all()
