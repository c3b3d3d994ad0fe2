"""A patch of a photo as layers see it: absorbance per channel, how much of each pixel is treated skin, and the ruler.

What a layer takes away it gives back as absorbance (1/100, log10, as vision.skin.layers has it), so that a change of a
given size is the same on dark and on light skin.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from simulation.canvas.placing import Box, Placing
from vision.analysis.laid import Laid
from vision.chart import ChartGeometry
from vision.concerns.region import closed, eroded
from vision.photo import SRGB_TO_LINEAR
from vision.skin.layers import absorbance
from vision.zones import Zone, ZoneMask

Layer = NDArray[np.float32]
Light = NDArray[np.float32]  # (h, w, 3)

_ABSORBANCE = absorbance(SRGB_TO_LINEAR)  # of every code value
# A change grows from nothing over this distance from the border of what is treated; in a narrow zone over this share.
_FEATHER_MM, _FEATHER_SHARE = 3.0, 0.5
_GAPS_MM = 5.0  # between zones that are treated alike no strip stays as it was
_EDGE_MM = 0.6  # kept from hair, lips, gloss and other borders of bare skin
_BRIDGES_MM = 2.0  # marks darker than skin leave gaps of that size in its mask
_FROM_BEARD_MM = 1.0
_FINEST_MM = 0.14  # a change is worked out no finer than that
_LEAST_WEIGHT = 0.005  # what is interpolated beyond a zone's border stays below
_MARGIN_MM = 12.0  # that filters see around what is treated
_GLOSS_WHITE, _GLOSS_SPAN = 0.80, 0.15  # of full scale in the darkest channel: from there on a pixel is left alone


@dataclass(frozen=True, slots=True, eq=False)
class Patch:
    """One treated zone in the photo.

    Attributes:
        zone: of the face.
        box: rows and columns of the photo.
        absorbance: (h, w, 3) float32 of red, green, blue, as fine as the change is worked out.
        weight: (h, w) float32, 0 to 1: how much of a full change a pixel takes; exactly 0 outside the zone's bare skin.
        skin: (h, w) float32, 0 to 1, bare skin, in the zone and around it.
        mm_per_px: of these pixels.
        placing: how the chart lies in the box.
        middle: (2,) unit chart position of the zone's middle.
        mask: of the zone on the chart.
        chart_mm_per_px: of the chart.
        allowed: 0 to 1, how much of the zone's weight a provider's painted mask lets change; 1 without one.
    """

    zone: Zone
    box: Box
    absorbance: Light
    weight: Layer
    skin: Layer
    mm_per_px: float
    placing: Placing
    middle: NDArray[np.float64]
    mask: ZoneMask
    chart_mm_per_px: float
    allowed: float = 1.0

    def of_chart(self, chart_map: Layer) -> Layer:
        """A (N, N) map of the chart as it lies here, (h, w)."""
        height, width = self.weight.shape
        return self.placing.of_chart(chart_map, (height, width))

    def direction_deg(self, chart_deg: float) -> float:
        """A direction of the chart as it lies here."""
        return self.placing.direction_deg(self.middle, chart_deg)


class Canvas:
    """One photo with its face, from which patches are cut. Immutable once built.

    Args:
        geometry: of the coarse chart.
        laid: the face on it.
        painted: (H, W) bool, where a provider allows a change; everywhere when nothing is said.
    """

    def __init__(self, geometry: ChartGeometry, laid: Laid, painted: NDArray[np.bool_] | None = None) -> None:
        self._geometry, self._laid = geometry, laid
        self._painted = painted
        self.mm_per_px = laid.chart.photo_mm_per_px
        self._factor = max(round(_FINEST_MM / self.mm_per_px), 1)
        px = laid.chart.mm_per_px
        beard = eroded(~laid.skin.beard, _FROM_BEARD_MM / px)
        self._skin = closed(laid.skin.mask, _BRIDGES_MM / px) & beard
        self._depth = _depth_mm(self._skin, px)

    def patch(self, name: str, beside: frozenset[str] = frozenset()) -> Patch:
        """A zone.

        Args:
            name: of the zone.
            beside: names of zones that are changed in the same way: towards them there is no border.
        """
        atlas = self._laid.atlas
        zone = next(zone for zone in atlas.zones if zone.name == name)
        weight = self._weight(name, beside)
        box = self._box(name)
        placing = Placing.of(self._geometry, self._laid.chart.placement, box, self.mm_per_px)
        pixels = self._laid.sight.photo.image_rgb[box]
        light = cv2.LUT(pixels, _ABSORBANCE)
        if self._factor > 1:
            size = (max(pixels.shape[1] // self._factor, 1), max(pixels.shape[0] // self._factor, 1))
            light = cv2.resize(light, size, interpolation=cv2.INTER_AREA)
        height, width = light.shape[:2]
        mm_per_px = self.mm_per_px * pixels.shape[1] / width
        whole = placing.share_of_chart(weight, (height, width)) * _not_gloss(light)
        here = whole if self._painted is None else whole * _painted(self._painted[box], (height, width), mm_per_px)
        allowed = float(here.sum() / max(float(whole.sum()), 1e-6))
        here = np.maximum(here - np.float32(_LEAST_WEIGHT), 0) / np.float32(1 - _LEAST_WEIGHT)
        skin = placing.of_chart(np.clip(self._depth / np.float32(1.5), 0, 1), (height, width))
        mask = atlas.masks[name]
        rows, columns = np.nonzero(mask.inside)
        middle = np.array([columns.mean() + mask.columns.start, rows.mean() + mask.rows.start]) / atlas.size
        chart_mm = self._laid.chart.mm_per_px
        return Patch(zone, box, light, here, skin, mm_per_px, placing, middle, mask, chart_mm, allowed)

    def _weight(self, name: str, beside: frozenset[str]) -> Layer:
        """(N, N) on the chart: the zone's share of a change that fades towards the border of all zones together."""
        size, px = self._laid.atlas.size, self._laid.chart.mm_per_px
        own, every = (self._drawn(names, size) for names in ({name}, beside | {name}))
        within = closed(every, _GAPS_MM / px) if beside - {name} else every
        inside = np.maximum(_depth_mm(within & self._skin, px) - np.float32(_EDGE_MM), 0)
        feather = min(_FEATHER_MM, _FEATHER_SHARE * float(inside[own].max(initial=0.0)))
        whole = _smoothstep(inside / np.float32(max(feather, 1e-3)))
        if not beside - {name}:
            return whole
        # Zones that meet pass a change on to each other over the same distance.
        soft = [cv2.GaussianBlur(part.astype(np.float32), (0, 0), _FEATHER_MM / px / 2) for part in (own, every)]
        return np.asarray(whole * soft[0] / np.maximum(soft[1], 1e-3), np.float32)

    def _drawn(self, names: set[str] | frozenset[str], size: int) -> NDArray[np.bool_]:
        drawn = np.zeros((size, size), bool)
        for name in names:
            mask = self._laid.atlas.masks[name]
            drawn[mask.rows, mask.columns] |= mask.inside
        return drawn

    def _box(self, name: str) -> Box:
        outline = self._laid.atlas.outline_px(name, self._laid.chart.placement)
        margin = _MARGIN_MM / self.mm_per_px
        height, width = self._laid.sight.photo.size_hw
        limit = np.array([width, height])
        left, top = np.clip(np.floor(outline.min(0) - margin), 0, limit - 1).astype(int)
        right, bottom = np.clip(np.ceil(outline.max(0) + margin), 1, limit).astype(int)
        return slice(int(top), int(max(bottom, top + 1))), slice(int(left), int(max(right, left + 1)))


