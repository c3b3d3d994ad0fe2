"""The photo as every later stage sees it: upright sRGB pixels and nothing else."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

ColorSource = Literal["none", "colorchecker", "gray_card", "stored"]


@dataclass(frozen=True, slots=True, eq=False)
class Photo:
    """One decoded photo. No metadata of the file survives in it.

    Attributes:
        image_rgb: (H, W, 3) uint8, sRGB code values 0–255, RGB order, C-contiguous, read-only, upright.
        sha256: hex digest of the bytes as they were uploaded; names the upload, not the pixels.
        format: "jpeg", "png", "webp", "avif" or "heic"; "array" for pixels made in memory.
        color_correction: what the colors were corrected by, see vision.color_card; "none" as decoded.
        color_delta_e: median CIE76 that the correction left on its card; None where nothing says.
    """

    image_rgb: NDArray[np.uint8]
    sha256: str
    format: str
    color_correction: ColorSource = "none"
    color_delta_e: float | None = None

    @classmethod
    def from_array(cls, image_rgb: NDArray[np.uint8], format: str = "array") -> Photo:
        """A photo from pixels made in memory: tests, notebooks, crops.

        Args:
            image_rgb: (H, W, 3) uint8, sRGB, RGB order, upright. It is copied.
        """
        if image_rgb.dtype != np.uint8 or image_rgb.ndim != 3 or image_rgb.shape[2] != 3:
            raise ValueError(f"expected (H, W, 3) uint8, got {image_rgb.shape} {image_rgb.dtype}")
        pixels = freeze(np.array(image_rgb, order="C"))
        digest = hashlib.sha256(repr(pixels.shape).encode())
        digest.update(pixels.data)
        return cls(pixels, digest.hexdigest(), format)

    @property
    def width(self) -> int:
        return int(self.image_rgb.shape[1])

    @property
    def height(self) -> int:
        return int(self.image_rgb.shape[0])

    @property
    def size_hw(self) -> tuple[int, int]:
        return self.height, self.width


def freeze(pixels: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """The same pixels, contiguous and read-only: a photo is shared between stages and threads."""
    pixels = np.ascontiguousarray(pixels)
    pixels.flags.writeable = False
    return pixels
