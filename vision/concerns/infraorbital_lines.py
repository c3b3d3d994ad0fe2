"""Fine lines under the eye, along the lid and slightly down and out. Quantity, unit and source: see lines.

Known failures: make-up gathered in creases; the edge of an eye bag; a tear trough, whose broad shade is curved
everywhere: a painted one adds 17 points for every 20 of its own.
"""

from __future__ import annotations

from vision.concerns.concern import Measure
from vision.concerns.lines import Lines
from vision.concerns.oriented import LineFilter

MEASURE: Measure = Lines(
    LineFilter(across_mm=0.45, along_mm=1.2, step_mm=1.8, spread_deg=30),
    {"lower_eyelid": 172.0, "tear_trough": 166.0},
    edge_mm=1.0,
)
