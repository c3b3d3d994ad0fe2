"""Lines that fan out from the outer corner of the eye. Quantity, unit and source: see lines.

Known failures: lashes and the tail of the brow where they reach into the zone; make-up drawn out from the eye.
"""

from __future__ import annotations

from vision.concerns.concern import Measure
from vision.concerns.lines import Lines
from vision.concerns.oriented import LineFilter

MEASURE: Measure = Lines(
    LineFilter(across_mm=0.7, along_mm=1.5, step_mm=2.0, spread_deg=45),
    {"crows_feet": -7.0},
    edge_mm=0.7,
    grain=1.0,
)
