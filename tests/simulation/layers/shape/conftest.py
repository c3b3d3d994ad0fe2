"""Movements of whole faces: every kind of change at its most, on portraits and on the public-domain one."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import pytest

from models.canonical_face import CanonicalFace
from simulation.layers.shape import Warp, shape_change
from vision.chart import COARSE, ChartGeometry
from vision.concerns import Reason
from vision.face import Face
from vision.photo import Photo
from vision.zones import zone_names


class Asked(NamedTuple):
    """Of a treatment file: kinds of zones, concern, the most millimeters."""

    kinds: tuple[str, ...]
    concern: str | None
    most_mm: float


MOVEMENTS = {
    "lips": Asked(("lips",), "lip_volume", 1.0),
    "jaw": Asked(("jawline", "prejowl"), None, 2.0),
    "chin": Asked(("jawline", "prejowl", "chin"), None, 2.0),
    "masseter": Asked(("lateral_cheek", "jawline"), None, -2.0),
    "brow": Asked(("forehead",), "brow_position", 1.0),
    "cheek": Asked(("malar_cheek", "mid_cheek"), None, 0.5),
}
Change = Callable[..., Warp | Reason]


@pytest.fixture(scope="session")
def geometry(canonical: CanonicalFace) -> ChartGeometry:
    return ChartGeometry(canonical, COARSE.size)


@pytest.fixture(scope="session")
def change(geometry: ChartGeometry) -> Change:
    def changed(photo: Photo, face: Face, asked: Asked, share: float = 1.0, side: str | None = None) -> Warp | Reason:
        names = [name for kind in asked.kinds for name in zone_names(kind)]
        zones = tuple(name for name in names if side is None or name.endswith(side))
        placement = geometry.place(face.landmarks_px)
        return shape_change(photo, face, geometry, placement, zones, asked.concern, share * asked.most_mm)

    return changed
