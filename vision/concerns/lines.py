"""The measure that line concerns share: how much darker lines make a zone, beyond what its texture gives.

Quantity: mean over the zone of the lines' excess (see oriented), in percent of darkening. Lines of relative depth d,
width w and total length l in a zone of area A add about d·w·l/A, so it grows linearly with depth, length and number.
It is read from the red light, of which freckles and vessels take least. Skin without lines reads around 0, on either
side.

Beside it: count, total length and mean depth of the separate lines that stand out from the texture.

Known failures: hairs lying along the expected direction; the bright lip of a groove counts against its dark core;
under very flat light a groove has no core.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from vision.concerns.concern import Reading, ZonePair
from vision.concerns.oriented import LineFilter
from vision.concerns.reason import Reason
from vision.concerns.region import Region, eroded, filled
from vision.skin import Skin
from vision.zones import Zone, ZoneMask

_MIN_VALID = 0.5  # share of the zone that must be clear of hair and edges
_MIN_LENGTH_MM = 5.0
_SEED, _GROW = 2.0, 1.0  # units of absorbance: a line must reach the first and is followed down to the second


@dataclass(frozen=True, slots=True)
class Lines:
    """A measure.

    Attributes:
        filter: width, length and spread of the lines.
        directions_deg: by kind of zone, the expected direction on the client's right half of the chart, clockwise from
            its x axis; mirrored on the left.
        edge_mm: distance kept from hair and other borders, whose edges look like lines.
        grain: see Lined.excess; for zones where lashes and the eye's own relief are near.
        across_share: see Lined.excess; less than 1 for zones whose own relief lies across the lines.
    """

    filter: LineFilter
    directions_deg: Mapping[str, float]
    edge_mm: float = 2.0
    grain: float = 0.0
    across_share: float = 1.0

    def __call__(self, skin: Skin, zones: Sequence[ZonePair]) -> dict[str, Reading | Reason]:
        return {zone.name: self._read(skin, zone, mask) for zone, mask in zones}

    def _read(self, skin: Skin, zone: Zone, mask: ZoneMask) -> Reading | Reason:
        region = Region.around(mask, round(self.filter.reach_mm / skin.mm_per_px), skin.mask.shape[0])
        bare = skin.mask[region.rows, region.columns]
        valid = eroded(bare, self.edge_mm / skin.mm_per_px)[region.box] & mask.inside
        if valid.sum() < _MIN_VALID * mask.inside.sum():
            return Reason.COVERED
        known = filled(skin.red[region.rows, region.columns], bare, round(3 * self.filter.along_mm / skin.mm_per_px))
        lined = self.filter.answers(known, skin.mm_per_px, self._direction(zone)).within(region.box)
        evidence, details = separate_lines(lined.along * valid, skin.mm_per_px)
        quantity = lined.excess(valid, self.grain, self.across_share) * PERCENT_PER_UNIT
        return Reading(quantity, evidence, details)

    def _direction(self, zone: Zone) -> float:
        right = self.directions_deg[zone.kind]
        return 180 - right if zone.side == "left" else right


PERCENT_PER_UNIT = float(np.log(10))  # 1/100 absorbance darkens by 2.3 %; the tangent, so that doses add up


def separate_lines(dark: NDArray[np.float32], mm_per_px: float) -> tuple[NDArray[np.float32], dict[str, float]]:
    """The lines that stand out: (h, w) float32 percent darkening where they run, and their count, length and depth."""
    number, labels, stats, _ = cv2.connectedComponentsWithStats((dark > _GROW).astype(np.uint8), connectivity=8)
    kept, lengths = np.zeros(number, bool), []
    for label in range(1, number):
        left, top, width, height = stats[label, :4]
        box = (slice(top, top + height), slice(left, left + width))
        inside = labels[box] == label
        length = _length(inside) * mm_per_px
        if length >= _MIN_LENGTH_MM and dark[box][inside].max() >= _SEED:
            kept[label] = True
            lengths.append(length)
    evidence = np.where(kept[labels], percent(dark), 0).astype(np.float32)
    depth = float(evidence[kept[labels]].mean()) if lengths else 0.0
    return evidence, {"count": float(len(lengths)), "length_mm": float(sum(lengths)), "depth_percent": depth}


def percent(units: NDArray[np.float32]) -> NDArray[np.float32]:
    """Contrast in 1/100 absorbance as percent of the brightness beside it."""
    return np.asarray(100 * (1 - 10 ** (-units / 100)), np.float32)


def _length(inside: NDArray[np.bool_]) -> float:
    """Length of an elongated shape in pixels: of the even bar with the same largest variance."""
    places = np.stack(np.nonzero(inside), axis=1).astype(float)
    if len(places) < 3:
        return float(len(places))
    return float(np.sqrt(12 * np.linalg.eigvalsh(np.cov(places.T))[-1]))
