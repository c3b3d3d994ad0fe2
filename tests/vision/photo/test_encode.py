"""Files that we write: the pixels, and nothing else."""

from __future__ import annotations

import io

import numpy as np
from PIL import Image

from vision.photo import decode_photo, encode_jpeg, encode_png


def test_png_is_exact(studio):
    scene = studio.scene()
    assert np.array_equal(decode_photo(encode_png(scene)).image_rgb, scene)


def test_jpeg_is_close(studio):
    scene = studio.scene()
    difference = np.abs(decode_photo(encode_jpeg(scene, 95)).image_rgb.astype(int) - scene)
    assert difference.max() <= 8


def test_neither_carries_metadata(studio):
    """Of a photo that had a place, a camera and a profile."""
    tagged = {"exif": studio.exif(1), "icc_profile": studio.rgb_profile(studio.p3)}
    pixels = decode_photo(studio.write(Image.fromarray(studio.scene()), "jpeg", **tagged)).image_rgb
    structural = {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
    for data in (encode_png(pixels), encode_jpeg(pixels)):
        assert set(Image.open(io.BytesIO(data)).info) <= structural
        assert b"SECRET" not in data
