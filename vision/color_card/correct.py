"""Which correction a photo gets: the card in it, else the one stored for its tablet, else none."""

from __future__ import annotations

from typing import Literal

import numpy as np

from vision.color_card.correction import ColorCorrection, corrected
from vision.color_card.errors import ColorCardNotFoundError
from vision.color_card.find import find_card
from vision.color_card.gray import find_gray_card
from vision.color_card.reading import CardReading
from vision.photo import Photo

Card = Literal["auto", "none", "colorchecker", "gray"]
_ASKED_FOR = {
    "colorchecker": "No ColorChecker was found in the photo. All of it must show, large, in even light that is nearly "
    "white, neither dark nor clipped.",
    "gray": "No gray card was found in the photo. All of it must show, in even light that is nearly white, and nothing "
    "else may look like it.",
}
_GRAY_CODES = 6  # between the channels of a pixel, at most, in a photo without color: what JPEG leaves
_LOOKED_AT = 100_000  # pixels


def correct_colors(photo: Photo, card: Card = "auto", stored: ColorCorrection | None = None) -> Photo:
    """The photo as everything after this reads it.

    Args:
        photo: as decoded.
        card: "auto" uses a ColorChecker if one is found, before a stored correction, because it stood in today's light;
            "colorchecker" and "gray" insist on theirs; "none" looks for nothing.
        stored: of the tablet that took the photo. Not used on a photo without color: it would tint the grays, and
            what says nothing of color would pass for a photo that does.

    Raises:
        ColorCardNotFoundError: the card that was insisted on is not there.
    """
    reading = read_card(photo, card) if card in _ASKED_FOR else find_card(photo) if card == "auto" else None
    correction = stored if reading is None else reading.correction
    if correction is None or (reading is None and not _has_color(photo)):
        return photo
    return corrected(photo, correction)


def _has_color(photo: Photo) -> bool:
    """Whether the channels differ, in more than one pixel of a hundred."""
    step = max(int(np.sqrt(photo.width * photo.height / _LOOKED_AT)), 1)
    apart = np.ptp(photo.image_rgb[::step, ::step], axis=2)
    return bool(np.percentile(apart, 99) > _GRAY_CODES)


def read_card(photo: Photo, card: Literal["colorchecker", "gray"] | str) -> CardReading:
    """The card that somebody says is there.

    Raises:
        ColorCardNotFoundError: it is not found.
    """
    reading = find_gray_card(photo) if card == "gray" else find_card(photo, thorough=True)
    if reading is None:
        raise ColorCardNotFoundError(_ASKED_FOR[card], card=card)
    return reading
