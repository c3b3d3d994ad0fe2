"""The concerns we measure, one row each."""

from __future__ import annotations

from vision.concerns.brown_spots import BROWN_SPOTS
from vision.concerns.concern import Concern
from vision.concerns.crows_feet import CROWS_FEET
from vision.concerns.forehead_lines import FOREHEAD_LINES
from vision.concerns.nasolabial_folds import NASOLABIAL_FOLDS
from vision.concerns.redness import REDNESS

CONCERNS: tuple[Concern, ...] = (FOREHEAD_LINES, CROWS_FEET, NASOLABIAL_FOLDS, REDNESS, BROWN_SPOTS)
