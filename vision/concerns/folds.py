"""The measure that folds share: how much darker a fold makes its zone, at any of a few widths.

A fold is a valley between two masses; under soft light its shadow may be a narrow line or a band of a centimeter. So
the valley answers of three widths (see oriented; the widest need not go on for a step) are put to one scale by width
and the strongest counts, mostly on the luminance: the warm light that a fold's walls give each other is a part of its
shadow. Some of the answer across the fold is taken off, for what skin answers in any direction.

Quantity: mean over the zone, in percent of darkening at the narrowest width. A fold dark enough not to pass as skin
leaves a gap in the mask, which is bridged up to 6 mm. The lower end of the zone, which the corner of the mouth
shades, is left out.

Known failures: a mustache that ends in the zone; light from one side deepens one fold and flattens the other, which
the capture check reports. Skin scatters light into its shadows, light skin more than dark, so that the same fold is
darker on dark skin: the measure follows what is seen.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from vision.concerns.concern import Reading, ZonePair
from vision.concerns.lines import PERCENT_PER_UNIT, separate_lines
from vision.concerns.oriented import LineFilter, direction_on
from vision.concerns.reason import Reason
from vision.concerns.region import Region, closed, eroded, filled
from vision.skin import Skin
from vision.zones import Zone, ZoneMask

_MIN_VALID = 0.5
_BRIDGES_MM = 6.0


@dataclass(frozen=True, slots=True)
class Folds:
    """A measure.

    Attributes:
        filters: from narrow to wide.
        directions_deg: by kind of zone, on the client's right half of the chart, clockwise from its x axis.
        upper_share: 0 to 1, how much of the zone's height counts, from above.
        edge_mm: distance kept from borders of the skin.
        across_share: how much of the answer across the fold is taken off.
        layer: of the skin, that the fold is read from.
    """

    filters: tuple[LineFilter, ...]
    directions_deg: Mapping[str, float]
    upper_share: float = 1.0
    edge_mm: float = 0.5
    across_share: float = 0.15
    layer: Literal["darkness", "shading"] = "darkness"

    def __call__(self, skin: Skin, zones: Sequence[ZonePair]) -> dict[str, Reading | Reason]:
        return {zone.name: self._read(skin, zone, mask) for zone, mask in zones}

    def _read(self, skin: Skin, zone: Zone, mask: ZoneMask) -> Reading | Reason:
        reach = max(line.reach_mm for line in self.filters)
        region = Region.around(mask, round(reach / skin.mm_per_px), skin.mask.shape[0])
        bare = closed(skin.mask[region.rows, region.columns], _BRIDGES_MM / skin.mm_per_px)
        bare &= ~skin.beard[region.rows, region.columns]
        inside = _upper(mask.inside, self.upper_share)
        valid = eroded(bare, self.edge_mm / skin.mm_per_px)[region.box] & inside
        if valid.sum() < _MIN_VALID * inside.sum():
            return Reason.COVERED
        darkness = filled(getattr(skin, self.layer)[region.rows, region.columns], bare, round(9.0 / skin.mm_per_px))
        dark, across = self._strongest(darkness, skin.mm_per_px, direction_on(zone, self.directions_deg), region.box)
        quantity = float((dark - self.across_share * across)[valid].mean()) * PERCENT_PER_UNIT
        evidence, details = separate_lines(dark * valid, skin.mm_per_px)
        return Reading(quantity, evidence, details)

    def _strongest(
        self, darkness: NDArray[np.float32], mm_per_px: float, direction_deg: float, box: tuple[slice, slice]
    ) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """(h, w) answers along the fold and across it, strongest of the widths; a wide one counts less by its width."""
        dark = across = np.zeros((1, 1), np.float32)
        for line in self.filters:
            lined = line.answers(darkness, mm_per_px, direction_deg)
            weight = np.float32(self.filters[0].across_mm / line.across_mm)
            dark = np.maximum(dark, lined.along[box] * weight)
            across = np.maximum(across, lined.across[box] * weight)
        return dark, across


def _upper(inside: NDArray[np.bool_], share: float) -> NDArray[np.bool_]:
    part = inside.copy()
    part[round(share * inside.shape[0]) :] = False
    return part
