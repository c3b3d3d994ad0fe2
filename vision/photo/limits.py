"""What sizes of photo are accepted, and the refusal when one is not."""

from __future__ import annotations

from dataclasses import dataclass

from vision.photo.errors import (
    DecompressionBombError,
    PhotoTooManyBytesError,
    PhotoTooManyPixelsError,
    PhotoTooSmallError,
)


@dataclass(frozen=True, slots=True)
class PhotoLimits:
    """Limits of intake, all inclusive.

    Attributes:
        max_bytes: size of the file; 40 MiB.
        max_pixels: width × height. 64 × 2²⁰, because sensors sold as "64 MP" write 9248 × 6944, 64.2 million.
        min_side_px: shorter side; below this no face in it can be measured.
        max_pixels_per_byte: a file over `max_pixels` that packs more than this is called a bomb rather than
            a large photo. Photographs stay below 20 even in AVIF at its lowest useful quality.
    """

    max_bytes: int = 40 * 2**20
    max_pixels: int = 64 * 2**20
    min_side_px: int = 256
    max_pixels_per_byte: int = 50

    def check_bytes(self, size: int) -> None:
        """Refuse a file of more than `max_bytes` bytes."""
        if size > self.max_bytes:
            raise PhotoTooManyBytesError(
                f"This file has {size / 2**20:.1f} MB; at most {self.max_bytes / 2**20:.0f} MB are accepted.",
                limit=self.max_bytes,
                value=size,
            )

    def check_size(self, width: int, height: int, file_bytes: int) -> None:
        """Refuse a declared size in pixels. To be called on the header, before any pixel is decoded."""
        self.check_pixels(width, height, file_bytes)
        if min(width, height) < self.min_side_px:
            raise PhotoTooSmallError(
                f"This photo is {width} × {height} pixels; both sides need at least {self.min_side_px}.",
                limit=self.min_side_px,
                value=min(width, height),
            )

    def check_pixels(self, width: int, height: int, file_bytes: int) -> None:
        """Refuse more than `max_pixels` pixels, as a bomb where the file has too few bytes for a photo."""
        if width * height > self.max_pixels:
            raise self._too_many(width, height, file_bytes)

    def _too_many(self, width: int, height: int, file_bytes: int) -> PhotoTooManyPixelsError | DecompressionBombError:
        pixels = width * height
        if pixels > self.max_pixels_per_byte * file_bytes:
            return DecompressionBombError(
                f"This file claims {width} × {height} pixels, far more than its data can hold.",
                limit=self.max_pixels,
                value=pixels,
            )
        return PhotoTooManyPixelsError(
            f"This photo has {pixels / 1e6:.0f} megapixels; at most {self.max_pixels / 1e6:.0f} will do.",
            limit=self.max_pixels,
            value=pixels,
        )
