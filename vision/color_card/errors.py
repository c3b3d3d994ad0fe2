"""Why a photo's colors could not be corrected. `code` is part of the API and never changes its meaning."""

from __future__ import annotations

from models.errors import CountenanceError


class ColorCardError(CountenanceError):
    """Base of every refusal in this package; raised itself never."""

    code = "color_card_error"
    status = 422
    title = "The colors of this photo could not be corrected"


class ColorCardNotFoundError(ColorCardError):
    """A card was said to be in the picture, and none was found that could be read."""

    code = "color_card_not_found"
    title = "No color card was found in the photo"


class ColorCorrectionInvalidError(ColorCardError):
    """A stored correction cannot be read, or is none that a camera could need."""

    code = "color_correction_invalid"
    status = 500
    title = "A stored color correction is not valid"
