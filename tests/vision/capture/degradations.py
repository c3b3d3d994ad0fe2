"""What spoils a photo, each by a known amount. All take and return (H, W, 3) uint8 sRGB."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from vision.face import Face
from vision.photo import SRGB_TO_LINEAR

Pixels = NDArray[np.uint8]


def blur(image: Pixels, sigma_px: float) -> Pixels:
    return np.asarray(cv2.GaussianBlur(image, (0, 0), sigma_px), np.uint8)


def shake(image: Pixels, length_px: int) -> Pixels:
    """Motion across the picture."""
    return np.asarray(cv2.filter2D(image, -1, np.full((1, length_px), 1 / length_px)), np.uint8)


def in_linear_light(image: Pixels, gain: NDArray[np.float32] | float) -> Pixels:
    """Multiplied in linear light, encoded again (IEC 61966-2-1) and clipped, as a sensor clips."""
    linear = np.clip(cv2.LUT(image, SRGB_TO_LINEAR) * np.float32(gain), 0, 1)
    encoded = np.where(linear <= 0.0031308, 12.92 * linear, 1.055 * linear ** (1 / 2.4) - 0.055)
    return np.round(encoded * 255).astype(np.uint8)


def expose(image: Pixels, stops: float) -> Pixels:
    return in_linear_light(image, 2.0**stops)


def light_from_side(image: Pixels, face: Face, stops: float) -> Pixels:
    """A gradient of `stops` from cheek to cheek; positive is brighter on the picture's right, the client's left.

    The bright side gains a quarter of it and the dark side loses the rest: little clips.
    """
    x = face.landmarks_px[:, 0]
    place = (np.arange(image.shape[1]) - x.mean()) / np.ptp(x)
    exposure = np.clip(place, -0.5, 0.5) * stops - 0.25 * abs(stops)
    return in_linear_light(image, (2.0**exposure)[None, :, None].astype(np.float32))


def light_of(image: Pixels, kelvin: float) -> Pixels:
    """Daylight of a temperature (CIE 15:2004, 4000 to 25,000 K) where the camera expected 6504 K, none clipped."""
    gain = _white(kelvin) / _white(6504)
    return in_linear_light(image, (gain / max(gain.max(), 1)).astype(np.float32))


def _white(kelvin: float) -> NDArray[np.float64]:
    """Linear sRGB of daylight at Y = 1."""
    low = (-4.6070e9, 2.9678e6, 99.11, 0.244063)
    high = (-2.0064e9, 1.9018e6, 247.48, 0.237040)
    x = float(np.polyval(low if kelvin <= 7000 else high, 1 / kelvin))
    y = -3 * x * x + 2.87 * x - 0.275
    to_rgb = np.array([[3.2406, -1.5372, -0.4986], [-0.9689, 1.8758, 0.0415], [0.0557, -0.2040, 1.0570]])
    return to_rgb @ np.array([x / y, 1, (1 - x - y) / y])


def tint(image: Pixels, green: float) -> Pixels:
    """The green channel multiplied in linear light."""
    return in_linear_light(image, np.array([1, green, 1], np.float32) / max(green, 1))


def cut(image: Pixels, face: Face, edge: str, mm: float) -> Pixels:
    """The frame moved over the face by `mm`, at the chin, the forehead or the client's right temple."""
    xy, depth = face.landmarks_px[:468, :2], mm / face.mm_per_px
    if edge == "chin":
        return image[: int(xy[:, 1].max() - depth)]
    if edge == "forehead":
        return image[int(xy[:, 1].min() + depth) :]
    return image[:, int(xy[:, 0].min() + depth) :]


def turn(image: Pixels, degrees: float) -> Pixels:
    """Counterclockwise, about the middle."""
    height, width = image.shape[:2]
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1)
    return np.asarray(cv2.warpAffine(image, matrix, (width, height), borderValue=(210, 214, 212)), np.uint8)


def shrink(image: Pixels, factor: float) -> Pixels:
    return np.asarray(cv2.resize(image, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA), np.uint8)


def jpeg(image: Pixels, quality: int) -> Pixels:
    return np.asarray(cv2.imdecode(cv2.imencode(".jpg", image, [cv2.IMWRITE_JPEG_QUALITY, quality])[1], 1), np.uint8)
