"""Every refusal, by its exact code, and what the person on the tablet reads."""

from __future__ import annotations

import inspect
import io
import re
import struct
import zlib

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from PIL import Image

from models.errors import CountenanceError
from vision.photo import PhotoError, PhotoLimits, decode_photo, errors

FORMATS = ("jpeg", "png", "webp", "avif", "heic")
EOI = b"\xff\xd9"
STATUS_OF_CODE = {
    "photo_invalid": 422,
    "photo_not_an_image": 415,
    "photo_format_unsupported": 415,
    "photo_truncated": 422,
    "photo_corrupt": 422,
    "photo_animated": 422,
    "photo_too_small": 422,
    "photo_too_many_pixels": 413,
    "photo_too_many_bytes": 413,
    "photo_decompression_bomb": 413,
}


def png_chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def png_of_declared_size(width: int, height: int, padding: int = 0) -> bytes:
    """A PNG whose header claims a size and whose data holds one row."""
    header = png_chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    pixels = png_chunk(b"IDAT", zlib.compress(b"\0" * 1000)) + png_chunk(b"prVt", b"\0" * padding)
    return b"\x89PNG\r\n\x1a\n" + header + pixels + png_chunk(b"IEND", b"")


def noisy(size: int = 300) -> Image.Image:
    return Image.fromarray(np.random.default_rng(1).integers(0, 256, (size, size, 3), dtype=np.uint8))


def test_codes_and_statuses_are_the_published_ones():
    classes = [c for _, c in inspect.getmembers(errors, inspect.isclass) if issubclass(c, PhotoError)]
    assert {c.code: c.status for c in classes} == STATUS_OF_CODE
    assert len(classes) == len(STATUS_OF_CODE)
    assert issubclass(PhotoError, CountenanceError)


@pytest.mark.parametrize("data", [b"", b"\xff", b"hello, I am a photo", b"<svg/>", b"\0" * 1000])
def test_not_an_image(raises_code, data):
    raises_code(data, "photo_not_an_image")


@pytest.mark.parametrize("format", ["GIF", "BMP", "TIFF", "ICO", "PDF", "EPS", "JPEG2000"])
def test_formats_we_do_not_read(raises_code, format):
    file = io.BytesIO()
    noisy().save(file, format)
    assert raises_code(file.getvalue(), "photo_format_unsupported").details["kind"]


def test_video_is_not_supported(raises_code):
    raises_code(struct.pack(">I4s4sI4s", 20, b"ftyp", b"isom", 0, b"mp41"), "photo_format_unsupported")


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("kept", [0.2, 0.5, 0.9, 0.99])
def test_cut_file(studio, raises_code, format, kept):
    data = studio.write(noisy(), format)
    raises_code(data[: int(len(data) * kept)], "photo_truncated")


@pytest.mark.parametrize("format", FORMATS)
def test_file_without_its_last_byte(studio, raises_code, format):
    raises_code(studio.write(noisy(), format)[:-1], "photo_truncated")


@pytest.mark.parametrize("options", [{}, {"progressive": True}, {"subsampling": 2}, {"restart_marker_rows": 4}])
@pytest.mark.parametrize("kept", [0.1, 0.5, 0.9])
def test_cut_jpeg_that_was_closed_again(studio, raises_code, options, kept):
    """libjpeg decodes these without an error: gray rows at the bottom, or a blurred picture."""
    data = studio.write(noisy(), "jpeg", **{"quality": 60} | options)
    raises_code(data[: int(len(data) * kept)] + EOI, "photo_truncated")


@pytest.mark.parametrize("mode", ["L", "RGB", "CMYK"])
@pytest.mark.parametrize("gray", [127, 128])
def test_jpeg_that_really_is_mid_gray(studio, mode, gray):
    """The gray of missing data is also the gray of a studio card."""
    image = Image.new("L", (320, 288), gray).convert(mode)
    photo = decode_photo(studio.write(image, "jpeg"))
    assert np.abs(photo.image_rgb.astype(int) - gray).max() <= 1


@pytest.mark.parametrize("place", [b"IHDR", b"IDAT", b"IEND", b"eXIf"])
def test_png_with_a_checksum_that_does_not_fit(studio, raises_code, place):
    """Pillow checks what stands before the pixels only; an orientation may stand behind them."""
    data = studio.write(noisy(), "png")
    exif = png_chunk(b"eXIf", studio.exif(1).removeprefix(b"Exif\0\0"))
    data = bytearray(data[:-12] + exif + data[-12:])
    length = int.from_bytes(data[data.index(place) - 4 : data.index(place)], "big")
    data[data.index(place) + 4 + length] ^= 1
    raises_code(bytes(data), "photo_corrupt")


