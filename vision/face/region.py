"""A rotated rectangle in a photo, and how a network's square crop of it is taken and undone."""

from __future__ import annotations

from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Region:
    """A rotated rectangle in photo pixels (edge coordinates).

    Attributes:
        center_px: x, y.
        size_px: width, height.
        rotation_rad: clockwise on screen; the rectangle's own x axis points there.
    """

    center_px: tuple[float, float]
    size_px: tuple[float, float]
    rotation_rad: float

    def scaled(self, factor: float) -> Region:
        return replace(self, size_px=(self.size_px[0] * factor, self.size_px[1] * factor))

    def to_photo(self) -> NDArray[np.float64]:
        """2×3 affine from unit crop coordinates (0 to 1 both ways) to photo pixels."""
        cos, sin = np.cos(self.rotation_rad), np.sin(self.rotation_rad)
        width, height = self.size_px
        linear = np.array([[cos * width, -sin * height], [sin * width, cos * height]])
        origin = np.array(self.center_px) - linear @ [0.5, 0.5]
        return np.column_stack([linear, origin])

    def crop(self, image_rgb: NDArray[np.uint8], size: int) -> NDArray[np.uint8]:
        """Samples the region bilinearly to (size, size, 3), black outside the photo."""
        matrix = self.to_photo() / [size, size, 1.0]
        matrix[:, 2] += matrix[:, :2] @ [0.5, 0.5] - 0.5  # pixel centers stand at +0.5
        return np.asarray(
            cv2.warpAffine(image_rgb, matrix, (size, size), flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP),
            np.uint8,
        )

    def crop_like_mediapipe(self, image_rgb: NDArray[np.uint8], size: int) -> NDArray[np.uint8]:
        """The crop that MediaPipe's CPU graph feeds its networks; `raw` landmarks need it to the pixel.

        It lays pixel (0, 0) of the crop on the region's corner, half a crop pixel off, and interpolates at
        positions rounded to 1/32 pixel. Both move landmarks by up to a pixel, so `refined` does not use it.
        """
        matrix = self.to_photo() / [size, size, 1.0]
        y, x = np.mgrid[0:size, 0:size]
        grid = np.round((np.stack([x, y], -1) @ matrix[:, :2].T + matrix[:, 2]) * 32) / 32
        return np.asarray(cv2.remap(image_rgb, grid.astype(np.float32), None, cv2.INTER_LINEAR), np.uint8)

    def points_to_photo(self, points: NDArray[np.float32]) -> NDArray[np.float32]:
        """(K, 3) unit crop points to photo pixels; z is scaled by the region's width."""
        matrix = self.to_photo()
        xy = points[:, :2] @ matrix[:, :2].T + matrix[:, 2]
        return np.column_stack([xy, points[:, 2] * self.size_px[0]]).astype(np.float32)
