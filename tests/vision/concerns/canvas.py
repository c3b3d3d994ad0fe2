"""Skin made by hand: an even tone on a chart, on which lines, spots and patches of known size are planted.

A dose is given in units of 1/100 absorbance of a color: shade darkens all channels alike, the pigments by their own
shares. Lengths are millimeters, directions degrees clockwise from the chart's x axis.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray
from scipy import fft

from vision.chart import COARSE, FINEST, ChartGeometry, ChartScale, FaceChart, Placement
from vision.concerns import Concern, Reading, Reason
from vision.photo.cie import daylight
from vision.skin import Skin, read_fine_skin, read_skin
from vision.skin.layers import HEMOGLOBIN_RGB, MELANIN_RGB
from vision.zones import Zone, ZoneAtlas

LIGHT = (0.55, 0.33, 0.22)  # linear sRGB of light skin under a flash
DARK = (0.11, 0.055, 0.032)
HAIR = (0.012, 0.01, 0.009)
MM_PER_PX = 0.45  # of the coarse chart
PHOTO_MM_PER_PX = 0.15  # fine enough for every concern
NO_PLACEMENT = Placement(np.zeros((0, 3)), np.zeros(0), np.zeros(0))
# Absorbance in red, green and blue.
Color = tuple[float, float, float]
SHADE: Color = (1.0, 1.0, 1.0)
MELANIN: Color = MELANIN_RGB
HEMOGLOBIN: Color = HEMOGLOBIN_RGB
# As likely, by what is published; the layers' own directions are not known to better than that.
OTHER_MELANIN: Color = (0.38, 0.64, 1.0)
OTHER_HEMOGLOBIN: Color = (0.29, 1.0, 0.91)
_DAYLIGHT_K = 6504.0
_PER_LOG = np.float32(-np.log(10) / 100)
Field = NDArray[np.float32]
EVERYWHERE = (slice(None), slice(None))


@dataclass(frozen=True, eq=False)
class Canvas:
    """A chart in the making. Every method gives a new one.

    Attributes:
        linear_rgb: (N, N, 3) float32 linear sRGB.
        atlas: whose zones the marks are planted in.
        seen: (N, N) bool.
        scale: of the chart.
        coarse_atlas: where a fine chart's bare skin is judged.
    """

    linear_rgb: NDArray[np.float32]
    atlas: ZoneAtlas
    seen: NDArray[np.bool_]
    scale: ChartScale = COARSE
    coarse_atlas: ZoneAtlas | None = None

    @classmethod
    def of_tone(
        cls,
        geometry: ChartGeometry,
        atlas: ZoneAtlas,
        tone: tuple[float, float, float] = LIGHT,
        noise: float = 0.0,
        scale: ChartScale = COARSE,
        coarse_atlas: ZoneAtlas | None = None,
    ) -> Canvas:
        """Even skin. `noise` is the relative standard deviation of a texture as fine as the chart carries."""
        even = np.ones((geometry.size, geometry.size, 3), np.float32) * np.float32(tone)
        return cls(even, atlas, geometry.inside, scale, coarse_atlas).textured(noise, scale.blur_mm)

    @property
    def mm_per_px(self) -> float:
        return MM_PER_PX * COARSE.size / self.scale.size

    # What is the same in all directions.

    def textured(self, relative_sd: float, size_mm: float, seed: int = 3) -> Canvas:
        """Adds isotropic brightness noise whose grains have the size given, as pores and gloss make."""
        return self._times((1 + relative_sd * self._grains(size_mm, seed))[..., None]) if relative_sd else self

    def noisy(self, relative_sd: float, seed: int = 5) -> Canvas:
        """Adds noise to each channel by itself, as a sensor does, as fine as the chart carries."""
        noise = np.dstack([self._grains(self.scale.blur_mm, 10 * seed + channel) for channel in range(3)])
        return self._times(1 + relative_sd * noise)

    def waves(self, finest_mm: float, coarsest_mm: float, seed: int) -> Field:
        """(N, N) noise of standard deviation 1 whose wavelengths lie in a range, as strong in every octave."""
        side = self.seen.shape[0]
        noise = np.random.default_rng(seed).standard_normal(self.seen.shape, np.float32)
        per_mm = np.hypot(fft.fftfreq(side)[:, None], fft.rfftfreq(side)[None, :]) / self.mm_per_px
        within = (per_mm >= 1 / coarsest_mm) & (per_mm <= 1 / finest_mm)
        waves = fft.irfft2(fft.rfft2(noise) * within / np.maximum(per_mm, 1e-6), self.seen.shape)
        return np.asarray(waves / waves.std(), np.float32)

    def relief(self, seed: int = 11) -> Field:
        """(N, N) waves of 1 to 3 mm, of standard deviation 1 but for what the chart's sharpness takes of them."""
        return cv2.GaussianBlur(self.waves(1, 3, seed), (0, 0), self.scale.blur_mm / self.mm_per_px)

    def over(self, zones: Sequence[Zone], soft_edge_mm: float) -> Field:
        """(N, N) 1 in some zones, 0 outside, with soft edges."""
        there = np.zeros(self.seen.shape, np.float32)
        for zone in zones:
            mask = self.atlas.masks[zone.name]
            there[mask.rows, mask.columns] += mask.inside
        return cv2.GaussianBlur(there, (0, 0), soft_edge_mm / self.mm_per_px)

    # The light.

    def shaded(self, stops: float, direction_deg: float = 0.0) -> Canvas:
        """Light that falls off by so many stops across the chart: from its left to its right, or as turned."""
        angle, even = np.radians(direction_deg), np.linspace(0.5, -0.5, self.seen.shape[1], dtype=np.float32)
        across = even[None, :] * np.float32(np.cos(angle)) + even[:, None] * np.float32(np.sin(angle))
        return self._times(np.exp2(stops * across)[..., None])

    def exposed(self, stops: float) -> Canvas:
        """Brighter by so many stops."""
        return self._times(np.full((1, 1, 1), 2.0**stops, np.float32))

    def lit(self, kelvin: float) -> Canvas:
        """In daylight bluer by so many kelvin than what the camera was set to."""
        return self._times((daylight(_DAYLIGHT_K + kelvin) / daylight(_DAYLIGHT_K)).astype(np.float32))

    # Lines.

    def groove(self, zone: str, depth: float, direction_deg: float = 0.0, sigma_mm: float = 0.7) -> Canvas:
        """One groove through the zone's middle, from edge to edge of the chart, darker by `depth` in its core."""
        _, across = self._turned(zone, direction_deg)
        return self._times((1 - depth * _bell(across, sigma_mm))[..., None])

    def grooves(self, zone: str, depth: float, direction_deg: float = 0.0) -> Canvas:
        """Three grooves, 9 mm apart, around the zone's middle."""
        _, across = self._turned(zone, direction_deg)
        return self._times(np.prod([1 - depth * _bell(across - step, 0.7) for step in (-9, 0, 9)], 0)[..., None])

    def lines(
        self,
        zone: str,
        units: float,
        direction_deg: float,
        asides_mm: Sequence[float] = (0.0,),
        length_mm: float = 20.0,
        sigma_mm: float = 0.5,
        color: Color = SHADE,
    ) -> Canvas:
        """Lines of one length with soft ends, each at some distance beside the zone's middle."""
        box = self._box(zone, length_mm / 2 + max(map(abs, asides_mm)) + 4 * sigma_mm)
        along, across = self._turned(zone, direction_deg, box)
        ends = np.clip((length_mm / 2 - np.abs(along)) / sigma_mm + 0.5, 0, 1)
        strength = np.maximum.reduce([_bell(across - np.float32(aside), sigma_mm) for aside in asides_mm])
        return self.absorbing(units * ends * strength, color, box)

    # Spots and patches.

    def spot(self, zone: str, units: float, diameter_mm: float = 3.5, color: Color = MELANIN) -> Canvas:
        """One Gaussian spot in the zone's middle, as wide as the filter of a disc of that diameter."""
        return self.patch(zone, units, diameter_mm * 2.355 / 2.8, color)

    def disc(self, zone: str, units: float, diameter_mm: float, color: Color = MELANIN) -> Canvas:
        """One flat spot with a rim as sharp as the chart carries."""
        box = self._box(zone, diameter_mm)
        disc = (np.hypot(*self._offset(self._middle(zone), box)) < diameter_mm / 2).astype(np.float32)
        rim = self.scale.blur_mm / self.mm_per_px
        return self.absorbing(units * cv2.GaussianBlur(disc, (0, 0), rim), color, box)

    def spots(self, zone: str, units: float, diameter_mm: float = 3.5, color: Color = MELANIN) -> Canvas:
        """Spots on a grid over a whole zone, three diameters apart."""
        mask, pitch = self.atlas.masks[zone], 3 * diameter_mm / self.mm_per_px
        rows, columns = np.indices(mask.inside.shape)
        away = [(part % pitch - pitch / 2) * self.mm_per_px for part in (rows, columns)]
        strength = _bell(np.hypot(*away), diameter_mm / 2.8) * mask.inside
        return self.absorbing(units * strength, color, (mask.rows, mask.columns))

    def pits(self, zone: str, units: float, sigma_mm: float = 0.126, apart_mm: float = 1.6) -> Canvas:
        """Gaussian pits on a grid over a whole zone, as wide and as shallow as the chart's sharpness makes them.

        Args:
            units: of shade in the middle of a pit, on the finest chart.
            sigma_mm: of a pit before it is blurred.
        """
        mask, pitch = self.atlas.masks[zone], apart_mm / self.mm_per_px
        away = [(part % pitch - pitch / 2) * self.mm_per_px for part in np.indices(mask.inside.shape)]
        seen, finest = (float(np.hypot(sigma_mm, blur)) for blur in (self.scale.blur_mm, FINEST.blur_mm))
        strength = _bell(np.hypot(*away), seen) * mask.inside * (finest / seen) ** 2
        return self.absorbing(units * strength.astype(np.float32), SHADE, (mask.rows, mask.columns))

    def patch(self, zone: str, units: float, width_mm: float, color: Color = MELANIN) -> Canvas:
        """One soft patch in the zone's middle, of the width at half its height."""
        box, sigma = self._box(zone, 2 * width_mm), width_mm / 2.355
        x, y = self._offset(self._middle(zone), box)
        return self.absorbing(units * _bell(x, sigma) * _bell(y, sigma), color, box)

    def dents(self, zone: str, units: float, diameter_mm: float) -> Canvas:
        """Gaussian dents on a grid over a whole zone, three diameters apart, dark above and bright below.

        Args:
            units: of shade where the walls are steepest.
        """
        mask, pitch = self.atlas.masks[zone], 3 * diameter_mm / self.mm_per_px
        down, right = ((part % pitch - pitch / 2) * self.mm_per_px for part in np.indices(mask.inside.shape))
        sigma = float(np.hypot(diameter_mm / 2.8, self.scale.blur_mm))
        wall = -down / sigma * np.exp(0.5) * _bell(np.hypot(down, right), sigma) * mask.inside
        return self.absorbing(units * wall.astype(np.float32), SHADE, (mask.rows, mask.columns))

    def bulge(self, zone: str, units: float, size_mm: tuple[float, float]) -> Canvas:
        """A smooth bulge in the zone's middle in light from above, so tall and wide: brighter above, darker below."""
        tall, wide = (side / 4.3 for side in size_mm)  # it ends where its height is a tenth
        box = self._box(zone, max(size_mm))
        x, y = self._offset(self._middle(zone), box)
        return self.absorbing(units * np.float32(np.exp(0.5)) * y / tall * _bell(y, tall) * _bell(x, wide), SHADE, box)

    def tinted(self, zone: str, units: float, color: Color) -> Canvas:
        """A whole zone in more of a color, with a sharp edge."""
        mask = self.atlas.masks[zone]
        return self.absorbing(np.float32(units) * mask.inside, color, (mask.rows, mask.columns))

    def red_patch(self, zone: str, units: float) -> Canvas:
        """Takes green and blue out of a whole zone, alike."""
        return self.tinted(zone, units, (0.0, 1.0, 1.0))

    def hair(self, zone: str, soft_mm: float = 0.0) -> Canvas:
        """Covers a whole zone with black hair, with an edge as soft as asked for."""
        mask = self.atlas.masks[zone]
        share = np.zeros(self.seen.shape, np.float32)
        share[mask.rows, mask.columns] = mask.inside
        if soft_mm:
            share = cv2.GaussianBlur(share, (0, 0), soft_mm / self.mm_per_px)
        pixels = self.linear_rgb + share[..., None] * (np.float32(HAIR) - self.linear_rgb)
        return replace(self, linear_rgb=pixels)

    def mirrored(self) -> Canvas:
        """The skin as in a mirror."""
        return replace(self, linear_rgb=self.linear_rgb[:, ::-1].copy(), seen=self.seen[:, ::-1].copy())

    def absorbing(self, units: Field, color: Color, box: tuple[slice, slice] = EVERYWHERE) -> Canvas:
        """(h, w) units of 1/100 absorbance of a color in a box."""
        pixels = self.linear_rgb.copy()
        pixels[box] *= cv2.exp(units[..., None].astype(np.float32) * (np.float32(color) * _PER_LOG))
        return replace(self, linear_rgb=np.minimum(pixels, 1))

    # What is made of it.

    def chart(self) -> FaceChart:
        """The chart, seen squarely everywhere."""
        ones = np.ones(self.seen.shape, np.float32)
        return FaceChart(self.linear_rgb, self.seen, ones, ones, self.mm_per_px, PHOTO_MM_PER_PX, NO_PLACEMENT)

    def skin(self) -> Skin:
        """Read as the analysis does: on the coarse chart what is skin, on the fine one its layers."""
        if self.coarse_atlas is None:
            return read_skin(self.chart(), self.atlas)
        size = (self.coarse_atlas.size, self.coarse_atlas.size)
        coarse = cv2.resize(self.linear_rgb, size, interpolation=cv2.INTER_AREA)
        seen = cv2.resize(self.seen.astype(np.uint8), size, interpolation=cv2.INTER_NEAREST) > 0
        below = Canvas(coarse, self.coarse_atlas, seen)
        return read_fine_skin(self.chart(), below.skin())

    def quantities(self, concern: Concern) -> dict[str, float]:
        """The concern's quantity in each of its zones that can be measured."""
        return {name: reading.quantity for name, reading in self.readings(concern).items()}

    def readings(self, concern: Concern) -> dict[str, Reading]:
        """The concern's reading in each of its zones that can be measured."""
        return {name: answer for name, answer in self.answers(concern).items() if isinstance(answer, Reading)}

    def answers(self, concern: Concern) -> dict[str, Reading | Reason]:
        """The concern's answer for each of its zones."""
        return concern.measure(self.skin(), self.atlas.by_kind(concern.zone_kinds))

    def _grains(self, size_mm: float, seed: int) -> Field:
        """(N, N) noise of standard deviation 1, averaged over a Gaussian."""
        noise = np.random.default_rng(seed).standard_normal(self.seen.shape, np.float32)
        grains = cv2.GaussianBlur(noise, (0, 0), size_mm / self.mm_per_px)
        return grains / grains.std()

    def _box(self, zone: str, beyond_mm: float) -> tuple[slice, slice]:
        """Rows and columns of a zone and of so much around it."""
        mask, beyond = self.atlas.masks[zone], round(beyond_mm / self.mm_per_px)
        rows, columns = (slice(max(part.start - beyond, 0), part.stop + beyond) for part in (mask.rows, mask.columns))
        return rows, columns

    def _middle(self, zone: str) -> tuple[float, float]:
        """(x, y) of the zone's middle in chart pixels."""
        mask = self.atlas.masks[zone]
        rows, columns = np.nonzero(mask.inside)
        return float(columns.mean() + mask.columns.start), float(rows.mean() + mask.rows.start)

    def _offset(self, place: tuple[float, float], box: tuple[slice, slice] = EVERYWHERE) -> tuple[Field, Field]:
        """Millimeters right and down of a place, (1, w) and (h, 1)."""
        rows, columns = (
            np.arange(side, dtype=np.float32)[part] for side, part in zip(self.seen.shape, box, strict=True)
        )
        mm = np.float32(self.mm_per_px)
        return (columns[None, :] - np.float32(place[0])) * mm, (rows[:, None] - np.float32(place[1])) * mm

    def _turned(self, zone: str, direction_deg: float, box: tuple[slice, slice] = EVERYWHERE) -> tuple[Field, Field]:
        """Millimeters along and across a direction from the zone's middle, (h, w)."""
        x, y = self._offset(self._middle(zone), box)
        cosine, sine = (np.float32(f(np.radians(direction_deg))) for f in (np.cos, np.sin))
        return x * cosine + y * sine, y * cosine - x * sine

    def _times(self, factor: NDArray[np.floating]) -> Canvas:
        return replace(self, linear_rgb=np.clip(self.linear_rgb * factor, 0, 1).astype(np.float32))


def _bell(distance: Field, sigma: float) -> Field:
    return np.exp(-np.square(distance) / np.float32(2 * sigma**2))
