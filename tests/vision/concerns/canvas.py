"""Skin made by hand: an even tone on the chart, on which grooves, spots and patches of known size are planted."""

from __future__ import annotations

from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from vision.chart import ChartGeometry, FaceChart, Placement
from vision.concerns import Concern, Reading, Reason
from vision.skin import Skin, read_skin
from vision.zones import ZoneAtlas

LIGHT = (0.55, 0.33, 0.22)  # linear sRGB of light skin under a flash
DARK = (0.11, 0.055, 0.032)
MM_PER_PX = 0.45
NO_PLACEMENT = Placement(np.zeros((0, 3)), np.zeros(0), np.zeros(0))


@dataclass(frozen=True, eq=False)
class Canvas:
    """A chart in the making. Every method gives a new one.

    Attributes:
        linear_rgb: (N, N, 3) float32 linear sRGB.
        atlas: whose zones the marks are planted in.
        seen: (N, N) bool.
    """

    linear_rgb: NDArray[np.float32]
    atlas: ZoneAtlas
    seen: NDArray[np.bool_]

    @classmethod
    def of_tone(
        cls, geometry: ChartGeometry, atlas: ZoneAtlas, tone: tuple[float, float, float] = LIGHT, noise: float = 0.0
    ) -> Canvas:
        """Even skin. `noise` is the relative standard deviation of a texture as fine as the chart carries."""
        even = np.ones((geometry.size, geometry.size, 3), np.float32) * np.float32(tone)
        return cls(even, atlas, geometry.inside).textured(noise, 0.5)

    def textured(self, relative_sd: float, size_mm: float, seed: int = 3) -> Canvas:
        """Adds isotropic brightness noise whose grains have the size given, as pores and gloss make."""
        noise = np.random.default_rng(seed).normal(size=self.seen.shape).astype(np.float32)
        grains = cv2.GaussianBlur(noise, (0, 0), size_mm / MM_PER_PX)
        return self._times((1 + relative_sd * grains / grains.std())[..., None])

    def shaded(self, stops: float) -> Canvas:
        """Light that falls off by so many stops from the chart's left to its right."""
        across = np.linspace(0.5, -0.5, self.seen.shape[1], dtype=np.float32)
        return self._times(2 ** (stops * across)[None, :, None])

    def groove(self, zone: str, depth: float, direction_deg: float = 0.0, sigma_mm: float = 0.7) -> Canvas:
        """One groove through the zone's middle, darker by `depth` in its core, clockwise from the chart's x axis."""
        return self._groove(self._middle(zone), depth, direction_deg, sigma_mm)

    def grooves(self, zone: str, depth: float, direction_deg: float = 0.0) -> Canvas:
        """Three grooves, 9 mm apart, around the zone's middle."""
        x, y = self._middle(zone)
        angle, canvas = np.radians(direction_deg + 90), self
        for step in (-9 / MM_PER_PX, 0, 9 / MM_PER_PX):
            place = (x + step * np.cos(angle), y + step * np.sin(angle))
            canvas = canvas._groove(place, depth, direction_deg, 0.7)
        return canvas

    def spot(self, zone: str, mi: float, diameter_mm: float = 3.5) -> Canvas:
        """One Gaussian spot in the zone's middle, `mi` richer in melanin index; red and green darken alike."""
        x, y = self._offset(self._middle(zone))
        blob = np.exp(-(x**2 + y**2) / (2 * (diameter_mm / 2.8) ** 2))
        return self._times(10 ** (-mi / 100 * blob)[..., None])

    def disc(self, zone: str, mi: float, diameter_mm: float) -> Canvas:
        """One flat spot with a rim as sharp as the chart carries."""
        disc = (np.hypot(*self._offset(self._middle(zone))) < diameter_mm / 2).astype(np.float32)
        return self._times(10 ** (-mi / 100 * cv2.GaussianBlur(disc, (0, 0), 0.5 / MM_PER_PX))[..., None])

    def spots(self, zone: str, mi: float, diameter_mm: float = 3.5) -> Canvas:
        """Spots on a grid over a whole zone, three diameters apart."""
        mask, pitch = self.atlas.masks[zone], 3 * diameter_mm / MM_PER_PX
        rows, columns = np.indices(mask.inside.shape)
        away = [(part % pitch - pitch / 2) * MM_PER_PX for part in (rows, columns)]
        blobs = np.exp(-(away[0] ** 2 + away[1] ** 2) / (2 * (diameter_mm / 2.8) ** 2)) * mask.inside
        richness = np.zeros(self.seen.shape)
        richness[mask.rows, mask.columns] = blobs
        return self._times(10 ** (-mi / 100 * richness)[..., None])

    def red_patch(self, zone: str, ei: float) -> Canvas:
        """Takes green and blue out of a whole zone so that its erythema index rises by `ei`."""
        mask, pixels = self.atlas.masks[zone], self.linear_rgb.copy()
        box = pixels[mask.rows, mask.columns]
        box[mask.inside] *= np.float32([1, 10 ** (-ei / 100), 10 ** (-ei / 100)])
        return replace(self, linear_rgb=pixels)

    def hair(self, zone: str) -> Canvas:
        """Covers a whole zone with black hair."""
        mask, pixels = self.atlas.masks[zone], self.linear_rgb.copy()
        pixels[mask.rows, mask.columns][mask.inside] = (0.012, 0.01, 0.009)
        return replace(self, linear_rgb=pixels)

    def mirrored(self) -> Canvas:
        """The skin as in a mirror."""
        return replace(self, linear_rgb=self.linear_rgb[:, ::-1].copy(), seen=self.seen[:, ::-1].copy())

    def chart(self) -> FaceChart:
        """The chart, seen squarely everywhere."""
        ones = np.ones(self.seen.shape, np.float32)
        return FaceChart(self.linear_rgb, self.seen, ones, ones, MM_PER_PX, 0.31, NO_PLACEMENT)

    def skin(self) -> Skin:
        return read_skin(self.chart(), self.atlas)

    def quantities(self, concern: Concern) -> dict[str, float]:
        """The concern's quantity in each of its zones that can be measured."""
        return {name: answer.quantity for name, answer in self.answers(concern).items() if isinstance(answer, Reading)}

    def answers(self, concern: Concern) -> dict[str, Reading | Reason]:
        """The concern's answer for each of its zones."""
        return concern.measure(self.skin(), self.atlas.by_kind(concern.zone_kinds))

    def _groove(self, place: tuple[float, float], depth: float, direction_deg: float, sigma_mm: float) -> Canvas:
        x, y = self._offset(place)
        angle = np.radians(direction_deg)
        across = y * np.cos(angle) - x * np.sin(angle)
        return self._times((1 - depth * np.exp(-(across**2) / (2 * sigma_mm**2)))[..., None])

    def _middle(self, zone: str) -> tuple[float, float]:
        """(x, y) of the zone's middle in chart pixels."""
        mask = self.atlas.masks[zone]
        rows, columns = np.nonzero(mask.inside)
        return float(columns.mean() + mask.columns.start), float(rows.mean() + mask.rows.start)

    def _offset(self, place: tuple[float, float]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Millimeters right and down of a place, for every pixel."""
        rows, columns = np.indices(self.seen.shape)
        return (columns - place[0]) * MM_PER_PX, (rows - place[1]) * MM_PER_PX

    def _times(self, factor: NDArray[np.floating]) -> Canvas:
        return replace(self, linear_rgb=np.clip(self.linear_rgb * factor, 0, 1).astype(np.float32))
