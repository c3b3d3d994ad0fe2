"""Photos of which each is another, without any time spent on making them."""

from __future__ import annotations

import io
import os
from functools import cache

import numpy as np
import skimage.data
from PIL import Image

from vision.photo import decode_photo, encode_jpeg

SIZES = ((300, 260), (300, 260), (300, 260), (900, 760))  # pixels: most are small, some take a while to be written
_START = 2  # bytes of a JPEG before its first segment


@cache
def _pixels(number: int) -> bytes:
    pixels = np.random.default_rng(number).integers(0, 255, (*SIZES[number], 3), np.uint8)
    file = io.BytesIO()
    Image.fromarray(pixels).save(file, "JPEG", quality=90)
    return file.getvalue()


@cache
def bare(number: int) -> bytes:
    """What leaves the server of a photo."""
    return encode_jpeg(decode_photo(_pixels(number)).image_rgb)


@cache
def _face() -> bytes:
    return encode_jpeg(skimage.data.astronaut())


def picture(number: int) -> bytes:
    """One that nobody has sent before."""
    return _another(_pixels(number))


def portrait() -> bytes:
    """The same, of a face that the face networks find."""
    return _another(_face())


def _another(whole: bytes) -> bytes:
    """With a random comment."""
    comment = os.urandom(16)
    segment = b"\xff\xfe" + (len(comment) + 2).to_bytes(2, "big") + comment
    return whole[:_START] + segment + whole[_START:]
