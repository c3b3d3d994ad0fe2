"""Severity, grade and interval: one honest score per concern and zone."""

from vision.findings.finding import GRADE_NAMES, Finding, Reason, grade_of

__all__ = ["GRADE_NAMES", "Finding", "Reason", "grade_of"]
