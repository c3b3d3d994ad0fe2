"""Skin apart from everything else on a face, and its color."""

from vision.skin.skin import K_MELANIN, Skin, read_skin
from vision.skin.tone import SkinTone, ita_class, linear_to_lab, read_tone

__all__ = ["K_MELANIN", "Skin", "SkinTone", "ita_class", "linear_to_lab", "read_skin", "read_tone"]
