"""Why a photo was refused. One class per reason; `code` is part of the API and never changes its meaning.

`str(error)` is a sentence that a tablet can show to the person who took the photo. `details` carry the
limit and the value where there is one, never anything read from the photo's metadata.
"""

from __future__ import annotations

from models.errors import CountenanceError


class PhotoError(CountenanceError):
    """Base of every refusal in this package; raised itself never."""

    code = "photo_invalid"
    status = 422
    title = "This photo cannot be used"


class NotAPhotoError(PhotoError):
    """The bytes do not begin like any picture format that we know."""

    code = "photo_not_an_image"
    status = 415
    title = "This file is not a photo"


class UnsupportedPhotoFormatError(PhotoError):
    """A picture or document, but none of the five formats that we read."""

    code = "photo_format_unsupported"
    status = 415
    title = "This kind of file is not supported"


class TruncatedPhotoError(PhotoError):
    """The file ends before its picture does."""

    code = "photo_truncated"
    status = 422
    title = "This photo is incomplete"


class CorruptPhotoError(PhotoError):
    """The file is damaged in a way that is not a plain cut."""

    code = "photo_corrupt"
    status = 422
    title = "This photo is damaged"


class AnimatedPhotoError(PhotoError):
    """An animation or image sequence: there is no single moment to measure."""

    code = "photo_animated"
    status = 422
    title = "This is an animation, not a photo"


class PhotoTooSmallError(PhotoError):
    """The shorter side has fewer pixels than the limit."""

    code = "photo_too_small"
    status = 422
    title = "This photo has too few pixels"


class PhotoTooManyPixelsError(PhotoError):
    """More pixels than the limit, with as much data as a real photo of that size would have."""

    code = "photo_too_many_pixels"
    status = 413
    title = "This photo has too many pixels"


class PhotoTooManyBytesError(PhotoError):
    """The file is larger than the limit."""

    code = "photo_too_many_bytes"
    status = 413
    title = "This file is too large"


class DecompressionBombError(PhotoError):
    """More pixels than the limit, from far too little data: built to exhaust memory."""

    code = "photo_decompression_bomb"
    status = 413
    title = "This file would unpack to an absurd size"
