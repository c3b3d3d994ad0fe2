"""What a concern is: a measured quantity, where it is measured, what resolution it needs, and its anchors.

Adding one takes a file that ends in a `Concern` and a row in the registry.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from vision.concerns.reason import Reason
from vision.skin import Skin
from vision.zones import Zone, ZoneMask

ZonePair = tuple[Zone, ZoneMask]


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """A concern in one zone.

    Attributes:
        quantity: in the concern's unit; never negative.
        evidence: (h, w) float32 within the zone's box, in the concern's own scale: where it was seen.
    """

    quantity: float
    evidence: NDArray[np.float32]


Measure = Callable[[Skin, Sequence[ZonePair]], dict[str, Reading | Reason]]


@dataclass(frozen=True, slots=True)
class Concern:
    """One row of the registry.

    Attributes:
        name: the field's term, plural where it counts things.
        title: as shown to people.
        version: raised whenever the same photo would give another number.
        zone_kinds: where it is offered.
        measure: takes the skin and the zones that show enough of it; answers each with a reading or the reason why not.
        needs_mm_per_px: coarsest photo that carries it.
        anchors: the quantities that mean severity 0 and severity 100.
        unit: of the quantity.
        evidence_full: evidence at and above this is drawn at full strength.
        needs_color: it says nothing about a black-and-white photo.
        spoiled_by: codes of capture issues that leave nothing to measure.
        unsettled_by: codes of capture issues that its repeatability does not cover: then no interval is claimed.
    """

    name: str
    title: str
    version: str
    zone_kinds: tuple[str, ...]
    measure: Measure
    needs_mm_per_px: float
    anchors: tuple[float, float]
    unit: str
    evidence_full: float
    needs_color: bool = False
    spoiled_by: tuple[str, ...] = ()
    unsettled_by: tuple[str, ...] = ()

    def severity(self, quantity: float) -> float:
        """0 to 100, linear in the quantity between the anchors."""
        low, high = self.anchors
        return float(np.clip((quantity - low) / (high - low), 0, 1) * 100)
