"""Color profiles: golden values are computed here from the published matrices, not by the code under test."""

from __future__ import annotations

import struct

import numpy as np
import pytest
from PIL import Image

from vision.photo import decode_photo

FORMATS = ("jpeg", "png", "webp", "avif", "heic")
# Code values: rounding of two 8-bit encodings, one transform and the best quality of each encoder.
TOLERANCE = {"jpeg": 4, "png": 2, "webp": 2, "avif": 4, "heic": 4}
P3_RED = (234, 51, 35)  # what the code of sRGB red (255, 0, 0) becomes in Display P3
SKIN = (214, 164, 138)


def flat(code, mode="RGB") -> Image.Image:
    return Image.new(mode, (320, 288), code)


def center(photo) -> np.ndarray:
    return photo.image_rgb[144, 160].astype(float)


def p3_as_srgb(studio, code) -> np.ndarray:
    """Display P3 code values to sRGB code values, by the matrices (both D65, same curve)."""
    linear = studio.xyz_of_primaries(studio.p3) @ studio.to_linear(np.array(code))
    return studio.to_srgb(np.linalg.solve(studio.xyz_of_primaries(studio.srgb), linear))


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("code", [P3_RED, SKIN, (60, 120, 200), (128, 128, 128), (255, 255, 255)])
def test_display_p3_becomes_srgb(studio, format, code):
    data = studio.write(flat(code), format, icc_profile=studio.rgb_profile(studio.p3))
    assert np.abs(center(decode_photo(data)) - p3_as_srgb(studio, code)).max() <= TOLERANCE[format]


def test_display_p3_red_is_srgb_red(studio):
    """The golden value itself, so that a common mistake in helper and code does not cancel out."""
    data = studio.write(flat(P3_RED), "png", icc_profile=studio.rgb_profile(studio.p3))
    assert np.abs(center(decode_photo(data)) - (255, 0, 0)).max() <= TOLERANCE["png"]


@pytest.mark.parametrize("format", FORMATS)
def test_srgb_profile_changes_no_pixel(studio, format):
    scene = Image.fromarray(studio.scene())
    plain = decode_photo(studio.write(scene, format))
    tagged = decode_photo(studio.write(scene, format, icc_profile=studio.rgb_profile(studio.srgb)))
    assert np.array_equal(plain.image_rgb, tagged.image_rgb)


def test_a_profile_is_judged_by_its_colors_not_by_its_name(studio):
    """Every profile made here has the same description; P3 under it must still be converted."""
    tagged = studio.write(flat(SKIN), "png", icc_profile=studio.rgb_profile(studio.p3))
    assert np.abs(center(decode_photo(tagged)) - SKIN).max() > TOLERANCE["png"]


def declare_nclx(data: bytes, primaries: int, transfer: int) -> bytes:
    """The file with other code points in every nclx box; its picture data as it was."""
    assert b"nclx" in data
    head, *tails = data.split(b"nclx")
    points = b"nclx" + struct.pack(">HH", primaries, transfer)
    return head + b"".join(points + tail[4:] for tail in tails)


@pytest.mark.parametrize("format", ["avif", "heic"])
@pytest.mark.parametrize("primaries, name", [(12, "p3"), (9, "bt2020")])
def test_wide_colors_without_a_profile_become_srgb(studio, format, primaries, name):
    """Phones write Display P3 as code points and leave the profile out."""
    data = declare_nclx(studio.write(flat(SKIN), format), primaries, 13)
    linear = studio.xyz_of_primaries(getattr(studio, name)) @ studio.to_linear(np.array(SKIN))
    expected = studio.to_srgb(np.linalg.solve(studio.xyz_of_primaries(studio.srgb), linear))
    assert np.abs(center(decode_photo(data)) - expected).max() <= TOLERANCE[format]


@pytest.mark.parametrize("format", ["avif", "heic"])
@pytest.mark.parametrize("primaries", [1, 2, 5, 6])
def test_other_code_points_mean_srgb(studio, format, primaries):
    data = declare_nclx(studio.write(flat(SKIN), format), primaries, 1)
    assert np.abs(center(decode_photo(data)) - SKIN).max() <= TOLERANCE[format]


@pytest.mark.parametrize("format", ["avif", "heic"])
@pytest.mark.parametrize("transfer", [16, 18])
def test_hdr_is_refused_rather_than_misread(studio, raises_code, format, transfer):
    data = declare_nclx(studio.write(flat(SKIN), format), 9, transfer)
    assert raises_code(data, "photo_format_unsupported").details == {"kind": "HDR"}


@pytest.mark.parametrize("format", ["avif", "heic"])
def test_a_profile_counts_more_than_code_points(studio, format):
    plain = studio.write(flat(SKIN), format, icc_profile=studio.rgb_profile(studio.srgb))
    data = declare_nclx(plain, 9, 13) if b"nclx" in plain else plain
    assert np.abs(center(decode_photo(data)) - SKIN).max() <= TOLERANCE[format]


