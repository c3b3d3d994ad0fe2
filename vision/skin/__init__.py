"""Skin apart from everything else on a face, and its color."""

from vision.skin.fine import read_fine_skin
from vision.skin.skin import MIN_COLOR_SPREAD, Skin, color_spread, read_skin
from vision.skin.tone import SkinTone, ZoneTone, ita_class, read_tone

__all__ = [
    "MIN_COLOR_SPREAD",
    "Skin",
    "SkinTone",
    "ZoneTone",
    "color_spread",
    "ita_class",
    "read_fine_skin",
    "read_skin",
    "read_tone",
]
