"""Severity, grade and interval: one honest score per concern and zone, or the reason why there is none."""

from vision.concerns import Reason
from vision.findings.assess import Visibility, measure_concern, reject_all, visibility
from vision.findings.finding import GRADE_NAMES, Finding, grade_of

__all__ = [
    "GRADE_NAMES",
    "Finding",
    "Reason",
    "Visibility",
    "grade_of",
    "measure_concern",
    "reject_all",
    "visibility",
]
