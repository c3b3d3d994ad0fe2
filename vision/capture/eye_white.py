"""The white of the eye: the one part of a face whose color depends little on the person."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from vision.capture.eyes import Eye, shown_eyes
from vision.face import Face
from vision.photo import LUMINANCE, SRGB_TO_LINEAR, Photo

_SIZE = (96, 48)  # px of the picture that an eye is brought to
_MARGIN = 1.1
_LID_MARGIN_PX = 2  # of that picture: lashes and the wet line shade the rim
_IRIS_MARGIN = 1.25
_SMALLEST_EYE_PX = 20  # in the photo; below, white and lid share pixels
_NARROWEST = 0.22  # height over width; in a narrower eye the lids' skin leaks in
_FEWEST_PIXELS = 120
_LESS_RED = 0.08  # stops; 0.1 to 1.5 in studio portraits
_DARK = 1e-3


def eye_white(photo: Photo, face: Face, face_pixels: NDArray[np.uint8]) -> NDArray[np.float32] | None:
    """The color of the brighter half of the eye whites, without catchlights.

    Args:
        photo: the photo.
        face: its face.
        face_pixels: (P, 3) uint8 sRGB, a sample of the face's pixels. Under any light an eye white is less red than the
            skin around it; what is not was read off a lid.

    Returns:
        (3,) float32 linear sRGB, or None where the whites are not seen.
    """
    pixels = np.concatenate([_white_of(photo, face, eye) for eye in shown_eyes(face)])
    if len(pixels) < _FEWEST_PIXELS or not len(face_pixels):
        return None
    luminance = pixels @ LUMINANCE
    low, high = np.percentile(luminance, (50, 95))
    white = np.median(pixels[(luminance >= low) & (luminance <= high)], axis=0)
    skin = SRGB_TO_LINEAR[np.median(face_pixels, axis=0).astype(np.uint8)]
    return np.asarray(white, np.float32) if _redness(skin) - _redness(white) > _LESS_RED else None


def _redness(rgb: NDArray[np.float32]) -> float:
    """log2(R / G), stops."""
    red, green, _ = np.maximum(rgb, _DARK)
    return float(np.log2(red / green))


def _white_of(photo: Photo, face: Face, eye: Eye) -> NDArray[np.float32]:
    """(P, 3) float32 linear pixels between the lids and outside the iris, in a picture of the eye of fixed size."""
    outline = face.landmarks_px[list(eye.outline), :2]
    width = float(np.hypot(*(outline[0] - outline[8])))
    height = float(np.hypot(*np.subtract(*face.landmarks_px[list(eye.lids), :2])))
    if width < _SMALLEST_EYE_PX or height < _NARROWEST * width:
        return np.empty((0, 3), np.float32)
    scale = _SIZE[0] / (_MARGIN * width)
    # Edge coordinates: both pictures' pixel centers stand at +0.5, OpenCV's at 0.
    shift = np.array(_SIZE) / 2 - scale * (outline[0] + outline[8]) / 2
    to_eye = np.column_stack([np.eye(2) * scale, shift + 0.5 * scale - 0.5])
    picture = cv2.warpAffine(photo.image_rgb, to_eye, _SIZE, borderMode=cv2.BORDER_REPLICATE)
    iris = face.landmarks_px[eye.iris, :2] * scale + shift - 0.5
    mask = _mask(outline * scale + shift - 0.5, iris, _IRIS_MARGIN * face.iris_px / 2 * scale)
    return np.asarray(SRGB_TO_LINEAR[picture[mask]])


def _mask(outline: NDArray[np.float64], iris: NDArray[np.float64], radius: float) -> NDArray[np.bool_]:
    """Bool, inside the lids by a margin and outside the iris; positions in pixels of the eye's picture."""
    mask = np.zeros(_SIZE[::-1], np.uint8)
    cv2.fillPoly(mask, [np.round(outline).astype(np.int32)], 1)
    mask = cv2.erode(mask, np.ones((3, 3), np.uint8), iterations=_LID_MARGIN_PX)
    cv2.circle(mask, (round(float(iris[0])), round(float(iris[1]))), round(radius), 0, -1)
    return np.asarray(mask > 0)
