"""What a codec hands over: pixels as they are stored, with what is needed to make them sRGB and upright."""

from __future__ import annotations

from dataclasses import dataclass

from PIL import Image


@dataclass(frozen=True, slots=True)
class Raster:
    """A decoded picture before any interpretation.

    Attributes:
        image: in whatever mode the file has (1, L, LA, I;16, P, RGB, RGBA, CMYK, …).
        icc_profile: the embedded color profile, unverified; None means sRGB.
        orientation: EXIF orientation 1–8 still to be applied.
    """

    image: Image.Image
    icc_profile: bytes | None
    orientation: int
