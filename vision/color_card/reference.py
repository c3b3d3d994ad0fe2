"""What the cards look like: the published colors of their patches as linear sRGB."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from vision.photo.cie import lab_d50_to_linear

# Of what a perfectly white surface would send back, in every channel: the card photographers meter on.
GRAY_CARD_REFLECTANCE = 0.18


@cache
def colorchecker_linear() -> NDArray[np.float64]:
    """(24, 3) linear sRGB of the ColorChecker Classic, 1 is perfect white; row by row, dark skin first.

    Cyan lies outside sRGB: its red is negative.
    """
    text = (files("vision.color_card") / "data" / "colorchecker_classic.json").read_text(encoding="utf-8")
    rows = json.loads(text)["patches"]
    linear = lab_d50_to_linear(np.array([row["lab_d50"] for row in rows], np.float64))
    linear.flags.writeable = False
    return linear


@cache
def gray_card_linear() -> NDArray[np.float64]:
    """(1, 3) linear sRGB of an 18 % card."""
    linear = np.full((1, 3), GRAY_CARD_REFLECTANCE)
    linear.flags.writeable = False
    return linear
