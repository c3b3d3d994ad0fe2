"""Horizontal lines of the forehead.

Quantity: line load (see line_load), percent. Anchors: 0.05 is close to none, and below what young skin
reads (21 people under 30: least 0.08, median 0.21, severity 11, nine in ten below 32): the scale errs upwards there;
1.5 is four lines across the whole forehead, each 1.5 mm wide and 14 % darker than the skin beside it. Provisional: they
are set by that geometry, not yet by graded photographs.
Known failures: lines with more bright lip than dark core under flat light read low; strands of fine hair read as lines.
"""

from __future__ import annotations

from vision.concerns.concern import Measure
from vision.concerns.line_load import line_load
from vision.concerns.valleys import ValleyFilter

MEASURE: Measure = line_load(ValleyFilter(across_mm=0.8, along_mm=2.5, spread_deg=30, floor_factor=2.0), 0.0)
