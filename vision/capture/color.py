"""Is the light white? Judged at the white of the eye, because skin has every color that a tinted light makes.

The eye white is neutral only roughly: in 33 London portraits under flash its red-blue balance is 0.0 to 0.9 stops
(yellower in darker and older eyes) and its green balance -0.4 to 0.0. So the limits are wide, and a tint of less than
about two thirds of a stop passes unseen. For more there must be a gray card in the picture.
"""

from __future__ import annotations

import numpy as np

from vision.capture.shot import Shot
from vision.skin import color_spread

_DARK = 1e-3


def color_strength(shot: Shot) -> float | None:
    """How much color the skin has, 0 (black-and-white) to 1; see vision.skin.color_spread."""
    return color_spread(shot.chart, shot.atlas)


def warmth_ev(shot: Shot) -> float | None:
    """log2(R / B) of the eye white in linear sRGB, stops; positive is warm. None where the eyes do not show it."""
    white = shot.eye_white
    if white is None:
        return None
    red, _, blue = np.maximum(white, _DARK)
    return float(np.log2(red / blue))


def greenness_ev(shot: Shot) -> float | None:
    """log2(G² / (R B)) of the eye white in linear sRGB, stops; positive is green, negative magenta."""
    white = shot.eye_white
    if white is None:
        return None
    red, green, blue = np.maximum(white, _DARK)
    return float(np.log2(green**2 / (red * blue)))
