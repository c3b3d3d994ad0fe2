"""Skin apart from everything else on a face, and its color."""

from vision.skin.skin import K_MELANIN, Skin, read_skin

__all__ = ["K_MELANIN", "Skin", "read_skin"]
