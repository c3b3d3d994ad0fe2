"""The chart as constants: for every pixel its triangle and its place in it, computed once per chart size.

Chart frame: square, row 0 at the top (hairline side), column 0 on the picture's left (the client's right).
Positions on the chart are unit coordinates (0 to 1 both ways); pixel (r, c) of a chart of side n has its
center at ((c + 0.5)/n, (r + 0.5)/n). MediaPipe's own chart lies inside, shrunk to make room for the
extension.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from models.canonical_face import CanonicalFace
from vision.chart.extension import MM_PER_CHART_UNIT, ExtendedMesh, extend

_CENTER_UV = np.array([0.5, 0.52])
_SPAN_UV = 1.12  # the chart's side in MediaPipe's units
OFF_PHOTO = np.float32(-1e4)  # where no photo has pixels
CHART_SIDE_MM = _SPAN_UV * MM_PER_CHART_UNIT  # of the canonical face
Window = tuple[slice, slice]  # rows and columns of a chart


@dataclass(frozen=True, slots=True)
class Placement:
    """The mesh on one photo.

    Attributes:
        vertices_px: (V, 3) float64 photo pixels, edge coordinates.
        density: (T,) float64 photo pixels per chart pixel, as a length (square root of the area ratio).
        facing: (T,) float64 cosine between the surface and the camera: 1 seen squarely, 0 edge-on, negative
            turned away.
    """

    vertices_px: NDArray[np.float64]
    density: NDArray[np.float64]
    facing: NDArray[np.float64]


class ChartGeometry:
    """The extended mesh rasterized to a chart of `size` × `size` pixels.

    Attributes:
        surface_mm2: (size, size) float32 skin behind each pixel on the canonical face; 0 off the mesh.
        window: the part of the chart, h rows and w columns, that faces are laid on; all unless less was asked for.
        window_vertices: (K,) indices of the vertices that are seen in it.
    """

    def __init__(self, canonical: CanonicalFace, size: int, window: Window | None = None) -> None:
        self.size = size
        self.window = window or (slice(0, size), slice(0, size))
        self.mesh: ExtendedMesh = extend(canonical)
        self.positions = (self.mesh.chart_uv - _CENTER_UV) / _SPAN_UV + 0.5  # (V, 2) unit chart coordinates
        self.triangle_map, weights = _rasterize(self.positions, self.mesh.triangles, size)
        self.inside = self.triangle_map >= 0
        self._window_map = self.triangle_map[self.window]
        self.window_vertices = np.unique(self.mesh.triangles[self._window_map[self._window_map >= 0]])
        self._interpolation = self._as_matrix(weights[self.window])
        self._placing = sparse.csr_array(self.mesh.combination)  # nearly the identity
        self._averaging = _averaging(self.mesh.triangles, len(self.positions))
        self._off_mesh = np.where(self._window_map >= 0, 0, OFF_PHOTO).astype(np.float32)[..., None]
        self._chart_areas = _areas(self.positions[:, :2] * size, self.mesh.triangles)
        vertices_mm = self._placing @ (10 * canonical.vertices_cm.astype(np.float64))
        self.surface_mm2 = _spread(
            _surface_areas(vertices_mm, self.mesh.triangles) / self._chart_areas, self.triangle_map
        )

    def place(self, landmarks_px: NDArray[np.float32]) -> Placement:
        """Lays the mesh on a photo's landmarks, (478, 3)."""
        vertices = self._placing @ landmarks_px[:468].astype(np.float64)
        a, b, c = (vertices[self.mesh.triangles[:, i]] for i in range(3))
        # z away from the camera, wound clockwise: towards us is positive here.
        normal = np.cross(b - a, c - a)
        area = np.linalg.norm(normal, axis=1)
        flat = normal[:, 2] / 2
        density = np.sqrt(np.maximum(flat, 0) / self._chart_areas)
        return Placement(vertices, density, normal[:, 2] / np.maximum(area, 1e-12))

    def grid(
        self,
        placement: Placement,
        origin_px: NDArray[np.floating] | tuple[float, float] = (0, 0),
        scale: NDArray[np.floating] | tuple[float, float] = (1, 1),
    ) -> NDArray[np.float32]:
        """(h, w, 2) float32 position (x, y; edge coordinates) of every chart pixel of the window.

        In the photo, or in a part of it that starts at `origin_px` and was scaled by `scale`. Off the mesh it lies far
        outside any photo, so that a sampler finds nothing there.
        """
        xy = ((placement.vertices_px[:, :2] - origin_px) * scale).astype(np.float32)
        return np.asarray((self._interpolation @ xy).reshape(*self._window_map.shape, 2) + self._off_mesh)

    def per_pixel(self, per_triangle: NDArray[np.float64]) -> NDArray[np.float32]:
        """Spreads one value per triangle over the window, (h, w); 0 off the mesh."""
        return _spread(per_triangle, self._window_map)

    def per_pixel_smooth(self, per_triangle: NDArray[np.float64]) -> NDArray[np.float32]:
        """The same without steps between triangles: averaged at the vertices, interpolated between them."""
        at_vertices = (self._averaging @ per_triangle).astype(np.float32)
        return np.asarray((self._interpolation @ at_vertices).reshape(self._window_map.shape))

    def to_photo(self, points: NDArray[np.float64], placement: Placement) -> NDArray[np.float32]:
        """Carries (K, 2) unit chart positions to (K, 2) photo pixels, through the nearest pixel's triangle.

        Raises:
            ValueError: a point lies off the mesh.
        """
        corners, weights = self.locate(points)
        return np.asarray((weights[..., None] * placement.vertices_px[corners, :2]).sum(1), np.float32)

    def _as_matrix(self, weights: NDArray[np.float32]) -> sparse.csr_array:
        """(h·w, V) sparse matrix from vertices to the window's pixels; rows off the mesh are empty.

        Args:
            weights: (h, w, 3).
        """
        inside = self._window_map >= 0
        corners = self.mesh.triangles[self._window_map[inside]]
        ends = np.append(0, np.cumsum(np.where(inside.ravel(), 3, 0))).astype(np.int32)
        shape = (inside.size, len(self.positions))
        return sparse.csr_array((weights[inside].ravel(), corners.ravel(), ends), shape=shape)

    def locate(self, points: NDArray[np.float64]) -> tuple[NDArray[np.int32], NDArray[np.float64]]:
        """Corner vertices (K, 3) and barycentric weights (K, 3) of unit chart positions."""
        column, row = np.clip((points * self.size).astype(int), 0, self.size - 1).T
        triangle = self.triangle_map[row, column]
        if (triangle < 0).any():
            raise ValueError(f"chart positions off the mesh: {points[triangle < 0].round(3).tolist()}")
        corners = self.mesh.triangles[triangle]
        return corners, _barycentric(points, *(self.positions[corners[:, i]] for i in range(3)))


