"""Grooves, spots and flush painted onto a photo's own pixels, at known places of a face."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from vision.chart import ChartGeometry
from vision.face import Face
from vision.photo import SRGB_TO_LINEAR, Photo
from vision.zones import Zone, ZoneAtlas

_FINE = 16  # line vertices are drawn in sixteenths of a pixel


class Brush:
    """Paints one face. All marks darken linear light by a factor, as pigment, blood and shade do."""

    def __init__(self, photo: Photo, face: Face, geometry: ChartGeometry, atlas: ZoneAtlas) -> None:
        self._photo, self._face, self._geometry = photo, face, geometry
        self._placement = geometry.place(face.landmarks_px)
        self._zones: dict[str, Zone] = {zone.name: zone for zone in atlas.zones}

    def forehead_grooves(self, depth: float) -> Photo:
        """Three grooves across the forehead, 1.6 mm wide, darker by `depth` in their core."""
        across = np.linspace(0.36, 0.64, 40)
        shade = np.zeros(self._photo.size_hw, np.float32)
        for height in (0.13, 0.155, 0.18):
            distance_mm = self._distance_px(np.column_stack([across, np.full(40, height)])) * self._face.mm_per_px
            shade = np.maximum(shade, np.exp(-(distance_mm**2) / (2 * 0.7**2)))
        return self._painted(shade, (1 - depth,) * 3)

    def spots(self, zone: str, mi: float) -> Photo:
        """Four brown spots, 3 mm across, in a zone; `mi` richer in melanin index, blue darkened most."""
        middle = self._zones[zone].outline.mean(0)
        places = self._geometry.to_photo(
            middle + np.array([[-0.012, 0], [0.012, 0], [0, -0.018], [0, 0.018]]), self._placement
        )
        rows, columns = np.indices(self._photo.size_hw) + 0.5
        away = [np.hypot(columns - x, rows - y) * self._face.mm_per_px for x, y in places]
        shade = np.exp(-(np.minimum.reduce(away) ** 2) / (2 * (3.0 / 2.8) ** 2))
        return self._painted(shade, (10 ** (-mi / 100), 10 ** (-1.2 * mi / 100), 10 ** (-1.5 * mi / 100)))

    def flush(self, zone: str, ei: float) -> Photo:
        """A red patch, soft at its rim, over a zone: blood that takes `ei` hundredths of absorbance from green."""
        outline = self._geometry.to_photo(self._zones[zone].outline, self._placement)
        mask = np.zeros(self._photo.size_hw, np.float32)
        cv2.fillPoly(mask, [np.rint(outline).astype(np.int32)], 1.0)
        return self._painted(
            cv2.GaussianBlur(mask, (0, 0), 4.0 / self._face.mm_per_px),
            tuple(10 ** (-share * ei / 100) for share in (0.2, 1, 0.85)),
        )

    def _distance_px(self, points: NDArray[np.float64]) -> NDArray[np.float32]:
        """Of every pixel from a polyline in unit chart coordinates."""
        line = np.round(self._geometry.to_photo(points, self._placement) * _FINE).astype(np.int32)
        free = np.full(self._photo.size_hw, 255, np.uint8)
        cv2.polylines(free, [line], False, 0, 1, cv2.LINE_8, int(np.log2(_FINE)))
        return np.asarray(cv2.distanceTransform(free, cv2.DIST_L2, 5), np.float32)

    def _painted(self, shade: NDArray[np.floating], factors: tuple[float, float, float]) -> Photo:
        """Full `factors` where the shade is 1, in linear light; untouched where it is 0."""
        linear = SRGB_TO_LINEAR[self._photo.image_rgb] * np.power(np.array(factors), shade[..., None])
        srgb = np.where(linear <= 0.0031308, 12.92 * linear, 1.055 * np.maximum(linear, 1e-9) ** (1 / 2.4) - 0.055)
        return Photo.from_array(np.clip(np.rint(srgb * 255), 0, 255).astype(np.uint8))
