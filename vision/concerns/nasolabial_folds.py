"""The fold from the wing of the nose to the corner of the mouth. Quantity, unit, source and known failures: see
folds.
"""

from __future__ import annotations

from vision.concerns.concern import Measure
from vision.concerns.folds import Folds
from vision.concerns.oriented import LineFilter

MEASURE: Measure = Folds(
    filters=(
        LineFilter(across_mm=1.2, along_mm=2.5, step_mm=2.5, spread_deg=30),
        LineFilter(across_mm=2.2, along_mm=3.0, step_mm=2.5, spread_deg=30),
        LineFilter(across_mm=4.0, along_mm=4.0, step_mm=0.0, spread_deg=30),
    ),
    directions_deg={"nasolabial_fold": 119.0},
    upper_share=0.8,
)
