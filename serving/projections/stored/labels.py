"""Whether a picture says what it is: in its pixels before it is kept, in its bytes ever after.

What is read back before is the file itself, decoded. Its digest is sealed with the document, so that a picture whose
digest is the same is one whose label was found.
"""

from __future__ import annotations

import hashlib
from typing import Any

import numpy as np

from serving.projections.stored.errors import LabelNotReadError
from simulation.projection.projection import Projection
from simulation.provenance import STATEMENT, ManifestUnreadableError, read_manifest
from vision.photo import decode_photo

_MOST_OFF = 6.0  # of 255, on average over a word: what JPEG adds at letters' edges, and half of the faintest letters


def check_label(projection: Projection) -> None:
    """Every word of the label, in the bytes that are to be kept.

    Raises:
        LabelNotReadError: a word is not there as it was set, or there is none.
    """
    labelled = projection.labelled
    found = decode_photo(projection.file).image_rgb
    if found.shape != labelled.image_rgb.shape or not labelled.words:
        raise LabelNotReadError()
    off = np.abs(found.astype(np.int16) - labelled.image_rgb).mean(axis=2)
    if any(float(off[word.pixels].mean()) > _MOST_OFF for word in labelled.words):
        raise LabelNotReadError()


def is_whole(data: bytes, told: dict[str, Any]) -> bool:
    """Whether a kept picture is the one whose label was read back, and still says that it promises nothing.

    Args:
        told: its entry in the document's `files`.
    """
    if hashlib.sha256(data).hexdigest() != told["sha256"]:
        return False
    try:
        manifest = read_manifest(data)
    except ManifestUnreadableError:
        return False
    return (manifest.projection or {}).get("statement") == STATEMENT
