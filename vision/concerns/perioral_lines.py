"""Upright lines above the upper lip. Quantity, unit and source: see lines.

Known failures: hairs of the upper lip; the columns of the philtrum.
"""

from __future__ import annotations

from vision.concerns.concern import Measure
from vision.concerns.lines import Lines
from vision.concerns.oriented import LineFilter

MEASURE: Measure = Lines(
    LineFilter(across_mm=0.45, along_mm=1.0, step_mm=1.2, spread_deg=15),
    {"upper_lip": 90.0},
    edge_mm=1.0,
)
