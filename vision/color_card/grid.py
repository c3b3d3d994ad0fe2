"""Where exactly the patches of a card lie, from roughly where they lie.

cv2.mcc continues a few patches to the whole card, and may be off by half a patch at its ends. Here the card is laid
flat, each patch is flooded from its middle, and the grid is put through the middles that were found.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

ROWS, COLUMNS = 4, 6
_PITCH_PX = 40  # from patch to patch on the flat card
_MARGIN = 0.5  # around it, of a patch
_ROUNDS = 3
_TOLERANCE = 14  # of flooding, code values against the patch's middle
_MIDDLE = 5  # px, averaged to be flooded from
_AREA = (0.35, 0.98)  # of a flooded patch, of its cell: less is a reflection, more has leaked into the frame
_OBLONG = 1.35  # of its bounding box
_FEWEST = 10  # patches that fix the grid
_OFF = 0.12  # how far a middle may lie from the grid, of a patch
_HALF_SIDE = 0.3  # of what is given as the patch; printed ones reach 0.4 to 0.46

# (24, 2): middles of the patches on the grid, x and y, one unit apart.
_MIDDLES = np.stack(np.divmod(np.arange(ROWS * COLUMNS), COLUMNS)[::-1], 1) + 0.5
_CORNERS = np.array([[-1, -1], [1, -1], [1, 1], [-1, 1]]) * _HALF_SIDE


def aligned(image_rgb: NDArray[np.uint8], middles_px: NDArray[np.float64]) -> NDArray[np.float64]:
    """The patches of a card.

    Args:
        image_rgb: (H, W, 3) uint8.
        middles_px: (24, 2), roughly the patches' middles.

    Returns:
        (24, 4, 2) corners of the inner part of each patch; of the rough grid where too few patches were made out.
    """
    to_image, _ = cv2.findHomography(_MIDDLES, middles_px)
    for _ in range(_ROUNDS if to_image is not None else 0):
        better = _better(image_rgb, to_image)
        if better is None:
            break
        to_image = better
    if to_image is None:  # the middles lie on a line
        return np.full((len(_MIDDLES), 4, 2), -1.0)
    squares = (_MIDDLES[:, None] + _CORNERS).reshape(1, -1, 2)
    return np.asarray(cv2.perspectiveTransform(squares, to_image).reshape(-1, 4, 2), np.float64)


def _better(image_rgb: NDArray[np.uint8], to_image: NDArray[np.float64]) -> NDArray[np.float64] | None:
    """The grid through the patches' middles as they look on the card laid flat."""
    flat_to_grid = np.array([[1 / _PITCH_PX, 0, -_MARGIN], [0, 1 / _PITCH_PX, -_MARGIN], [0, 0, 1]])
    size = (int((COLUMNS + 2 * _MARGIN) * _PITCH_PX), int((ROWS + 2 * _MARGIN) * _PITCH_PX))
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    flat = cv2.warpPerspective(image_rgb, to_image @ flat_to_grid, size, flags=flags)
    flat = cv2.medianBlur(flat, _MIDDLE)
    seen = [(place, middle) for place in _MIDDLES if (middle := _flooded(flat, (place + _MARGIN) * _PITCH_PX))]
    if len(seen) < _FEWEST:
        return None
    ideal = np.array([place for place, _ in seen])
    found = np.array([middle for _, middle in seen]) / _PITCH_PX - _MARGIN
    moved, _ = cv2.findHomography(ideal, found, cv2.RANSAC, _OFF)
    return None if moved is None else np.asarray(to_image @ moved, np.float64)


def _flooded(flat_rgb: NDArray[np.uint8], middle: NDArray[np.float64]) -> tuple[float, float] | None:
    """The middle of the even square around a point; None where there is none, or it is no square."""
    x, y = (int(value) for value in middle)
    half = _PITCH_PX
    left, top = max(x - half, 0), max(y - half, 0)
    cut = np.ascontiguousarray(flat_rgb[top : y + half, left : x + half])
    mask = np.zeros((cut.shape[0] + 2, cut.shape[1] + 2), np.uint8)
    reach = (_TOLERANCE,) * 3
    flags = 4 | cv2.FLOODFILL_MASK_ONLY | cv2.FLOODFILL_FIXED_RANGE
    area, _, _, (box_x, box_y, width, height) = cv2.floodFill(
        cut, mask, (x - left, y - top), (0, 0, 0), reach, reach, flags
    )
    oblong = max(width, height) / max(min(width, height), 1)
    if not _AREA[0] <= area / _PITCH_PX**2 <= _AREA[1] or oblong > _OBLONG:
        return None
    return left + box_x + width / 2, top + box_y + height / 2
