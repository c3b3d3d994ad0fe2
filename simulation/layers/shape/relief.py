"""The shading of skin that comes forward: Lambert's law, with light from above and from all around.

Which light a photo was taken in is not known; light from above is what faces are seen in most. The part that comes from
all around keeps shadows from going black, and a change of some tenths of a millimeter gives some hundredths of
absorbance.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Field = NDArray[np.float32]
Slope = tuple[float, float]
_LAMP_ABOVE_RAD = np.radians(35.0)  # over the camera's axis
_ALL_AROUND = 0.35  # share of the light that has no direction
_STEEPEST = 0.6  # mm per mm
_SHADE = 0.6  # of what gets darker: skin lets light through from the bright side, and full shade on it looks like dirt


def relief_shading(rise_mm: Field, step_mm: NDArray[np.floating], slope: Slope = (0.0, 0.0)) -> Field:
    """(h, w) float32, 1/100 absorbance, positive is darker.

    Args:
        rise_mm: (h, w) how far the skin comes toward the camera.
        step_mm: (2,) between columns, between rows.
        slope: of the skin before, toward the camera per mm to the right and down.
    """
    down, right = np.gradient(rise_mm, step_mm[1], step_mm[0])
    flat = _light(np.float32(slope[0]), np.float32(slope[1]))
    bent = _light(slope[0] + np.clip(right, -_STEEPEST, _STEEPEST), slope[1] + np.clip(down, -_STEEPEST, _STEEPEST))
    darker = -100 * np.log10(bent / flat)
    return np.asarray(np.where(darker > 0, _SHADE * darker, darker), np.float32)


def _light(right: Field | np.float32, down: Field | np.float32) -> Field:
    """Share of full light on skin of these slopes; what comes forward further down faces up."""
    facing = (down * np.sin(_LAMP_ABOVE_RAD) + np.cos(_LAMP_ABOVE_RAD)) / np.sqrt(1 + right**2 + down**2)
    return np.asarray(_ALL_AROUND + (1 - _ALL_AROUND) * np.maximum(facing, 0), np.float32)
