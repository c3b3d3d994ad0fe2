"""Horizontal lines of the forehead. Quantity, unit and source: see lines.

Anchors: see data/concerns.json; severity 100 is about three lines of 60 mm, each 1.5 mm wide and a fifth darker.
Known failures: strands of fine hair that lie flat across the forehead read as lines.
"""

from __future__ import annotations

from vision.concerns.concern import Measure
from vision.concerns.lines import Lines
from vision.concerns.oriented import LineFilter

MEASURE: Measure = Lines(LineFilter(across_mm=0.7, along_mm=1.5, step_mm=2.0, spread_deg=30), {"forehead": 0.0})
