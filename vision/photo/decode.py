"""Bytes to photo."""

from __future__ import annotations

import hashlib

from vision.photo.completeness import check_complete
from vision.photo.container_sizes import check_container_sizes
from vision.photo.foreign import foreign_errors
from vision.photo.heif_codec import decode_heic
from vision.photo.limits import PhotoLimits
from vision.photo.photo import Photo
from vision.photo.pillow_codec import decode_with_pillow
from vision.photo.raster import Raster
from vision.photo.render import render
from vision.photo.sniff import sniff_format

_DEFAULT_LIMITS = PhotoLimits()


def decode_photo(data: bytes, limits: PhotoLimits = _DEFAULT_LIMITS) -> Photo:
    """Decode an uploaded file.

    Args:
        data: the whole file: JPEG, PNG, WebP, AVIF or HEIC, told apart by content.
        limits: sizes to accept; checked on the header, before any pixel is decoded.

    Raises:
        PhotoError: one of its subclasses, each with a stable code. Nothing else leaves this function on
            account of what is in `data`.
    """
    limits.check_bytes(len(data))
    format = sniff_format(data)
    check_complete(data, format)
    if format in ("avif", "heic"):
        check_container_sizes(data, format, limits)
    with foreign_errors(format):
        raster = _decode(data, format, limits)
    return Photo(render(raster), hashlib.sha256(data).hexdigest(), format)


def _decode(data: bytes, format: str, limits: PhotoLimits) -> Raster:
    if format == "heic":
        return decode_heic(data, limits)
    return decode_with_pillow(data, format, limits)
