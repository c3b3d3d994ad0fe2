"""Pictures on one sheet of paper, each under its caption, with room at the foot for the label."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from simulation.labels import LabelFacts, Labelled, band_height, burn
from simulation.labels.setting import ASCENT, length_of, set_text
from simulation.views.errors import ViewError
from vision.pictures import palette

Image = NDArray[np.uint8]
Mask = NDArray[np.bool_]

_WIDEST = 3000  # pixels, of all pictures in a row; a single one keeps its size
_MARGIN, _GAP = 0.03, 0.015  # per width of a row's pictures; the margin is the label's own
_CAPTION, _SMALLEST = 0.0225, 9  # type size per width of a row's pictures, as the label's details; pixels
_ABOVE, _BELOW = 0.75, 0.35  # type sizes, over and under the line of a caption


@dataclass(frozen=True, slots=True, eq=False)
class Tile:
    """One picture of a sheet.

    Attributes:
        image_rgb: (H, W, 3) uint8 sRGB.
        treated: (H, W) bool; nothing is, on the photo of today.
        spared: (H, W) bool, what the label's repeated words should leave free if they can.
        caption: over the picture.
    """

    image_rgb: Image
    treated: Mask
    spared: Mask
    caption: str


@dataclass(frozen=True, slots=True)
class Layout:
    """Where everything lies on a sheet, pixels.

    Attributes:
        tile_hw: of each picture.
        columns, rows: of pictures.
        margin, gap: around and between the pictures.
        type_size: of captions.
        foot: height of what stands between pictures and label.
    """

    tile_hw: tuple[int, int]
    columns: int
    rows: int
    margin: int
    gap: int
    type_size: int
    foot: int

    @property
    def width(self) -> int:
        return 2 * self.margin + self.columns * self.tile_hw[1] + (self.columns - 1) * self.gap

    @property
    def line(self) -> int:
        """Height of a caption with the room around it."""
        return round((ASCENT + _ABOVE + _BELOW) * self.type_size)

    @property
    def content(self) -> int:
        """Height of everything but the label."""
        return self.rows * (self.line + self.tile_hw[0]) + self.foot + self.margin

    def corner(self, number: int) -> tuple[int, int]:
        """Top and left of a picture, in reading order."""
        row, column = divmod(number, self.columns)
        top = row * (self.line + self.tile_hw[0]) + self.line
        return top, self.margin + column * (self.tile_hw[1] + self.gap)


DrawFoot = Callable[[Image, Layout], None]


def lay_out(size_hw: tuple[int, int], count: int, columns: int, foot_lines: float = 0.0) -> Layout:
    """A sheet for so many pictures of one size; large ones are made smaller where they stand in a row.

    Args:
        foot_lines: height of the foot, type sizes.
    """
    scale = min(1.0, _WIDEST / (columns * size_hw[1])) if columns > 1 else 1.0
    high, wide = (max(round(side * scale), 1) for side in size_hw)
    row = columns * wide
    type_size = max(round(_CAPTION * row), _SMALLEST)
    margin, gap = round(_MARGIN * row), round(_GAP * row)
    return Layout((high, wide), columns, -(-count // columns), margin, gap, type_size, round(foot_lines * type_size))


def compose(
    tiles: Sequence[Tile], facts: LabelFacts, columns: int, foot_lines: float = 0.0, draw_foot: DrawFoot | None = None
) -> Labelled:
    """The labelled sheet.

    Args:
        tiles: of one size, in reading order.
        facts: of the label.
        columns: pictures in a row.
        foot_lines: height of the foot, type sizes.
        draw_foot: draws between the pictures and the label, on (foot, width, 3) uint8 paper, in place.

    Raises:
        ViewError: no pictures, or pictures and masks that are not of one size.
    """
    sizes = {part.shape[:2] for tile in tiles for part in (tile.image_rgb, tile.treated, tile.spared)}
    if len(sizes) != 1:
        raise ViewError("The pictures of a view must be of one size.", sizes_hw=sorted(map(list, sizes)))
    layout = lay_out(tiles[0].treated.shape, len(tiles), columns, foot_lines)
    height = _height_with_label(layout, facts)
    image = np.full((height, layout.width, 3), palette.PAPER, np.uint8)
    treated, spared = np.zeros(image.shape[:2], np.bool_), np.ones(image.shape[:2], np.bool_)
    for number, tile in enumerate(tiles):
        _put(tile, layout, number, image, treated, spared)
    if draw_foot:
        top = layout.content - layout.foot - layout.margin
        draw_foot(image[top : top + layout.foot], layout)
    return burn(image, treated, facts, spared)


def write(paper: Image, text: str, left: int, baseline: int, size: int, color: palette.Color) -> None:
    """One line of text on paper, in place, cut at its edges."""
    top = baseline - round(ASCENT * size)
    coverage = set_text(text, size)
    room = paper[max(top, 0) : top + coverage.shape[0], left : left + coverage.shape[1]]
    alpha = coverage[max(-top, 0) :][: room.shape[0], : room.shape[1], None] / np.float32(255)
    room[:] = np.rint(room + (np.array(color, np.float32) - room) * alpha)


def _put(tile: Tile, layout: Layout, number: int, image: Image, treated: Mask, spared: Mask) -> None:
    top, left = layout.corner(number)
    place = slice(top, top + layout.tile_hw[0]), slice(left, left + layout.tile_hw[1])
    image[place] = _scaled(tile.image_rgb, layout.tile_hw)
    treated[place] = _scaled_mask(tile.treated, layout.tile_hw)
    spared[place] = _scaled_mask(tile.spared, layout.tile_hw)
    size = layout.type_size
    while size > _SMALLEST and length_of(tile.caption, size) > layout.tile_hw[1]:
        size -= 1
    color = palette.ACCENT if tile.treated.any() else palette.INK
    write(image, tile.caption, left, top - round(_BELOW * layout.type_size), size, color)


def _scaled(image_rgb: Image, size_hw: tuple[int, int]) -> Image:
    if image_rgb.shape[:2] == size_hw:
        return image_rgb
    return np.asarray(cv2.resize(image_rgb, size_hw[::-1], interpolation=cv2.INTER_AREA), np.uint8)


def _scaled_mask(mask: Mask, size_hw: tuple[int, int]) -> Mask:
    """Every pixel that a marked one has a share in."""
    if mask.shape == size_hw:
        return mask
    return np.asarray(cv2.resize(mask.astype(np.float32), size_hw[::-1], interpolation=cv2.INTER_AREA) > 0)


def _height_with_label(layout: Layout, facts: LabelFacts) -> int:
    """Of very wide sheets the label's type follows the height, which follows the label's: the height that settles."""
    height = layout.content
    while height < (needed := layout.content + band_height(facts, (height, layout.width))):
        height = needed
    return height
