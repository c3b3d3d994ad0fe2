"""Measurements of the face that have no worse direction: thirds, fifths, widths, heights, left against right.

Lengths in mm, shares in percent, each with the interval that comes of comparing the landmarks with points that people
marked by hand. No ideal stands behind any of them.
"""

from vision.proportions.accuracy import FEWEST, MIN_CORRELATION, Accuracy, load_accuracy
from vision.proportions.measure import measure_proportions
from vision.proportions.proportion import NoProportionReason, Proportion, no_proportion
from vision.proportions.registry import Row, Span, load_rows
from vision.proportions.values import level, values_of

VERSION = "1"

__all__ = [
    "FEWEST",
    "MIN_CORRELATION",
    "VERSION",
    "Accuracy",
    "NoProportionReason",
    "Proportion",
    "Row",
    "Span",
    "level",
    "load_accuracy",
    "load_rows",
    "measure_proportions",
    "no_proportion",
    "values_of",
]