def _spread(per_triangle: NDArray[np.float64], triangle_map: NDArray[np.int32]) -> NDArray[np.float32]:
    """The value of each pixel's triangle; 0 where there is none."""
    return np.append(per_triangle, 0.0).astype(np.float32)[triangle_map]


def _averaging(triangles: NDArray[np.int32], vertices: int) -> sparse.csr_array:
    """(V, T) sparse matrix: the mean over the triangles that meet in each vertex."""
    columns = np.repeat(np.arange(len(triangles)), 3)
    meets = sparse.csr_array((np.ones(columns.size), (triangles.ravel(), columns)), shape=(vertices, len(triangles)))
    return sparse.csr_array(meets / np.maximum(meets.sum(1), 1)[:, None])


def _areas(points: NDArray[np.float64], triangles: NDArray[np.int32]) -> NDArray[np.float64]:
    a, b, c = (points[triangles[:, i]] for i in range(3))
    ab, ac = b - a, c - a
    return np.asarray(np.abs(ab[:, 0] * ac[:, 1] - ab[:, 1] * ac[:, 0]) / 2)


def _surface_areas(vertices: NDArray[np.float64], triangles: NDArray[np.int32]) -> NDArray[np.float64]:
    """Of triangles in space, in the vertices' unit squared."""
    a, b, c = (vertices[triangles[:, i]] for i in range(3))
    return np.asarray(np.linalg.norm(np.cross(b - a, c - a), axis=1) / 2)


def _barycentric(
    p: NDArray[np.float64], a: NDArray[np.float64], b: NDArray[np.float64], c: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Weights (K, 3) of points p (K, 2) in triangles a b c."""
    ab, ac, ap = b - a, c - a, p - a
    total = ab[..., 0] * ac[..., 1] - ab[..., 1] * ac[..., 0]
    second = (ap[..., 0] * ac[..., 1] - ap[..., 1] * ac[..., 0]) / total
    third = (ab[..., 0] * ap[..., 1] - ab[..., 1] * ap[..., 0]) / total
    return np.stack([1 - second - third, second, third], -1)


def _rasterize(
    positions: NDArray[np.float64], triangles: NDArray[np.int32], size: int
) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
    """(size, size) int32 triangle of each pixel center, -1 for none; (size, size, 3) float32 weights."""
    chart = positions * size - 0.5
    index = np.full((size, size), -1, np.int32)
    weights = np.zeros((size, size, 3), np.float32)
    for number, corners in enumerate(triangles):
        a, b, c = chart[corners]
        low = np.maximum(np.floor(np.min([a, b, c], 0)).astype(int), 0)
        high = np.minimum(np.ceil(np.max([a, b, c], 0)).astype(int), size - 1)
        x, y = np.meshgrid(np.arange(low[0], high[0] + 1), np.arange(low[1], high[1] + 1))
        w = _barycentric(np.stack([x, y], -1).astype(float), a, b, c)
        hit = (w >= -1e-9).all(-1)
        index[y[hit], x[hit]] = number
        weights[y[hit], x[hit]] = w[hit]
    return index, weights
