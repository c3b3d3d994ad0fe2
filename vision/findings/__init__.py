"""Severity, grade and interval: one honest score per concern and zone, or the reason why there is none.

From zones to regions: `compose` makes composites of facial thirds, T and U zone and the face, `summarize` skin quality
and firmness of them, `rank_drivers` says what leads in a third.
"""

from vision.concerns import Reason
from vision.findings.assess import Visibility, interval_reach, measure_concern, reason_words, reject_all, visibility
from vision.findings.composite import Composite, Region, compose
from vision.findings.details import detail_words
from vision.findings.drivers import Drivers, Outcome, rank_drivers
from vision.findings.finding import GRADE_NAMES, SEVERITY_DIGITS, Finding, Percentile, grade_of
from vision.findings.percentile import among_people
from vision.findings.summary import Summary, summarize

__all__ = [
    "GRADE_NAMES",
    "SEVERITY_DIGITS",
    "Composite",
    "Drivers",
    "Finding",
    "Outcome",
    "Percentile",
    "Reason",
    "Region",
    "Summary",
    "Visibility",
    "among_people",
    "compose",
    "detail_words",
    "grade_of",
    "interval_reach",
    "measure_concern",
    "rank_drivers",
    "reason_words",
    "reject_all",
    "summarize",
    "visibility",
]
