"""What comes out: colors, orientation, channels, and nothing but pixels."""

from __future__ import annotations

import hashlib
import io
import pickle
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from PIL import Image

from vision.photo import Photo, decode_photo

FORMATS = ("jpeg", "png", "webp", "avif", "heic")
# Largest difference of any pixel after the best quality of each encoder, in code values.
ROUND_TRIP_TOLERANCE = {"jpeg": 4, "png": 0, "webp": 0, "avif": 4, "heic": 3}
# EXIF tag 274: what was done to the upright picture to get the stored one.
STORED = {
    1: lambda a: a,
    2: lambda a: a[:, ::-1],
    3: lambda a: a[::-1, ::-1],
    4: lambda a: a[::-1],
    5: lambda a: a.transpose(1, 0, 2),
    6: lambda a: np.rot90(a, 1),
    7: lambda a: a[::-1, ::-1].transpose(1, 0, 2),
    8: lambda a: np.rot90(a, -1),
}


def difference(a, b) -> int:
    assert a.shape == b.shape
    return int(np.abs(a.astype(int) - b.astype(int)).max())


@pytest.mark.parametrize("format", FORMATS)
def test_colors_survive_the_round_trip(studio, format):
    scene = studio.scene()
    data = studio.write(Image.fromarray(scene), format)
    photo = decode_photo(data)
    assert photo.format == format
    assert difference(photo.image_rgb, scene) <= ROUND_TRIP_TOLERANCE[format]


@pytest.mark.parametrize("format", FORMATS)
def test_pixels_keep_the_promise_of_photo(studio, format):
    data = studio.write(Image.fromarray(studio.scene()), format)
    photo = decode_photo(data)
    assert (photo.image_rgb.dtype, photo.image_rgb.shape) == (np.uint8, (288, 320, 3))
    assert photo.image_rgb.flags.c_contiguous
    assert (photo.width, photo.height, photo.size_hw) == (320, 288, (288, 320))
    assert photo.sha256 == hashlib.sha256(data).hexdigest()
    with pytest.raises(ValueError, match="read-only"):
        photo.image_rgb[0, 0] = 0


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("orientation", STORED)
def test_every_orientation_comes_out_upright(studio, format, orientation):
    scene = studio.scene()
    stored = Image.fromarray(np.ascontiguousarray(STORED[orientation](scene)))
    data = studio.write(stored, format, exif=studio.exif(orientation))
    assert difference(decode_photo(data).image_rgb, scene) <= ROUND_TRIP_TOLERANCE[format]


def test_orientation_of_png_written_behind_the_pixels(studio):
    """PNG allows eXIf after IDAT; a reader that looks only at the header leaves the photo lying."""
    scene = studio.scene()
    data = studio.write(Image.fromarray(STORED[6](scene).copy()), "png", exif=studio.exif(6))
    start = data.index(b"eXIf") - 4
    end = start + 12 + int.from_bytes(data[start : start + 4], "big")
    tail = data.index(b"IEND") - 4
    moved = data[:start] + data[end:tail] + data[start:end] + data[tail:]
    assert difference(decode_photo(moved).image_rgb, scene) == 0


@pytest.mark.parametrize("container", ["avif", "heic"])
def test_exif_beside_a_container_rotation_is_not_applied_again(studio, container):
    """HEIF: the container's irot and imir count, the EXIF orientation beside them is a mere note."""
    scene = studio.scene()
    stored = Image.fromarray(STORED[6](scene).copy())
    exif = Image.Exif()
    exif[0x0112], exif[0x0115] = 6, 6
    data = studio.write(stored, container, exif=exif.tobytes())
    assert b"irot" in data
    # These encoders drop or reset tag 0x0112 when they write irot; cameras do not. Let its neighbor play it.
    orientation, neighbor = b"\x01\x12\x00\x03", b"\x01\x15\x00\x03"
    assert data.count(neighbor) == 1
    noted = data.replace(orientation, b"\x01\x11\x00\x03").replace(neighbor, orientation)
    assert difference(decode_photo(noted).image_rgb, scene) <= ROUND_TRIP_TOLERANCE[container]


@pytest.mark.parametrize("format", FORMATS)
def test_no_metadata_survives(studio, format):
    image = Image.fromarray(studio.scene())
    data = studio.write(image, format, exif=studio.exif(1), icc_profile=studio.rgb_profile(studio.srgb))
    assert b"SECRET-CAMERA" in data
    assert b"SECRET-CAMERA" not in pickle.dumps(decode_photo(data))


def test_gray_fills_three_equal_channels(studio):
    gray = studio.scene()[..., 0]
    rgb = decode_photo(studio.write(Image.fromarray(gray), "png")).image_rgb
    assert np.array_equal(rgb, np.repeat(gray[..., None], 3, axis=2))


def test_one_bit_becomes_black_and_white(studio):
    bits = studio.scene()[..., 0] > 128
    rgb = decode_photo(studio.write(Image.fromarray(bits), "png")).image_rgb
    assert np.array_equal(rgb[..., 0], bits.astype(np.uint8) * 255)


