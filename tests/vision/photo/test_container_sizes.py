"""Sizes that AVIF and HEIC files declare, and those that hide inside their bitstreams."""

from __future__ import annotations

import struct

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from vision.photo import PhotoLimits
from vision.photo.av1_sequence import coded_size
from vision.photo.container_sizes import coded_sizes, declared_sizes


def declare(data: bytes, width: int, height: int) -> bytes:
    at = data.index(b"ispe") + 8
    return data[:at] + struct.pack(">II", width, height) + data[at + 8 :]


@pytest.mark.parametrize("size", [(256, 256), (999, 301), (1920, 1080)])
@pytest.mark.parametrize("options", [{}, {"subsampling": "4:2:0"}, {"speed": 0}])
def test_the_bitstream_of_an_avif_tells_its_size(studio, size, options):
    if options == {"speed": 0} and size != (256, 256):
        options = {"speed": 6}
    data = studio.write(Image.new("RGB", size, (200, 90, 40)), "avif", **options)
    assert set(declared_sizes(data)) == set(coded_sizes(data)) == {size}


def test_tiles_and_picture_of_a_heic_are_both_declared(studio):
    data = studio.write(Image.fromarray(studio.scene()), "heic", tile_size=128)
    assert set(declared_sizes(data)) == {(128, 128), (320, 288)}


@pytest.mark.parametrize("claimed", [(1000, 1000), (600, 300), (320, 289)])
def test_avif_that_lies_about_its_size(studio, raises_code, claimed):
    """libavif stretches such a picture to the claim; a face in it would be measured wrong."""
    data = studio.write(Image.fromarray(studio.scene()), "avif")
    raises_code(declare(data, *claimed), "photo_corrupt")


def test_avif_bomb_behind_a_modest_claim(studio, raises_code):
    """The container says 400 × 400, the bitstream unpacks to 4 megapixels."""
    data = studio.write(Image.new("RGB", (2000, 2000), (90, 90, 90)), "avif")
    limits = PhotoLimits(max_pixels=1_000_000)
    raises_code(declare(data, 400, 400), "photo_decompression_bomb", limits)


@pytest.mark.parametrize("format", ["avif", "heic"])
def test_absurd_claim_is_a_bomb(studio, raises_code, format):
    data = studio.write(Image.fromarray(studio.scene()), format)
    raises_code(declare(data, 60000, 60000), "photo_decompression_bomb")


def test_heic_that_lies_about_its_size(studio, raises_code):
    data = studio.write(Image.new("RGB", (2000, 2000), (90, 90, 90)), "heic")
    raises_code(declare(data, 400, 400), "photo_corrupt")


@settings(max_examples=300, deadline=None)
@given(
    data=st.binary(max_size=120),
    head=st.sampled_from([b"", b"\x0a\x0a", b"\x12\x00\x0a\x0a", b"\x0e\x00\x0a"]),
)
def test_any_bitstream_gives_a_size_or_none(head, data):
    size = coded_size(head + data)
    assert size is None or min(size) >= 1
