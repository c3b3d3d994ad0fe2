"""Lines of the cheek, from the inside above to the outside below. Quantity, unit and source: see lines.

Known failures: hair lying on the cheek; sideburns.
"""

from __future__ import annotations

from vision.concerns.concern import Measure
from vision.concerns.lines import Lines
from vision.concerns.oriented import LineFilter

MEASURE: Measure = Lines(
    LineFilter(across_mm=0.7, along_mm=2.0, step_mm=3.0, spread_deg=30),
    {"mid_cheek": 116.0, "lateral_cheek": 106.0},
    grain=0.3,
    across_share=0.8,
)