def test_palette_gives_its_colors(studio):
    palette = Image.fromarray(studio.scene()).quantize(64)
    rgb = decode_photo(studio.write(palette, "png")).image_rgb
    assert np.array_equal(rgb, np.asarray(palette.convert("RGB")))


def test_sixteen_bit_gray_is_scaled_not_clipped(studio):
    ramp = np.linspace(0, 65535, 320 * 288).reshape(288, 320).astype(np.uint16)
    rgb = decode_photo(studio.write(Image.fromarray(ramp), "png")).image_rgb
    assert difference(rgb[..., 0], np.round(ramp / 257).astype(np.uint8)) == 0


def test_sixteen_bit_color_keeps_its_scale(studio, sixteen_bit_png):
    values = studio.scene().astype(np.uint16) * 257
    assert difference(decode_photo(sixteen_bit_png(values)).image_rgb, studio.scene()) <= 1


@pytest.mark.parametrize("mode", ["RGBA", "LA"])
@pytest.mark.parametrize("format", ["png", "webp", "avif"])
def test_transparency_shows_white_paper(studio, mode, format):
    image = Image.fromarray(studio.scene()).convert("L" if mode == "LA" else "RGB").convert(mode)
    alpha = np.zeros((288, 320), np.uint8)
    alpha[:, 160:] = 255
    image.putalpha(Image.fromarray(alpha))
    if format == "avif":
        image = image.convert("RGBA")
    rgb = decode_photo(studio.write(image, format)).image_rgb
    assert (rgb[:, :156] == 255).all()
    assert difference(rgb[:, 164:], np.asarray(image.convert("RGB"))[:, 164:]) <= ROUND_TRIP_TOLERANCE[format]


def test_half_transparency_is_half_paper(studio):
    image = Image.new("RGBA", (320, 288), (100, 0, 200, 128))
    rgb = decode_photo(studio.write(image, "png")).image_rgb
    expected = 255 + (np.array([100, 0, 200]) - 255) * 128 / 255
    assert np.abs(rgb - expected).max() <= 1


def test_transparent_palette_color_shows_white_paper(studio):
    image = Image.new("P", (320, 288), 1)
    image.putpalette([10, 20, 30, 200, 100, 50])
    image.paste(0, (0, 0, 160, 288))
    rgb = decode_photo(studio.write(image, "png", transparency=0)).image_rgb
    assert rgb[0, 0].tolist() == [255, 255, 255]
    assert rgb[0, -1].tolist() == [200, 100, 50]


def test_cmyk_jpeg_of_adobe_is_not_inverted(studio):
    """Photoshop stores CMYK inverted; read plainly, skin comes out as its negative."""
    scene = Image.fromarray(studio.scene())
    cmyk = scene.convert("CMYK")
    rgb = decode_photo(studio.write(cmyk, "jpeg")).image_rgb
    assert difference(rgb, np.asarray(cmyk.convert("RGB"))) <= 6


def test_primary_still_of_a_heic_with_several(studio):
    """Bursts and edited photos on a tablet: one file, several stills, one of them the photo."""
    import pillow_heif

    file = pillow_heif.from_pillow(Image.new("RGB", (640, 480), (10, 200, 10)))
    file.add_from_pillow(Image.new("RGB", (320, 288), (200, 10, 10)))
    stream = io.BytesIO()
    file.save(stream, primary_index=1, quality=-1, chroma=444)
    photo = decode_photo(stream.getvalue())
    assert photo.size_hw == (288, 320)
    assert difference(photo.image_rgb, np.full((288, 320, 3), (200, 10, 10))) <= ROUND_TRIP_TOLERANCE["heic"]


def test_threads_decode_what_one_thread_decodes(studio):
    files = [studio.write(Image.fromarray(studio.scene(seed=i)), f) for i, f in enumerate(FORMATS)] * 4
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(decode_photo, files))
    for data, photo in zip(files, together, strict=True):
        assert np.array_equal(photo.image_rgb, decode_photo(data).image_rgb)


def test_decoding_leaves_pillow_as_it_was(studio):
    before = (Image.MAX_IMAGE_PIXELS, sorted(Image.OPEN))
    for format in FORMATS:
        decode_photo(studio.write(Image.fromarray(studio.scene()), format))
    assert (Image.MAX_IMAGE_PIXELS, sorted(Image.OPEN)) == before


def test_photo_from_array_copies_and_names_its_pixels(studio):
    scene = studio.scene()
    photo, turned = Photo.from_array(scene), Photo.from_array(np.rot90(scene))
    scene[:] = 0
    assert photo.image_rgb.any()
    assert photo.format == "array"
    assert photo.sha256 != turned.sha256
    assert photo.sha256 == Photo.from_array(photo.image_rgb).sha256


@pytest.mark.parametrize("shape, dtype", [((9, 9), np.uint8), ((9, 9, 4), np.uint8), ((9, 9, 3), np.float32)])
def test_photo_from_array_takes_only_rgb_bytes(shape, dtype):
    with pytest.raises(ValueError, match="expected"):
        Photo.from_array(np.zeros(shape, dtype))
