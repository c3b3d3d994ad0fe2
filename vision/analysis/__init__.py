"""The walk of one photo, put together: `Analyzer` measures, `AnalysisDocument` is analysis.json."""

from vision.analysis.analysis import Analysis, ZoneView
from vision.analysis.analyzer import Analyzer
from vision.analysis.document import SCHEMA, AnalysisDocument
from vision.capture import Declaration
from vision.skin import SkinTone

__all__ = ["SCHEMA", "Analysis", "AnalysisDocument", "Analyzer", "Declaration", "SkinTone", "ZoneView"]
