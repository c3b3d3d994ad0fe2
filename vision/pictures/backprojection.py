"""From the chart back to the photo: for every picture pixel, the place on the chart that it shows."""

from __future__ import annotations

from functools import cache

import cv2
import numpy as np
from numpy.typing import NDArray

from models.canonical_face import load_canonical_face
from models.store import ModelStore
from vision.chart import COARSE, ChartGeometry

_NOWHERE = np.float32(-10.0)
_FRACTION_BITS = 4


@cache
def standard_geometry() -> ChartGeometry:
    """The mesh that every chart is made with; its constants come with the installed model."""
    return ChartGeometry(load_canonical_face(ModelStore()), COARSE.size)


def chart_positions(
    vertices: NDArray[np.float64], geometry: ChartGeometry, size_hw: tuple[int, int]
) -> NDArray[np.float32]:
    """Rasterizes the mesh as it lies in a picture.

    Args:
        vertices: (V, 3) picture pixels, edge coordinates; z away from the camera.
        geometry: gives the triangles and their places on the chart; its size does not matter.
        size_hw: of the picture.

    Returns:
        (h, w, 2) float32 unit chart positions of the pixel centers; far outside where no skin faces us.
    """
    triangles = _far_to_near(vertices, geometry.mesh.triangles)
    index = np.full(size_hw, -1, np.int32)
    # Pixel centers stand at +0.5 and OpenCV's at whole numbers.
    points = np.round((vertices[:, :2] - 0.5) * 2**_FRACTION_BITS).astype(np.int32)
    for number, corners in enumerate(points[triangles]):
        cv2.fillConvexPoly(index, corners, number, shift=_FRACTION_BITS)
    positions = np.full((*size_hw, 2), _NOWHERE, np.float32)
    rows, columns = np.nonzero(index >= 0)
    affine = _affine_maps(vertices[triangles, :2], geometry.positions[triangles])
    own = affine[index[rows, columns]]
    x, y = (columns + 0.5).astype(np.float32), (rows + 0.5).astype(np.float32)
    positions[rows, columns] = own[:, 0] * x[:, None] + own[:, 1] * y[:, None] + own[:, 2]
    return positions


def project(chart_map: NDArray[np.float32], positions: NDArray[np.float32]) -> NDArray[np.float32]:
    """A (N, N) map of the chart as it lies in the picture, (h, w) float32; 0 where no skin faces us."""
    grid = positions * np.float32(len(chart_map)) - np.float32(0.5)
    return np.asarray(cv2.remap(np.nan_to_num(chart_map), grid, None, cv2.INTER_LINEAR), np.float32)


def _far_to_near(vertices: NDArray[np.float64], triangles: NDArray[np.int32]) -> NDArray[np.int32]:
    """The triangles that face the camera, the farthest first: what is drawn later lies in front."""
    a, b, c = (vertices[triangles[:, i]] for i in range(3))
    ab, ac = b - a, c - a
    facing = ab[:, 0] * ac[:, 1] - ab[:, 1] * ac[:, 0] > 1e-6
    depth = (a + b + c)[:, 2]
    order = np.argsort(-depth, kind="stable")
    return triangles[order[facing[order]]]


def _affine_maps(picture: NDArray[np.float64], chart: NDArray[np.float64]) -> NDArray[np.float32]:
    """(T, 3, 2) rows for x, y and 1: carry each triangle's picture corners, (T, 3, 2), to the chart's."""
    homogeneous = np.concatenate([picture, np.ones((*picture.shape[:2], 1))], -1)
    return np.linalg.solve(homogeneous, chart).astype(np.float32)