def test_png_damaged_inside_its_pixels(studio, raises_code):
    data = bytearray(studio.write(noisy(), "png"))
    data[len(data) // 2] ^= 0x40
    raises_code(bytes(data), "photo_corrupt")


@pytest.mark.parametrize("format", FORMATS)
def test_header_followed_by_nonsense(studio, raises_code, format):
    data = studio.write(noisy(), format)
    with pytest.raises(PhotoError) as caught:
        decode_photo(data[:16] + b"\x5a" * len(data))
    assert caught.value.code in ("photo_corrupt", "photo_truncated")


@pytest.mark.parametrize("format", ["png", "webp", "avif"])
def test_animation(raises_code, format):
    file = io.BytesIO()
    frames = [Image.new("RGB", (300, 300), (i * 80, 0, 0)) for i in range(3)]
    frames[0].save(file, format.upper(), save_all=True, append_images=frames[1:], duration=100)
    raises_code(file.getvalue(), "photo_animated")


@pytest.mark.parametrize("brand", [b"hevc", b"msf1", b"avis"])
def test_image_sequence(studio, raises_code, brand):
    data = studio.write(noisy(), "heic")
    raises_code(data[:8] + brand + data[12:], "photo_animated")


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("size", [(400, 255), (255, 400)])
def test_too_small(studio, raises_code, format, size):
    error = raises_code(studio.write(Image.new("RGB", size), format), "photo_too_small")
    assert error.details == {"limit": 256, "value": 255}


@pytest.mark.parametrize("format", FORMATS)
def test_smallest_size_that_is_accepted(studio, format):
    assert decode_photo(studio.write(Image.new("RGB", (256, 256)), format)).size_hw == (256, 256)


@pytest.mark.parametrize("format", FORMATS)
def test_too_many_pixels_for_the_data_of_a_photo(studio, raises_code, format):
    limits = PhotoLimits(max_pixels=300 * 300 - 1)
    error = raises_code(studio.write(noisy(), format), "photo_too_many_pixels", limits)
    assert error.details == {"limit": 300 * 300 - 1, "value": 300 * 300}


@pytest.mark.parametrize("format", FORMATS)
def test_exactly_the_most_pixels(studio, format):
    assert decode_photo(studio.write(noisy(), format), PhotoLimits(max_pixels=300 * 300)).width == 300


def test_decompression_bomb(raises_code):
    raises_code(png_of_declared_size(30000, 30000), "photo_decompression_bomb")


def test_header_with_the_data_of_a_large_photo_is_no_bomb(raises_code):
    raises_code(png_of_declared_size(9000, 9000, padding=2_000_000), "photo_too_many_pixels")


@pytest.mark.parametrize("format", ["jpeg", "png", "webp"])
def test_size_is_refused_before_any_pixel_is_decoded(studio, raises_code, monkeypatch, format):
    def fail(*_: object) -> None:
        raise AssertionError("pixels were decoded")

    monkeypatch.setattr("PIL.ImageFile.ImageFile.load", fail)
    monkeypatch.setattr("PIL.WebPImagePlugin.WebPImageFile._open", fail)
    raises_code(studio.write(noisy(), format), "photo_too_many_pixels", PhotoLimits(max_pixels=1000))


def test_too_many_bytes(studio, raises_code):
    data = studio.write(noisy(), "jpeg")
    assert decode_photo(data, PhotoLimits(max_bytes=len(data))).width == 300
    error = raises_code(data, "photo_too_many_bytes", PhotoLimits(max_bytes=len(data) - 1))
    assert error.details == {"limit": len(data) - 1, "value": len(data)}


def test_a_sentence_for_the_tablet(raises_code):
    """No jargon of codecs, no path, no class name."""
    error = raises_code(b"II*\0" + b"\0" * 64, "photo_format_unsupported")
    assert re.fullmatch(r"[A-Z].*\.", str(error))
    assert "JPEG" in str(error)


@settings(max_examples=200, deadline=None)
@given(
    data=st.binary(max_size=400),
    prefix=st.sampled_from(
        [
            b"",
            b"\xff\xd8\xff",
            b"\x89PNG\r\n\x1a\n",
            b"RIFF\x40\0\0\0WEBPVP8X",
            b"\0\0\0\x18ftypheic",
            b"\0\0\0\x18ftypavif",
        ]
    ),
)
def test_any_bytes_give_a_refusal(prefix, data):
    with pytest.raises(PhotoError):
        decode_photo(prefix + data)


@pytest.mark.parametrize("rows", [1, 128, 255])
@pytest.mark.parametrize(
    "options", [b"\x08\x02\0\0\0", b"\x08\x06\0\0\0", b"\x10\0\0\0\0"], ids=["rgb", "rgba", "gray16"]
)
def test_a_png_that_ends_with_a_row_is_truncated(raises_code, rows, options):
    """Every checksum fits, the stream is closed properly, and rows are missing all the same."""
    bytes_per_pixel = {b"\x02": 3, b"\x06": 4, b"\0": 2}[options[1:2]]
    pixels = (b"\0" + b"\x80" * 300 * bytes_per_pixel) * rows
    chunks = png_chunk(b"IHDR", struct.pack(">II", 300, 256) + options) + png_chunk(b"IDAT", zlib.compress(pixels))
    raises_code(b"\x89PNG\r\n\x1a\n" + chunks + png_chunk(b"IEND", b""), "photo_truncated")


@settings(max_examples=50, deadline=None)
@given(width=st.integers(1, 2**31 - 1), height=st.integers(1, 2**31 - 1))
@example(width=333, height=256)  # one whole row
def test_any_declared_size_gives_a_refusal(width, height):
    """One kilobyte of pixels is too little for any size that the limits allow."""
    with pytest.raises(PhotoError):
        decode_photo(png_of_declared_size(width, height))


ADAM7 = ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2))


def interlaced_png(width: int, height: int, missing_bytes: int) -> bytes:
    """An all-gray interlaced PNG (third edition, 8.1) without its last bytes of pixels."""
    rows = []
    for x, y, dx, dy in ADAM7:
        columns = len(range(x, width, dx))
        rows += [b"\0" + b"\x80" * 3 * columns] * len(range(y, height, dy))
    pixels = b"".join(rows)
    header = png_chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 1))
    body = png_chunk(b"IDAT", zlib.compress(pixels[: len(pixels) - missing_bytes]))
    return b"\x89PNG\r\n\x1a\n" + header + body + png_chunk(b"IEND", b"")


def test_a_whole_interlaced_png_is_accepted():
    photo = decode_photo(interlaced_png(301, 259, 0))
    assert (photo.image_rgb == 128).all()


def test_an_interlaced_png_that_lacks_its_last_row_is_truncated(raises_code):
    raises_code(interlaced_png(301, 259, 1 + 3 * 301), "photo_truncated")
