"""Lines that fan out from the outer corner of the eye.

Quantity: line load (see line_load), percent. Anchors: 0.2 is close to none, and below what
young skin reads (42 zones of people under 30: least 0.26, median 0.46, severity 14): the scale errs upwards
there; 2 is four lines of
25 mm, each 1.2 mm wide and 10 % darker than the skin beside it. Provisional, as for the forehead.
Known failures: lashes and the tail of the brow where they reach into the zone; make-up drawn out from the eye.
"""

from __future__ import annotations

from vision.concerns.concern import Measure
from vision.concerns.line_load import line_load
from vision.concerns.valleys import ValleyFilter

MEASURE: Measure = line_load(ValleyFilter(across_mm=0.8, along_mm=2.0, spread_deg=45, floor_factor=1.5), 0.0)
