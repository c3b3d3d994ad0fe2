"""JPEG, PNG, WebP and AVIF, through Pillow.

The file classes are used directly and `Image.open` is not: it would consult the registry of every plugin
in the process, check sizes against a module global and warn through another, and turn a JPEG with a gain
map into another format.
"""

from __future__ import annotations

import io

from PIL.AvifImagePlugin import AvifImageFile
from PIL.ImageFile import ImageFile
from PIL.JpegImagePlugin import JpegImageFile
from PIL.PngImagePlugin import PngImageFile
from PIL.WebPImagePlugin import WebPImageFile

from vision.photo.errors import AnimatedPhotoError
from vision.photo.exif import read_orientation
from vision.photo.foreign import truncated
from vision.photo.jpeg_scans import may_lack_data, with_filler
from vision.photo.limits import PhotoLimits
from vision.photo.nclx import profile_of_nclx
from vision.photo.png_rows import require_all_rows
from vision.photo.raster import Raster
from vision.photo.webp_header import webp_size

_FILE_CLASSES: dict[str, type[ImageFile]] = {
    "jpeg": JpegImageFile,
    "png": PngImageFile,
    "webp": WebPImageFile,
    "avif": AvifImageFile,
}


def decode_with_pillow(data: bytes, format: str, limits: PhotoLimits) -> Raster:
    """Decode one still picture. Constructing the file reads its header; `load` decodes the pixels."""
    if format == "webp" and (size := webp_size(data)):
        limits.check_size(*size, len(data))
    image = _open(data, format)
    limits.check_size(image.width, image.height, len(data))
    if getattr(image, "n_frames", 1) > 1:
        raise AnimatedPhotoError("This file is an animation. Please send a single photo.", kind=format)
    if format == "png":
        require_all_rows(data)
    image.load()
    if format == "jpeg" and may_lack_data(image):
        _require_same_pixels(image, _open(with_filler(data), format))
    # After load: PNG may keep its EXIF behind the pixels. Pillow's AVIF reader puts the container's own
    # rotation (irot, imir) into this EXIF, so there it is the container that counts.
    profile = image.info.get("icc_profile") or (profile_of_nclx(data) if format == "avif" else None)
    return Raster(image, profile, read_orientation(image.info.get("exif")))


def _open(data: bytes, format: str) -> ImageFile:
    return _FILE_CLASSES[format](io.BytesIO(data))


def _require_same_pixels(image: ImageFile, filled: ImageFile) -> None:
    """A complete JPEG never reads the filler; one that ran out of data decodes to other pixels."""
    if image.tobytes() != filled.tobytes():
        raise truncated("jpeg")
