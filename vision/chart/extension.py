"""The mesh continued up to the hairline and under the chin.

The canonical mesh ends some 30 mm above the glabella while skin goes on. New vertices follow the surface:
outwards from the last vertex, bending back with the skull's radius (forehead) or the jaw's (chin). On a photo
they are placed by the affine map that carries the canonical upper (or lower) face onto its landmarks, shifted
so that the seam closes. That is a fixed linear combination of the landmarks, computed once.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

from models.canonical_face import CanonicalFace

MM_PER_CHART_UNIT = 232.0  # median over the canonical triangles, surface millimeters per chart unit
_DATA = json.loads((files("vision.chart") / "data" / "extension.json").read_text())


@dataclass(frozen=True, slots=True)
class ExtendedMesh:
    """The canonical mesh and its extension.

    Attributes:
        chart_uv: (V, 2) float64 place of every vertex on the flat chart, in the canonical chart's units.
        triangles: (T, 3) int32.
        combination: (V, 468) float64; all vertices = combination @ mesh landmarks.
    """

    chart_uv: NDArray[np.float64]
    triangles: NDArray[np.int32]
    combination: NDArray[np.float64]


def extend(canonical: CanonicalFace) -> ExtendedMesh:
    """Builds the extended mesh from the canonical one."""
    vertices = canonical.vertices_cm.astype(np.float64)
    heights = vertices[:, 1]
    hairline, submental = _DATA["hairline"], _DATA["submental"]
    parts = [
        (hairline, heights > hairline["fit_vertices_above_cm"]),
        (submental, heights < submental["fit_vertices_below_cm"]),
    ]
    uv, triangles, rows = (
        [canonical.chart_uv.astype(np.float64)],
        [canonical.triangles],
        [np.eye(len(vertices))],
    )
    count = len(vertices)
    for part, fitted in parts:
        new_cm, new_uv = _continue(part, vertices, uv[0])
        columns = np.array([c[0] for c in part["columns"]])
        rows.append(_combination(new_cm, columns, vertices, fitted))
        triangles.append(_strips(columns, len(part["distances_mm"]), count))
        uv.append(new_uv)
        count += len(new_uv)
    faces = np.concatenate(triangles)
    return ExtendedMesh(np.concatenate(uv), _wind_alike(faces, np.concatenate(uv)), np.concatenate(rows))


def _continue(
    part: dict[str, Any], vertices: NDArray[np.float64], uv: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """New vertices (cm) and chart places, one row of columns per distance."""
    edge, inner, reach = (np.array(c) for c in zip(*part["columns"], strict=True))
    normal = _outward(vertices)[edge]
    tangent = vertices[edge] - vertices[inner]
    tangent -= (tangent * normal).sum(1, keepdims=True) * normal
    tangent /= np.linalg.norm(tangent, axis=1, keepdims=True)
    direction = uv[edge] - uv[inner]
    direction /= np.linalg.norm(direction, axis=1, keepdims=True)
    new_cm, new_uv = [], []
    for distance in part["distances_mm"]:
        length = (distance * reach)[:, None]
        along, down = _bend(length, part["bend_radius_mm"], np.radians(part["bend_until_deg"]))
        new_cm.append(vertices[edge] + (along * tangent - down * normal) / 10)
        new_uv.append(uv[edge] + length * direction / MM_PER_CHART_UNIT)
    return np.concatenate(new_cm), np.concatenate(new_uv)


def _bend(length: NDArray[np.float64], radius: float, until_rad: float) -> tuple[NDArray[np.float64], ...]:
    """Where `length` mm along an arc that turns straight at `until_rad` end: along the tangent, below it."""
    angle = np.minimum(length / radius, until_rad)
    straight = length - angle * radius
    along = radius * np.sin(angle) + straight * np.cos(angle)
    down = radius * (1 - np.cos(angle)) + straight * np.sin(angle)
    return along, down


def _outward(vertices: NDArray[np.float64]) -> NDArray[np.float64]:
    """Unit directions away from the middle of the head, good enough as normals at the mesh's rim."""
    center = np.array([0.0, vertices[:, 1].mean(), vertices[:, 2].min()])
    offset = vertices - center
    offset[:, 1] *= 0.3  # the head is longer than wide: keep normals near horizontal
    return np.asarray(offset / np.linalg.norm(offset, axis=1, keepdims=True))


def _combination(
    new_cm: NDArray[np.float64],
    columns: NDArray[np.intp],
    vertices: NDArray[np.float64],
    fitted: NDArray[np.bool_],
) -> NDArray[np.float64]:
    """Weights on the 468 landmarks that place the new vertices (see the module's text)."""
    homogeneous = np.column_stack([vertices, np.ones(len(vertices))])
    solve = np.zeros((4, len(vertices)))
    solve[:, fitted] = np.linalg.pinv(homogeneous[fitted])
    edges = np.tile(columns, len(new_cm) // len(columns))
    weights = (np.column_stack([new_cm, np.ones(len(new_cm))]) - homogeneous[edges]) @ solve
    weights[np.arange(len(new_cm)), edges] += 1.0
    return np.asarray(weights)


def _strips(columns: NDArray[np.intp], rows: int, first: int) -> NDArray[np.int32]:
    """Two triangles for each cell between neighboring rows; the first row is the mesh's own rim."""
    width = len(columns)
    grid = np.vstack([columns, first + np.arange(rows * width).reshape(rows, width)])
    a, b, c, d = grid[:-1, :-1], grid[:-1, 1:], grid[1:, :-1], grid[1:, 1:]
    cells = np.concatenate([np.stack([a, b, c], -1).reshape(-1, 3), np.stack([b, d, c], -1).reshape(-1, 3)])
    return cells.astype(np.int32)


def _wind_alike(triangles: NDArray[np.int32], uv: NDArray[np.float64]) -> NDArray[np.int32]:
    """Orders every triangle's vertices so that its area on the chart is positive."""
    a, b, c = (uv[triangles[:, i]] for i in range(3))
    flipped = (b[:, 0] - a[:, 0]) * (c[:, 1] - a[:, 1]) < (b[:, 1] - a[:, 1]) * (c[:, 0] - a[:, 0])
    wound = triangles.copy()
    wound[flipped] = wound[flipped][:, [0, 2, 1]]
    return wound