def test_gray_profile_is_applied(studio):
    data = studio.write(flat(120, "L"), "png", icc_profile=studio.gray_profile(1.0))
    expected = studio.to_srgb(np.array([120 / 255] * 3))
    assert np.abs(center(decode_photo(data)) - expected).max() <= TOLERANCE["png"]


def test_rgb_profile_on_a_gray_picture_is_applied(studio):
    """Gray of an RGB profile with sRGB's own curve stays what it is."""
    data = studio.write(flat(120, "L"), "png", icc_profile=studio.rgb_profile(studio.p3))
    assert np.abs(center(decode_photo(data)) - 120).max() <= 1


def test_palette_colors_are_converted(studio):
    palette = flat(P3_RED).quantize(4)
    data = studio.write(palette, "png", icc_profile=studio.rgb_profile(studio.p3))
    assert np.abs(center(decode_photo(data)) - p3_as_srgb(studio, P3_RED)).max() <= TOLERANCE["png"]


def test_transparent_p3_is_converted_before_it_is_laid_on_white(studio):
    image = flat((*P3_RED, 255), "RGBA")
    image.paste((0, 0, 0, 0), (0, 0, 80, 288))
    data = studio.write(image, "png", icc_profile=studio.rgb_profile(studio.p3))
    photo = decode_photo(data)
    assert np.abs(center(photo) - p3_as_srgb(studio, P3_RED)).max() <= TOLERANCE["png"]
    assert photo.image_rgb[0, 0].tolist() == [255, 255, 255]


def test_cmyk_profile_is_applied(studio):
    data = studio.write(flat((255, 0, 0, 0), "CMYK"), "jpeg", icc_profile=cmyk_profile(studio))
    expected = lab_as_srgb(studio, (CYAN_L, CYAN_A, CYAN_B))
    assert np.abs(center(decode_photo(data)) - expected).max() <= TOLERANCE["jpeg"]
    paper = studio.write(flat((0, 0, 0, 0), "CMYK"), "jpeg", icc_profile=cmyk_profile(studio))
    assert center(decode_photo(paper)).min() >= 255 - TOLERANCE["jpeg"]


@pytest.mark.parametrize("length", [0, 3, 128, 131, 200, 400])
def test_broken_profile_means_srgb(studio, length):
    data = studio.write(flat(SKIN), "png", icc_profile=studio.rgb_profile(studio.p3)[:length] + b"?")
    assert center(decode_photo(data)).tolist() == list(SKIN)


@pytest.mark.parametrize("space", ["gray", "cmyk"])
def test_profile_for_other_channels_means_srgb(studio, space):
    profile = studio.gray_profile(1.0) if space == "gray" else cmyk_profile(studio)
    data = studio.write(flat(SKIN), "png", icc_profile=profile)
    assert center(decode_photo(data)).tolist() == list(SKIN)


CYAN_L, CYAN_A, CYAN_B = 60.0, -20.0, -30.0  # inside sRGB, so that no gamut clipping blurs the golden value


def cmyk_profile(studio) -> bytes:
    """A press with one known color: full cyan alone gives the Lab above, any black gives black, else white.

    A table of 2 × 2 × 2 × 2 corners between identity curves (ICC.1, lut8Type, Lab in 8 bits).
    """

    def corner(index: int) -> bytes:
        inked = (CYAN_L, CYAN_A, CYAN_B) if index & 8 else (100.0, 0.0, 0.0)
        lab = (0.0, 0.0, 0.0) if index & 1 else inked
        return bytes((round(lab[0] * 2.55), round(lab[1]) + 128, round(lab[2]) + 128))

    identity = bytes(range(256))
    matrix = struct.pack(">9i", *(65536 if i % 4 == 0 else 0 for i in range(9)))
    table = b"".join(corner(i) for i in range(16))
    lut = struct.pack(">4s4xBBBx", b"mft1", 4, 3, 2) + matrix + identity * 4 + table + identity * 3
    return studio.icc(b"CMYK", {b"A2B0": lut, b"A2B1": lut}, pcs=b"Lab ")


def lab_as_srgb(studio, lab) -> np.ndarray:
    """CIE L*a*b* under D50 to sRGB (CIE 15, Bradford back to D65)."""
    fy = (lab[0] + 16) / 116
    f = np.array([fy + lab[1] / 500, fy, fy - lab[2] / 200])
    xyz = studio.d50 * np.where(f > 6 / 29, f**3, 3 * (6 / 29) ** 2 * (f - 4 / 29))
    return studio.to_srgb(np.linalg.solve(studio.adapt_to_d50(studio.xyz_of_primaries(studio.srgb)), xyz))
