"""What is no concern should move none: gloss, a shadow, bumps, a small warp."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from tests.evaluation.observations import Disturbed
from tests.evaluation.rows import Row, row


def nuisances(seen: Sequence[Disturbed]) -> list[Row]:
    """Points that a concern moves in the zone that is disturbed, full dose; reported. n counts findings."""
    rows = []
    for kind in sorted({one.kind for one in seen}):
        for concern in sorted({name for one in seen for name in one.changes}):
            moved = np.abs([one.changes[concern] for one in seen if one.kind == kind and concern in one.changes])
            if len(moved):
                rows.append(row(f"nuisance {kind}, median", concern, float(np.median(moved)), len(moved)))
                rows.append(row(f"nuisance {kind}, p90", concern, float(np.percentile(moved, 90)), len(moved)))
    return rows
