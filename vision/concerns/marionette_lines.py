"""Lines from the corner of the mouth down. Quantity, unit and source: see lines.

Known failures: stubble; the shadow under the lip.
"""

from __future__ import annotations

from vision.concerns.concern import Measure
from vision.concerns.lines import Lines
from vision.concerns.oriented import LineFilter

MEASURE: Measure = Lines(LineFilter(across_mm=1.0, along_mm=2.0, step_mm=2.5, spread_deg=30), {"marionette": 95.0})
