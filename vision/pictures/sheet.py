"""A sheet of paper to draw on, measured in units, so that layouts look the same at every size."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from vision.pictures import palette
from vision.pictures.lettering import set_line, width_of, wrap
from vision.pictures.palette import Color

_FINE = 4  # shapes are drawn larger and shrunk: Pillow gives them no smooth edges
_LEADING = 1.34


class Sheet:
    """Pixels with a pen.

    Args:
        image: mode RGB; drawn on in place.
        unit: pixels per unit.
    """

    def __init__(self, image: Image.Image, unit: float) -> None:
        self._image = image
        self._draw = ImageDraw.Draw(image)
        self.unit = unit

    @property
    def pixels(self) -> NDArray[np.uint8]:
        """(h, w, 3) uint8 sRGB."""
        return np.array(self._image, np.uint8)

    def width_of(self, text: str, size: float) -> float:
        return width_of(text, size * self.unit) / self.unit

    def wrap(self, text: str, size: float, width: float, max_lines: int) -> list[str]:
        return wrap(text, size * self.unit, width * self.unit, max_lines)

    def line(
        self,
        x: float,
        y: float,
        text: str,
        size: float,
        color: Color,
        *,
        bold: bool = False,
        anchor: str = "ls",
    ) -> None:
        """One line of text; x, y is on its baseline, at its left unless the anchor says otherwise."""
        place = x * self.unit, y * self.unit
        set_line(self._draw, place, text, size * self.unit, color, bold, anchor)

    def lines(self, x: float, y: float, lines: Sequence[str], size: float, color: Color) -> float:
        """Lines under each other, the first baseline a line below y; returns the last baseline."""
        for text in lines:
            y += size * _LEADING
            self.line(x, y, text, size, color)
        return y

    def box(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        fill: Color,
        *,
        radius: float = 4.0,
        opacity: float = 1.0,
        outline: Color | None = None,
    ) -> None:
        """A rectangle with round corners and smooth edges, with a line of 1.3 units around it if wanted."""
        if outline is not None:
            self._paste(x, y, width, height, radius, outline, opacity)
            x, y, width, height, radius = x + 1.3, y + 1.3, width - 2.6, height - 2.6, radius - 1.3
        self._paste(x, y, width, height, radius, fill, opacity)

    def hatched_box(self, x: float, y: float, width: float, height: float) -> None:
        """The sign for what the photo does not carry."""
        self.box(x, y, width, height, palette.CASING, outline=palette.NEUTRAL_DARK)
        left, top, wide, high = (round(value * self.unit) for value in (x + 1.3, y + 1.3, width - 2.6, height - 2.6))
        fine = Image.new("L", (wide * _FINE, high * _FINE))
        pen = ImageDraw.Draw(fine)
        step, thick = 8 * self.unit * _FINE, round(2.2 * self.unit * _FINE)
        for offset in np.arange(0, fine.width + fine.height, step):
            pen.line([(offset, 0), (offset - fine.height, fine.height)], fill=255, width=thick)
        mask = fine.resize((wide, high), Image.Resampling.BOX)
        self._image.paste(palette.NEUTRAL, (left, top, left + wide, top + high), mask)

    def strip(self, x: float, y: float, width: float, height: float, colors: NDArray[np.uint8]) -> None:
        """(K, 3) colors from left to right."""
        size = round(width * self.unit), round(height * self.unit)
        gradient = Image.fromarray(np.ascontiguousarray(colors[None])).resize(size, Image.Resampling.BILINEAR)
        mask = Image.new("L", (size[0] * _FINE, size[1] * _FINE))
        radius = 4 * self.unit * _FINE
        ImageDraw.Draw(mask).rounded_rectangle((0, 0, mask.width - 1, mask.height - 1), radius, fill=255)
        place = round(x * self.unit), round(y * self.unit)
        self._image.paste(gradient, place, mask.resize(size, Image.Resampling.BOX))

    def _paste(
        self, x: float, y: float, width: float, height: float, radius: float, fill: Color, opacity: float
    ) -> None:
        edges = np.array([x, y, x + width, y + height]) * self.unit
        left, top = np.floor(edges[:2]).astype(int).tolist()
        right, bottom = np.ceil(edges[2:]).astype(int).tolist()
        fine = Image.new("L", ((right - left) * _FINE, (bottom - top) * _FINE))
        inner = (edges - (left, top, left, top)) * _FINE
        inner[2:] -= 1  # Pillow counts the last pixel in
        corner = max(min(radius, width / 2, height / 2), 0) * self.unit * _FINE
        ImageDraw.Draw(fine).rounded_rectangle(tuple(inner), corner, fill=round(255 * opacity))
        mask = fine.resize((right - left, bottom - top), Image.Resampling.BOX)
        self._image.paste(fill, (left, top, right, bottom), mask)
