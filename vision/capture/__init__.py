"""Is this photo fit to be measured? Codes, sentences, values and limits."""

from vision.capture.assess import assess
from vision.capture.report import CaptureIssue, CaptureReport, Declaration, Expression, Verdict, View

__all__ = ["CaptureIssue", "CaptureReport", "Declaration", "Expression", "Verdict", "View", "assess"]
