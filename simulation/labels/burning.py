"""The label, burned in."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from simulation.labels import wording
from simulation.labels.band import print_band
from simulation.labels.boxes import Box
from simulation.labels.errors import LabelMaskError
from simulation.labels.facts import LabelFacts
from simulation.labels.foot import place_band
from simulation.labels.ground import ground_of
from simulation.labels.marks import place_marks
from simulation.labels.stamp import print_stamp

Image = NDArray[np.uint8]
Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False, init=False)
class Labelled:
    """A picture with its label. Making one burns the label in; there is no other way to have one.

    Attributes:
        image_rgb: (H, W, 3) uint8 sRGB, as large as the picture that was given; read-only.
        label_mask: (H, W) bool, the pixels that the label lies on; all others are as they were given; read-only.
        words: where the word "Projection" stands, whole.
        covered_px: treated pixels under the label; 0 wherever there is a place beside them.
    """

    image_rgb: Image
    label_mask: Mask
    words: tuple[Box, ...]
    covered_px: int

    def __init__(self, image_rgb: Image, treated: Mask, facts: LabelFacts, spared: Mask | None = None) -> None:
        spared = np.zeros_like(treated) if spared is None else spared
        _check(image_rgb, treated, spared)
        pixels, mask = image_rgb.copy(), np.zeros(treated.shape, np.bool_)
        words = _burn(pixels, mask, treated, spared, facts)
        for array in (pixels, mask):
            array.setflags(write=False)
        values = {"image_rgb": pixels, "label_mask": mask, "words": words, "covered_px": int((mask & treated).sum())}
        for name, value in values.items():
            object.__setattr__(self, name, value)


def burn(image_rgb: Image, treated: Mask, facts: LabelFacts, spared: Mask | None = None) -> Labelled:
    """The picture with its label.

    The main band, with the whole text, lies over the foot; where treated skin reaches there, over the head, or as a
    block where there is none. The word "Projection" is repeated around the treated zones so that every crop of at least
    a quarter of the frame that holds a whole connected treated region holds the whole word.

    No label lies on treated skin as long as the band has a place beside it, and every such crop room for the least
    readable word. Where treated zones fill nearly everything, the label covers as little of them as it can, with a
    lower opacity; `covered_px` says how much.

    Args:
        image_rgb: (H, W, 3) uint8 sRGB.
        treated: (H, W) bool.
        facts: what the label says.
        spared: (H, W) bool, what repeated words should leave free if they can: eyes, lips, the photo of today.

    Raises:
        LabelMaskError: the masks are not of the picture's size.
        LabelRoomError: the picture cannot hold the words at a readable size; a single zone of a portrait can have its
            label from 256 pixels on.
    """
    return Labelled(image_rgb, treated, facts, spared)


def _burn(pixels: Image, mask: Mask, treated: Mask, spared: Mask, facts: LabelFacts) -> tuple[Box, ...]:
    """Sets everything in pixels and mask, in place; returns where the word stands."""
    ground = ground_of(pixels, treated, spared)
    band, box = place_band(facts, ground.treated)
    print_band(pixels, band, box, treated)
    mask[box.pixels] = True
    left, top = box[:2]
    first = Box(band.word.left + left, band.word.top + top, band.word.right + left, band.word.bottom + top)
    word = wording.word(facts.language)
    marks = place_marks(ground, treated, word, first, box)
    for mark in marks:
        mask[mark.box.pixels] |= print_stamp(pixels, mark.box, word, mark.size, treated)
    return first, *(mark.box for mark in marks)


def _check(image_rgb: Image, treated: Mask, spared: Mask) -> None:
    sizes = [list(array.shape[:2]) for array in (image_rgb, treated, spared)]
    if image_rgb.ndim != 3 or image_rgb.shape[2] != 3 or any(size != sizes[0] for size in sizes):
        raise LabelMaskError("The masks must be as large as the picture.", sizes_hw=sizes)
    if image_rgb.dtype != np.uint8 or treated.dtype != np.bool_ or spared.dtype != np.bool_:
        raise LabelMaskError("The picture must be uint8, the masks bool.")
