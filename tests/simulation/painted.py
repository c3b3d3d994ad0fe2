"""Photos of a face whose skin was painted by hand, so that everything about it is known."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from simulation.rendering import Gauge, Rendered
from tests.vision.concerns.canvas import LIGHT, Canvas
from vision.analysis import Analyzer
from vision.analysis.laid import Laid
from vision.chart import FINE, ChartGeometry
from vision.face import Face
from vision.photo import Photo
from vision.pictures.backprojection import chart_positions, project
from vision.zones import ZoneAtlas

Image = NDArray[np.uint8]
Paint = Callable[[Canvas], Canvas]
_MARGIN = 0.12  # of the face's size, around it
_NOISE = 0.004  # relative, of every channel and pixel
_TEXTURE, _TEXTURE_MM = 0.012, 0.3


@dataclass(frozen=True, eq=False)
class Painted:
    """One photo with its face on the coarse chart.

    Attributes:
        analyzer: by which it was laid.
        laid: the photo, its face, its skin.
    """

    analyzer: Analyzer
    laid: Laid

    @property
    def image(self) -> Image:
        return self.laid.sight.photo.image_rgb

    def severity(self, concern: str, zone: str, image: Image | None = None) -> float:
        """Of one concern in one zone, on this photo or on other pixels of it."""
        return self.severities(concern, image)[zone]

    def severities(self, concern: str, image: Image | None = None) -> dict[str, float]:
        """Of one concern by zone, as far as it can be measured."""
        zones = [zone.name for zone in self.analyzer.atlas.zones]
        found = Gauge(self.analyzer, self.laid, {concern: zones}).read(image)
        return {zone: points for (_, zone), points in found.items()}

    def fall(self, concern: str, zone: str, rendered: Rendered) -> float:
        """By how many points a concern fell."""
        return self.severity(concern, zone) - self.severity(concern, zone, rendered.image_rgb)

    def inside(self, zone: str, within_mm: float = 0.0) -> NDArray[np.bool_]:
        """(H, W) bool: the zone in the photo, and what lies so near to it."""
        drawn = np.zeros(self.image.shape[:2], np.uint8)
        outline = self.laid.atlas.outline_px(zone, self.laid.chart.placement)
        cv2.fillPoly(drawn, [np.round(outline - 0.5).astype(np.int32)], 1)
        away_px = cv2.distanceTransform(1 - drawn, cv2.DIST_L2, 5)
        return np.asarray(away_px * self.laid.chart.photo_mm_per_px <= within_mm)


class Painter:
    """Lays skin made by hand over one face's landmarks."""

    def __init__(self, analyzer: Analyzer, face: Face, geometry: ChartGeometry, px_per_mm: float) -> None:
        self._analyzer, self._geometry, self._atlas = analyzer, geometry, ZoneAtlas(geometry)
        self._face, self._size = _brought_to(face, px_per_mm)

    @property
    def face(self) -> Face:
        return self._face

    def paint(self, paint: Paint, tone: tuple[float, float, float] = LIGHT) -> Painted:
        """The face in skin of a tone with texture and noise, and what is painted on it."""
        bare = Canvas.of_tone(self._geometry, self._atlas, tone, scale=FINE, coarse_atlas=self._analyzer.atlas)
        canvas = paint(bare.textured(_TEXTURE, _TEXTURE_MM))
        placement = self._geometry.place(self._face.landmarks_px)
        positions = chart_positions(placement.vertices_px, self._geometry, self._size)
        channels = [project(np.ascontiguousarray(canvas.linear_rgb[..., each]), positions) for each in range(3)]
        linear = np.where((positions[..., :1] >= 0), np.dstack(channels), np.float32(tone))
        linear = linear * (1 + _NOISE * np.random.default_rng(1).standard_normal(linear.shape, np.float32))
        return self.photo(_encoded(linear))

    def photo(self, image_rgb: Image, face: Face | None = None) -> Painted:
        return Painted(self._analyzer, self._analyzer.lay(Photo.from_array(image_rgb), face or self._face))


def moved(face: Face, scale: float, shift_px: tuple[float, float]) -> Face:
    """The face as it lies in a photo that was scaled and shifted."""
    raw, refined = (points * np.float32(scale) for points in (face.raw_px, face.landmarks_px))
    step = np.array([*shift_px, 0], np.float32)
    return replace(face, raw_px=raw + step, landmarks_px=refined + step, spread_px=face.spread_px * np.float32(scale))


def _brought_to(face: Face, px_per_mm: float) -> tuple[Face, tuple[int, int]]:
    """The face at a scale, in a photo just large enough for it; and that photo's (height, width)."""
    large = moved(face, px_per_mm * face.mm_per_px, (0, 0))
    low, high = large.landmarks_px[:, :2].min(0), large.landmarks_px[:, :2].max(0)
    margin = _MARGIN * (high - low)
    low, high = low - 2 * margin, high + margin
    size = np.ceil(high - low).astype(int)
    return moved(large, 1, (-float(low[0]), -float(low[1]))), (int(size[1]), int(size[0]))


def _encoded(linear: NDArray[np.float32]) -> Image:
    light = np.clip(linear, 0, 1)
    codes = np.where(light <= 0.0031308, 12.92 * light, 1.055 * light ** (1 / 2.4) - 0.055)
    return np.asarray(np.round(codes * 255), np.uint8)