def _depth_mm(mask: NDArray[np.bool_], mm_per_px: float) -> Layer:
    """Distance to the nearest pixel outside, in mm."""
    return np.asarray(cv2.distanceTransform(mask.astype(np.uint8), cv2.DIST_L2, 5) * np.float32(mm_per_px), np.float32)


def _painted(mask: NDArray[np.bool_], size_hw: tuple[int, int], mm_per_px: float) -> Layer:
    """(h, w) 1 well inside what was painted, falling to 0 at its border as it does at a zone's."""
    share = cv2.resize(mask.astype(np.float32), size_hw[::-1], interpolation=cv2.INTER_AREA)
    if share.min() >= 1:  # there is no border to be away from
        return np.ones(size_hw, np.float32)
    return _smoothstep(_depth_mm(share >= 1, mm_per_px) / np.float32(_FEATHER_MM))


def _not_gloss(light: Light) -> Layer:
    """(h, w) 1 on skin, falling to 0 where light is so white that it shows the lamp and not the skin."""
    darkest = np.float32(10) ** (-light.max(-1) / 100)
    return 1 - _smoothstep((darkest - np.float32(_GLOSS_WHITE)) / np.float32(_GLOSS_SPAN))


def _smoothstep(t: Layer) -> Layer:
    s = np.clip(t, 0, 1)
    return np.asarray(s * s * (3 - 2 * s), np.float32)
