"""The measure that line concerns share: how much darker lines make a zone, beyond what its texture gives.

Quantity: mean over the zone of the lines' excess (see oriented), in percent of darkening. Lines of relative depth d,
width w and total length l in a zone of area A add a share of d·w·l/A, so it grows linearly with depth and number, and
with length once a line is long: at each end the answer waits for the line to go on. On even skin the share is 0.86
along the forehead, 0.55 to 0.75 for lines of 10 to 22 mm, and half the length adds 0.28 to 0.46 of the whole.
It is read from the red light, of which freckles and vessels take least. Skin without lines reads around 0, on either
side.

Beside it: count, total length and mean depth of the separate lines that stand out: that are several times darker than
what the skin's texture answers across the expected direction, so that coarse skin is not full of lines beside a
severity of 0.

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
from vision.concerns.oriented import LineFilter, direction_on, root_mean_square
from vision.concerns.reason import Reason
from vision.concerns.region import filled, see
from vision.skin import Skin
from vision.zones import Zone, ZoneMask

_MIN_VALID = 0.5  # share of the zone that must be clear of hair and edges
_MIN_LENGTH_MM = 5.0
_SEED = 2.0  # units of absorbance that a line must reach; it is followed down to half of that
# And so many times the root mean square of the texture. In the zones of 33 portraits where severity is below 10, that
# brings the median length of lines from 59 to 34 mm on 15 foreheads, from 45 to 0 on 11 upper lips; of lines planted
# on all of them, 4 units deep, 94 % of the length stays on the forehead, and on the lip their number comes out right.
_OVER_TEXTURE = 4.0


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
        seen = see(skin, mask, self.filter.reach_mm, self.edge_mm, _MIN_VALID)
        if seen is None:
            return Reason.COVERED
        known = filled(seen.of(skin.red), seen.bare, round(3 * self.filter.along_mm / skin.mm_per_px))
        direction = direction_on(zone, self.directions_deg)
        lined = self.filter.answers(known, skin.mm_per_px, direction).within(seen.region.box)
        texture = self.across_share * root_mean_square(lined.across[seen.valid])
        evidence, details = separate_lines(lined.along * seen.valid, skin.mm_per_px, texture)
        quantity = lined.excess(seen.valid, self.grain, self.across_share) * PERCENT_PER_UNIT
        return Reading(quantity, evidence, details)


PERCENT_PER_UNIT = float(np.log(10))  # 1/100 absorbance darkens by 2.3 %; the tangent, so that doses add up


def separate_lines(
    dark: NDArray[np.float32], mm_per_px: float, texture: float = 0.0
) -> tuple[NDArray[np.float32], dict[str, float]]:
    """The lines that stand out.

    Args:
        dark: (h, w) float32 ≥ 0, a filter's answers in 1/100 absorbance; 0 where nothing counts.
        mm_per_px: of them.
        texture: root mean square of what the same filter answers where no such lines are expected.

    Returns:
        (h, w) float32 percent darkening where they run; their `count`, `length_mm` and `depth_percent`.
    """
    seed = max(_SEED, _OVER_TEXTURE * texture)
    number, labels, stats, _ = cv2.connectedComponentsWithStats((dark > seed / 2).astype(np.uint8), connectivity=8)
    kept, lengths = np.zeros(number, bool), []
    for label in range(1, number):
        left, top, width, height = stats[label, :4]
        box = (slice(top, top + height), slice(left, left + width))
        inside = labels[box] == label
        length = _length(inside) * mm_per_px
        if length >= _MIN_LENGTH_MM and dark[box][inside].max() >= seed:
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
