"""A concern that answers what it is told."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from vision.concerns import Concern, Reading, Reason
from vision.skin import Skin
from vision.zones import Zone, ZoneMask


def answering(quantity: float, name: str = "redness") -> Concern:
    """A concern of the cheeks whose severity is its quantity."""

    def measure(skin: Skin, zones: Sequence[tuple[Zone, ZoneMask]]) -> dict[str, Reading | Reason]:
        return {zone.name: Reading(quantity, np.zeros(mask.inside.shape, np.float32)) for zone, mask in zones}

    return Concern(
        name=name,
        title="Told",
        version="1",
        group="surface",
        zones={"mid_cheek": 1.0},
        measure=measure,
        anchors=(0.0, 100.0),
        unit="points",
        evidence_full=1.0,
    )
