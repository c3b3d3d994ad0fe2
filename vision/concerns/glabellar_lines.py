"""Vertical lines between the brows. Quantity, unit and source: see lines.

Known failures: hairs of brows that meet.
"""

from __future__ import annotations

from vision.concerns.concern import Measure
from vision.concerns.lines import Lines
from vision.concerns.oriented import LineFilter

MEASURE: Measure = Lines(
    LineFilter(across_mm=0.8, along_mm=1.5, step_mm=2.0, spread_deg=30),
    {"glabella": 90.0},
    across_share=0.5,  # the brows' own relief lies across
)
