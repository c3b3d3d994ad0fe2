"""Cards drawn into photos, and the camera that then takes the picture."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from vision.color_card.reference import colorchecker_linear, gray_card_linear
from vision.photo import SRGB_TO_LINEAR, Photo, decode_photo, encode_jpeg
from vision.photo.cie import daylight

Linear = NDArray[np.float64]
# A sensor whose channels see a little of each other's light; gray stays gray.
CROSSTALK = np.array([[0.82, 0.15, 0.03], [0.06, 0.88, 0.06], [0.02, 0.14, 0.84]])
_FRAME = 0.02  # the black plastic around patches


def colorchecker(colors: Linear | None = None, pitch_px: int = 60) -> Linear:
    """A card of 4 × 6 patches as linear light; its own colors unless others are given, (24, 3)."""
    colors = colorchecker_linear() if colors is None else colors
    gap, border = pitch_px // 7, pitch_px // 4
    size = pitch_px - gap
    card = np.full((4 * pitch_px + gap + 2 * border, 6 * pitch_px + gap + 2 * border, 3), _FRAME)
    for patch, color in enumerate(colors):
        top, left = (border + gap + step * pitch_px for step in divmod(patch, 6))
        card[top : top + size, left : left + size] = color
    return card


def gray_card(pitch_px: int = 60) -> Linear:
    """A plain 18 % card of 4 × 5."""
    return np.ones((4 * pitch_px, 5 * pitch_px, 1)) * gray_card_linear()[0]


def shirt(one: tuple[float, float, float], other: tuple[float, float, float]) -> Linear:
    """Checks of two colors, as large as a card's patches."""
    even = np.indices((4, 6)).sum(0).ravel() % 2 == 0
    return colorchecker(np.where(even[:, None], one, other))


@dataclass(frozen=True)
class Held:
    """How a card is held: its middle in the photo, its width, both in px; turned in the picture; tilted in depth."""

    center: tuple[float, float]
    width: float
    turned_deg: float = 0.0
    tilt: float = 0.1  # how much wider one end looks

    def corners(self, height: float) -> Linear:
        """(4, 2) in the photo, for a card `height` times as high as it is wide."""
        half = np.array([[-1, -height], [1, -height], [1, height], [-1, height]]) * self.width / 2
        half = half * (1 + self.tilt * half[:, :1] / self.width)
        angle = np.radians(self.turned_deg)
        turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
        return half @ turn.T + self.center


def scene(photo: Photo, card: Linear, held: Held) -> Linear:
    """The linear light of a photo with a card in front of it."""
    height, width = card.shape[:2]
    from_card = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32) - 0.5
    to_photo = cv2.getPerspectiveTransform(from_card, held.corners(height / width).astype(np.float32))
    soft = cv2.GaussianBlur(card.astype(np.float32), (0, 0), max(0.4 * width / held.width, 0.3))
    size = photo.size_hw[::-1]
    cover = cv2.warpPerspective(np.ones((height, width), np.float32), to_photo, size)[..., None]
    return SRGB_TO_LINEAR[photo.image_rgb] * (1 - cover) + cv2.warpPerspective(soft, to_photo, size) * cover


@dataclass(frozen=True)
class Camera:
    """What stands between the light and the file.

    Attributes:
        stops: of exposure.
        kelvin: of the daylight, where the camera expected 6504.
        crosstalk: whether its channels see each other's light.
        contrast: 0 for sRGB's own curve, 1 for an S-curve on its code values.
        noise: standard deviation at white, of linear light; grows with its root.
        quality: of the JPEG.
    """

    stops: float = 0.0
    kelvin: float = 6504
    crosstalk: bool = False
    contrast: float = 0.0
    noise: float = 0.004
    quality: int = 90

    @property
    def matrix(self) -> Linear:
        gain = daylight(self.kelvin) / daylight(6504) * 2**self.stops
        return (CROSSTALK if self.crosstalk else np.eye(3)) * gain[:, None]

    def take(self, light: Linear, seed: int = 0) -> Photo:
        """The photo of (H, W, 3) linear light."""
        seen = light @ self.matrix.T
        grain = np.random.default_rng(seed).normal(size=seen.shape)
        codes = _encoded(np.clip(seen + self.noise * grain * np.sqrt(np.clip(seen, 0.01, 1)), 0, 1))
        codes = (1 - self.contrast) * codes + self.contrast * codes * codes * (3 - 2 * codes)
        return decode_photo(encode_jpeg(np.round(255 * codes).astype(np.uint8), self.quality))


def _encoded(linear: Linear) -> Linear:
    return np.where(linear <= 0.0031308, 12.92 * linear, 1.055 * np.maximum(linear, 1e-9) ** (1 / 2.4) - 0.055)
