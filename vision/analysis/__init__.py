"""The walk of one photo, put together: `Analyzer` measures, `AnalysisDocument` is analysis.json."""

from vision.analysis.analysis import Analysis, ZoneView
from vision.analysis.analyzer import Analyzer
from vision.analysis.document import SCHEMA, AnalysisDocument
from vision.analysis.dynamic import DynamicFinding, PairReason, dynamic_lines
from vision.capture import Declaration
from vision.skin import SkinTone

__all__ = [
    "SCHEMA",
    "Analysis",
    "AnalysisDocument",
    "Analyzer",
    "Declaration",
    "DynamicFinding",
    "PairReason",
    "SkinTone",
    "ZoneView",
    "dynamic_lines",
]
