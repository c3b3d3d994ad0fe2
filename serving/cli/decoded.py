"""A photo from a file that the command line names."""

from __future__ import annotations

from pathlib import Path

from models.errors import CountenanceError
from serving.cli.console import fail, report
from vision.color_card import Card, ColorCorrection, correct_colors
from vision.photo import Photo, PhotoLimits, decode_photo


def decoded(path: Path, card: Card = "none", stored: ColorCorrection | None = None) -> Photo | None:
    """The photo, its colors corrected; None, and the reason on stderr, where it cannot be had.

    Args:
        card, stored: by what to correct it; see vision.color_card.
    """
    try:
        with path.open("rb") as file:  # a byte more than is accepted is enough to be refused
            photo = decode_photo(file.read(PhotoLimits().max_bytes + 1))
        return correct_colors(photo, card, stored)
    except OSError as error:
        fail(f"{path.name}: {error.strerror}", "file_unreadable")
    except CountenanceError as error:
        report(error, path.name)
    return None
