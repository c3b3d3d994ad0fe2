"""Where a projection differs from the photo, and by how much, in units of color difference."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from simulation.labels import LabelFacts, Labelled
from simulation.labels.setting import length_of
from simulation.views import captions
from simulation.views.composing import Image, Layout, Mask, Tile, compose, write
from simulation.views.errors import ViewError
from vision.photo.cie import linear_to_lab
from vision.photo.srgb import SRGB_TO_LINEAR
from vision.pictures import palette
from vision.pictures.marking import LEVELS, dimmed, evidence_colors, heat
from vision.pictures.overlay import trace_zones

FULL = 6.0  # ΔE at the strong end of the ramp; more looks the same
_TICKS = (0, 2, 4, 6)
_SMOOTH = 0.0015  # of the picture's width: a pixel alone is no change that is seen
_BROAD = 0.02  # of the picture's width: wider patches are laid on thinner
_LINE = 0.001  # of the picture's width, per unit of the faint outlines
_FOOT = 4.6  # type sizes: a line of words, the ramp, its numbers
_RAMP = 0.9  # type sizes high


def color_difference(before_rgb: Image, after_rgb: Image) -> NDArray[np.float32]:
    """(H, W) float32 ΔE*ab (CIE 1976) of two (H, W, 3) uint8 sRGB pictures, pixel by pixel."""
    first, second = (linear_to_lab(SRGB_TO_LINEAR[rgb].astype(np.float64)) for rgb in (before_rgb, after_rgb))
    return np.asarray(np.linalg.norm(second - first, axis=-1), np.float32)


def change_map(
    before_rgb: Image, after_rgb: Image, treated: Mask, facts: LabelFacts, face: Mask | None = None
) -> Labelled:
    """The change over the dimmed photo, with the treated zones in faint outlines and a legend.

    Args:
        before_rgb, after_rgb: (H, W, 3) uint8 sRGB, photo and projection.
        treated: (H, W) bool.
        facts: of the label.
        face: (H, W) bool, what repeated words should leave free if they can.

    Raises:
        ViewError: the pictures and the mask are not of one size.
    """
    if not before_rgb.shape[:2] == after_rgb.shape[:2] == treated.shape:
        raise ViewError("Photo, projection and treated mask must be of one size.")
    drawn = _drawn(before_rgb, after_rgb, treated)
    spared = np.zeros_like(treated) if face is None else face
    tile = Tile(drawn, treated, spared, captions.change(facts.language))
    return compose([tile], facts, 1, _FOOT, lambda paper, layout: _legend(paper, layout, facts))


def _drawn(before_rgb: Image, after_rgb: Image, treated: Mask) -> Image:
    width = treated.shape[1]
    picture = dimmed(before_rgb)
    rows, columns = (
        slice(int(side.min()), int(side.max()) + 1) if len(side) else slice(0) for side in treated.nonzero()
    )
    difference = np.zeros(treated.shape, np.float32)
    difference[rows, columns] = color_difference(before_rgb[rows, columns], after_rgb[rows, columns])
    smooth = cv2.GaussianBlur(difference, (0, 0), max(_SMOOTH * width, 0.5))
    heat(picture, np.where(treated, np.clip(smooth / FULL, 0, 1), np.float32(0)).astype(np.float32), _BROAD * width)
    outlines, _ = cv2.findContours(treated.view(np.uint8), cv2.RETR_LIST, cv2.CHAIN_APPROX_NONE)
    trace_zones(picture, [outline[:, 0].astype(np.float64) + 0.5 for outline in outlines], max(_LINE * width, 0.6))
    return np.asarray(np.rint(picture), np.uint8)


def _legend(paper: Image, layout: Layout, facts: LabelFacts) -> None:
    """Words, the ramp as wide as the picture's half, and its numbers; in place."""
    size, left = layout.type_size, layout.margin
    write(paper, captions.legend(facts.language), left, round(1.7 * size), size, palette.INK_SOFT)
    top, high, wide = round(2.3 * size), round(_RAMP * size), layout.tile_hw[1] // 2
    colors = evidence_colors(LEVELS)[np.linspace(0, LEVELS - 1, wide).astype(int)]
    paper[top : top + high, left : left + wide] = colors
    for tick in _TICKS:
        text = f"{tick}+" if tick == FULL else str(tick)
        right = left + round(tick / FULL * wide)
        start = (
            right - round(length_of(text, size))
            if tick == FULL
            else max(right - round(length_of(text, size) / 2), left)
        )
        write(paper, text, start, top + high + round(1.05 * size), size, palette.INK_SOFT)
