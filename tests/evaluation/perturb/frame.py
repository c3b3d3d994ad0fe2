"""Where a place on the mean face lies in a photo: points marked by hand, and a thin-plate spline between them."""

from __future__ import annotations

import json
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

PUPIL_DISTANCE_MM = (
    63.0  # mean of adults, 63.4 ± 3.8 (Dodgson 2004, Proc SPIE 5291:36); ours is the ruler, not the truth
)
_SMOOTHING = 0.5  # points are marked to about a millimeter; the spline need not pass through each
_DATA = Path(__file__).parent / "data"
Points = NDArray[np.float64]


def read_points(path: Path) -> Points:
    """(189, 2) float64 x, y in photo pixels from a `.tem` file: the count, then a point a line."""
    lines = path.read_text().split("\n")
    return np.array([line.split()[:2] for line in lines[1 : 1 + int(lines[0])]], np.float64)


def _mean_face() -> tuple[NDArray[np.int64], Points]:
    """Numbers of the points used, and where they lie on the mean face, mm from between the pupils."""
    rows: dict[str, list[float]] = json.loads((_DATA / "mean_face.json").read_text())["points"]
    return np.array([int(number) for number in rows]), np.array(list(rows.values()))


_NUMBERS, _MEAN_MM = _mean_face()
_REGIONS: dict[str, dict[str, object]] = json.loads((_DATA / "regions.json").read_text())["regions"]


def _kernel(a: Points, b: Points) -> Points:
    """Thin-plate radial terms r² log r between two sets of points (Bookstein 1989, IEEE PAMI 11:567)."""
    squared = ((a[:, None] - b[None]) ** 2).sum(-1)
    return 0.5 * squared * np.log(np.maximum(squared, 1e-12))


class FaceFrame:
    """One face's own map from the mean face (mm) to its photo (pixels).

    Args:
        points_px: (189, 2) as marked; 0 and 1 are the pupils as seen left and right in the picture.
    """

    def __init__(self, points_px: Points) -> None:
        self.points_px = points_px
        self.px_per_mm = float(np.hypot(*(points_px[1] - points_px[0]))) / PUPIL_DISTANCE_MM

    @cached_property
    def _spline(self) -> Points:
        count = len(_NUMBERS)
        affine = np.column_stack([np.ones(count), _MEAN_MM])
        system = np.zeros((count + 3, count + 3))
        system[:count, :count] = _kernel(_MEAN_MM, _MEAN_MM) + _SMOOTHING * np.eye(count)
        system[:count, count:], system[count:, :count] = affine, affine.T
        return np.linalg.solve(system, np.vstack([self.points_px[_NUMBERS], np.zeros((3, 2))]))

    def to_photo(self, points_mm: Points, side: str = "") -> Points:
        """(K, 2) places on the mean face, drawn on the client's right, as (K, 2) photo pixels.

        Args:
            side: "left" mirrors them first.
        """
        places = np.asarray(points_mm, np.float64) * ((-1, 1) if side == "left" else (1, 1))
        terms = np.column_stack([_kernel(places, _MEAN_MM), np.ones(len(places)), places])
        return np.asarray(terms @ self._spline, np.float64)

    def region_px(self, zone: str) -> Points:
        """(K, 2) outline of a zone such as "forehead" or "malar_cheek_left", photo pixels."""
        kind, side = split_zone(zone)
        return self.to_photo(outline_mm(kind), side)


def split_zone(zone: str) -> tuple[str, str]:
    """Kind and side, "" for what lies on the midline."""
    for side in ("left", "right"):
        if zone.endswith("_" + side):
            return zone.removesuffix("_" + side), side
    return zone, ""


def is_paired(kind: str) -> bool:
    return _REGIONS[kind]["sides"] == "paired"


def outline_mm(kind: str) -> Points:
    """(K, 2) closed outline on the mean face, of the client's right side where there are two; cut into 2 mm steps."""
    half = np.array(_REGIONS[kind]["half"], np.float64)
    outline = half if is_paired(kind) else np.vstack([half, half[-2:0:-1] * (-1, 1)])
    pieces = []
    for start, end in zip(outline, np.roll(outline, -1, axis=0), strict=True):
        count = max(int(np.hypot(*(end - start)) / 2), 1)
        pieces.append(start + (end - start) * np.arange(count)[:, None] / count)
    return np.concatenate(pieces)
