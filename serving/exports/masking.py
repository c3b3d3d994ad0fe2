"""Eyes and brows of a photo, painted over by the landmarks that were found on it, with a margin; looked at after."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from models.errors import CountenanceError
from vision.photo import decode_photo, encode_jpeg

# Landmark numbers of the mesh network: both eyes' contours, both irises, both brows.
_RIGHT_EYE = (33, 7, 163, 144, 145, 153, 154, 155, 133, 173, 157, 158, 159, 160, 161, 246)
_LEFT_EYE = (263, 249, 390, 373, 374, 380, 381, 382, 362, 398, 384, 385, 386, 387, 388, 466)
_BROWS = (46, 53, 52, 65, 55, 70, 63, 105, 66, 107, 276, 283, 282, 295, 285, 300, 293, 334, 296, 336)
EYES = (*_RIGHT_EYE, *_LEFT_EYE, *range(468, 478))
_PUPILS = (468, 473)
_MARGIN = 0.35  # of the distance between the pupils: 22 mm on most faces
_PAINT, _DARKEST_LEFT = 0, 24  # of 255; what JPEG adds at an even area's edge stays below

Image = NDArray[np.uint8]
Points = NDArray[np.float64]


class EyesNotMaskedError(CountenanceError):
    """The landmarks are not of this photo, or something of the eyes was to be seen in the result. Nothing left."""

    code = "eyes_not_masked"
    status = 422
    title = "The eyes of this photo cannot be masked for certain"


def masked_photo(data: bytes, landmarks_px: Points, size_wh: tuple[int, int]) -> bytes:
    """JPEG of the photo's pixels with a plain band over eyes and brows.

    Args:
        landmarks_px: (478, 2 or more), of this very photo.
        size_wh: of the photo that they were found on.

    Raises:
        EyesNotMaskedError.
        PhotoError: it is no photo.
    """
    image = decode_photo(data).image_rgb.copy()
    if landmarks_px.ndim != 2 or len(landmarks_px) != 478:
        raise EyesNotMaskedError()
    points = landmarks_px[:, :2]
    if (image.shape[1], image.shape[0]) != size_wh or not _within(points, size_wh):
        raise EyesNotMaskedError()
    image[band(points, image.shape[:2])] = _PAINT
    done = encode_jpeg(image)
    _check(done, points)
    return done


def band(points: Points, size_hw: tuple[int, ...]) -> NDArray[np.bool_]:
    """(H, W) bool: eyes, brows and what is between them, with the margin."""
    margin = _MARGIN * float(np.hypot(*(points[_PUPILS[0]] - points[_PUPILS[1]])))
    mask = _filled(points[[*EYES, *_BROWS]], size_hw)
    across = 2 * max(1, round(margin)) + 1
    wider = cv2.dilate(mask, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (across, across)))
    return np.asarray(wider, np.bool_)


def _check(done: bytes, points: Points) -> None:
    """Looks at the file that is to leave: no pixel of either eye may be anything but paint."""
    image = decode_photo(done).image_rgb
    for eye in (_RIGHT_EYE, _LEFT_EYE):
        seen = image[_filled(points[list(eye)], image.shape[:2]).astype(bool)]
        if not len(seen) or int(seen.max()) > _DARKEST_LEFT:
            raise EyesNotMaskedError()


def _filled(points: Points, size_hw: tuple[int, ...]) -> Image:
    mask = np.zeros(size_hw[:2], np.uint8)
    hull = cv2.convexHull(np.round(points).astype(np.int32))
    return np.asarray(cv2.fillConvexPoly(mask, hull, 1), np.uint8)


def _within(points: Points, size_wh: tuple[int, int]) -> bool:
    """Whether both pupils are on the photo, and the eyes are not a point."""
    pupils = points[list(_PUPILS)]
    inside = bool(((pupils >= 0) & (pupils <= size_wh)).all())
    return inside and float(np.hypot(*(pupils[0] - pupils[1]))) >= 4
