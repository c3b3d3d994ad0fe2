"""The walk of one photo, put together."""

from vision.analysis.analysis import Analysis, SkinTone, ZoneView

__all__ = ["Analysis", "SkinTone", "ZoneView"]
