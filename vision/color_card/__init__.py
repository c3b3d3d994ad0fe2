"""Colors as they are: a card in the picture, or a correction stored for a tablet, applied before anything reads color.

In:  a decoded `Photo`, and what the upload says of a card. `find_card` looks for a ColorChecker Classic (`find`),
     `find_gray_card` for a gray card where somebody says that there is one (`gray`), `read_patches` reads them
     (`reading`), `fit_matrix` or `fit_gains` bring them to their published colors (`reference`, `correction`).
Out: `correct_colors` gives a `Photo` whose pixels are corrected and which says by what; it keeps the hash of the
     upload. `ColorCorrectionDocument` is the file in which a tablet's correction is kept.

A card measures the light where it stands: beside the face, facing the camera as the face does. A stored matrix knows
the camera's colors and the light of the day it was made, and nothing of today's exposure and white balance, unless the
tablet's are locked.
"""

from vision.color_card.correct import Card, correct_colors, read_card
from vision.color_card.correction import ColorCorrection, corrected
from vision.color_card.document import ColorCorrectionDocument, parse_correction
from vision.color_card.errors import ColorCardError, ColorCardNotFoundError, ColorCorrectionInvalidError
from vision.color_card.find import find_card
from vision.color_card.gray import find_gray_card
from vision.color_card.reading import CardReading

__all__ = [
    "Card",
    "CardReading",
    "ColorCardError",
    "ColorCardNotFoundError",
    "ColorCorrection",
    "ColorCorrectionDocument",
    "ColorCorrectionInvalidError",
    "correct_colors",
    "corrected",
    "find_card",
    "find_gray_card",
    "parse_correction",
    "read_card",
]
