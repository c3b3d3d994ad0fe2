"""The trough from the inner corner of the eye outwards and down, between lid and cheek: its shadow.

A band of shade 3 to 6 mm wide. Quantity, unit and source: see folds; but it is read from the shading, so that the
pigment and the blood of a dark circle, which lie in the same place, do not count, and half of the answer across is
taken off, for skin under the eye is uneven in all directions. Beside it: number, length and mean depth of the bands
that stand out.

Known failures: flat light from the front fills a trough, light from above deepens it, and the capture check reports
light from the side alone; the lower edge of an eye bag is a trough, too; a cheek that shines beside the trough deepens
it. Its shape is not measured: the landmark mesh has four points along the trough, and its depth there is that of the
network's mean face.
"""

from __future__ import annotations

from vision.concerns.concern import Measure
from vision.concerns.folds import Folds
from vision.concerns.oriented import LineFilter

MEASURE: Measure = Folds(
    filters=(
        LineFilter(across_mm=1.3, along_mm=3.0, step_mm=1.0, spread_deg=30),
        LineFilter(across_mm=2.2, along_mm=4.0, step_mm=1.0, spread_deg=30),
    ),
    directions_deg={"tear_trough": 163.0},
    edge_mm=1.0,
    across_share=0.5,
    layer="shading",
)
