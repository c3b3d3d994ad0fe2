"""Upright lines above the upper lip. Quantity, unit and source: see lines.

Known failures: hairs of the upper lip; the columns of the philtrum; the lip's own relief runs upright, so that skin
without lines reads 0.1 to 0.3.
"""

from __future__ import annotations

from vision.concerns.concern import Measure
from vision.concerns.lines import Lines
from vision.concerns.oriented import LineFilter

MEASURE: Measure = Lines(
    # Texture is read over as many directions as the lines: over more it would hide them, most on coarse and dark skin.
    LineFilter(across_mm=0.45, along_mm=1.0, step_mm=1.2, spread_deg=15, across_spread_deg=15),
    {"upper_lip": 90.0},
    edge_mm=1.0,
)
