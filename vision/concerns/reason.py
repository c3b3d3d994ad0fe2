"""Why something is not assessable. The codes are part of the API."""

from __future__ import annotations

from enum import StrEnum


class Reason(StrEnum):
    """RESOLUTION the photo is too coarse; OBLIQUE the skin is turned away; OUT_OF_FRAME the photo ends before;
    COVERED by hair, beard, glasses or a highlight; REFERENCE the skin it is compared with is hidden; COLOR the
    photo has none; LIGHT too much or too little of it; VIEW another view of the head shows it, this one does not;
    EXPRESSION eyes, brows or mouth are not at rest; CAPTURE the capture check rejected the photo."""

    RESOLUTION = "resolution"
    OBLIQUE = "oblique"
    OUT_OF_FRAME = "out_of_frame"
    COVERED = "covered"
    REFERENCE = "reference"
    COLOR = "color"
    LIGHT = "light"
    VIEW = "view"
    EXPRESSION = "not_at_rest"
    CAPTURE = "capture"
