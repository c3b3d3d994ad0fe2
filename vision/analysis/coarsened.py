"""Readings of the fine chart as if they were of the coarse one, on which evidence is shown.

The numbers stay. Of the fine pixels in a coarse one the strongest evidence counts, so that fine lines stay visible.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from vision.concerns import Reading
from vision.zones import ZoneAtlas, ZoneMask

_RIM = 1  # coarse pixels by which the fine zone's box may reach beyond the coarse one's


def coarsened(readings: Mapping[str, Reading], fine: ZoneAtlas, coarse: ZoneAtlas) -> dict[str, Reading]:
    """By zone name, the readings with their evidence in the zone's box on the coarse chart.

    Args:
        fine: the zones on the chart of the readings, some whole times the size of the coarse one.
        coarse: the same zones on the coarse chart.
    """
    times = fine.size // coarse.size
    return {
        name: replace(reading, evidence=_strongest(reading.evidence, fine.masks[name], coarse.masks[name], times))
        for name, reading in readings.items()
    }


def _strongest(evidence: NDArray[np.float32], fine: ZoneMask, coarse: ZoneMask, times: int) -> NDArray[np.float32]:
    """(h, w) float32 in the coarse zone's box, of (h', w') in the fine one's; 0 outside the zone."""
    height, width = (side + 2 * _RIM for side in coarse.inside.shape)
    drawn = np.zeros((height * times, width * times), np.float32)
    top = fine.rows.start - (coarse.rows.start - _RIM) * times
    left = fine.columns.start - (coarse.columns.start - _RIM) * times
    drawn[top : top + fine.inside.shape[0], left : left + fine.inside.shape[1]] = np.where(fine.inside, evidence, 0)
    most = np.maximum.reduce([drawn[row::times, column::times] for row in range(times) for column in range(times)])
    return np.asarray(np.where(coarse.inside, most[_RIM:-_RIM, _RIM:-_RIM], 0), np.float32)
