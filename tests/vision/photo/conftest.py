"""Photos made on the spot: pictures, files of every format, color profiles and EXIF blocks."""

from __future__ import annotations

import io
import struct
from collections.abc import Callable
from typing import Any

import cv2
import numpy as np
import pillow_heif
import pytest
from numpy.typing import NDArray
from PIL import Image

FORMATS = ("jpeg", "png", "webp", "avif", "heic")
# As close to lossless as each encoder goes, so that tolerances can be tight.
_BEST: dict[str, dict[str, Any]] = {
    "jpeg": {"quality": 100, "subsampling": 0},
    "png": {},
    "webp": {"lossless": True, "exact": True},
    "avif": {"quality": 100, "subsampling": "4:4:4", "speed": 10},
    "heic": {"quality": -1, "chroma": 444},
}
P3_PRIMARIES = ((0.680, 0.320), (0.265, 0.690), (0.150, 0.060))
SRGB_PRIMARIES = ((0.640, 0.330), (0.300, 0.600), (0.150, 0.060))
BT2020_PRIMARIES = ((0.708, 0.292), (0.170, 0.797), (0.131, 0.046))
_D65_XY = (0.3127, 0.3290)
_BRADFORD = np.array([[0.8951, 0.2664, -0.1614], [-0.7502, 1.7135, 0.0367], [0.0389, -0.0685, 1.0296]])
_D50 = np.array([0.9642, 1.0, 0.8249])


def write_photo(image: Image.Image, format: str, **options: Any) -> bytes:
    """The picture as a file of the format, at its best quality unless options say otherwise."""
    file = io.BytesIO()
    chosen = {**_BEST[format], **options}
    if format == "heic":
        pillow_heif.from_pillow(image).save(file, **chosen)
    else:
        image.save(file, format.upper(), **chosen)
    return file.getvalue()


def make_scene(height: int = 288, width: int = 320, seed: int = 0) -> NDArray[np.uint8]:
    """(H, W, 3) uint8: smooth random colors, different in each corner, so that every turn shows."""
    coarse = np.random.default_rng(seed).integers(30, 226, (6, 7, 3), dtype=np.uint8)
    return np.asarray(cv2.resize(coarse, (width, height), interpolation=cv2.INTER_LINEAR), np.uint8)


def exif_block(orientation: int) -> bytes:
    """An EXIF block as a camera writes it, with a place and a name that must not survive."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = "SECRET-CAMERA"
    exif.get_ifd(0x8825)[2] = (48.0, 51.0, 24.0)
    return exif.tobytes()


def xyz_of_primaries(primaries: tuple[tuple[float, float], ...]) -> NDArray[np.float64]:
    """3 × 3, linear RGB to XYZ under D65 (SMPTE RP 177)."""
    columns = np.array([[x / y, 1.0, (1 - x - y) / y] for x, y in primaries]).T
    x, y = _D65_XY
    return columns * np.linalg.solve(columns, np.array([x / y, 1.0, (1 - x - y) / y]))


def adapt_to_d50(matrix: NDArray[np.float64]) -> NDArray[np.float64]:
    """Bradford adaptation from D65, as profiles store colorants (ICC.1:2022, annex E)."""
    scale = (_BRADFORD @ _D50) / (_BRADFORD @ matrix.sum(axis=1))
    return np.linalg.inv(_BRADFORD) @ np.diag(scale) @ _BRADFORD @ matrix


def icc_profile(space: bytes, tags: dict[bytes, bytes], pcs: bytes = b"XYZ ") -> bytes:
    """Profile bytes: header, tag table, tags (ICC.1, 7.2–7.3)."""
    tags = {b"desc": _text("a profile"), b"cprt": _text("none"), b"wtpt": xyz_tag(_D50), **tags}
    table, body, start = struct.pack(">I", len(tags)), b"", 132 + 12 * len(tags)
    for name, value in tags.items():
        table += struct.pack(">4sII", name, start + len(body), len(value))
        body += value + b"\0" * (-len(value) % 4)
    header = struct.pack(">I4xI4s4s4s12x4s", start + len(body), 0x04300000, b"mntr", space, pcs, b"acsp")
    header += b"\0" * (68 - len(header)) + struct.pack(">3i", *(round(v * 65536) for v in _D50))
    return header.ljust(128, b"\0") + table + body


def rgb_profile(primaries: tuple[tuple[float, float], ...]) -> bytes:
    """A matrix profile with the given primaries, D65 white and the sRGB curve."""
    colorants = adapt_to_d50(xyz_of_primaries(primaries)).T
    curve = struct.pack(">4s4xHxx5i", b"para", 3, *(round(v * 65536) for v in _SRGB_CURVE))
    tags = {name: xyz_tag(xyz) for name, xyz in zip((b"rXYZ", b"gXYZ", b"bXYZ"), colorants, strict=True)}
    return icc_profile(b"RGB ", tags | dict.fromkeys((b"rTRC", b"gTRC", b"bTRC"), curve))


def gray_profile(gamma: float) -> bytes:
    return icc_profile(b"GRAY", {b"kTRC": struct.pack(">4s4xIH", b"curv", 1, round(gamma * 256))})


def xyz_tag(xyz: NDArray[np.float64]) -> bytes:
    return struct.pack(">4s4x3i", b"XYZ ", *(round(v * 65536) for v in xyz))


def _text(text: str) -> bytes:
    raw = text.encode("utf-16-be")
    return struct.pack(">4s4xII2s2sII", b"mluc", 1, 12, b"en", b"US", len(raw), 28) + raw


_SRGB_CURVE = (2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)


def srgb_to_linear(code: NDArray[Any]) -> NDArray[np.float64]:
    v = np.asarray(code, np.float64) / 255
    return np.where(v <= 0.04045, v / 12.92, ((v + 0.055) / 1.055) ** 2.4)


def linear_to_srgb(linear: NDArray[np.float64]) -> NDArray[np.float64]:
    v = np.clip(linear, 0, 1)
    return 255 * np.where(v <= 0.0031308, v * 12.92, 1.055 * v ** (1 / 2.4) - 0.055)


class Studio:
    """All of the above in one fixture: test files are not a package and cannot import one another."""

    formats = FORMATS
    write = staticmethod(write_photo)
    scene = staticmethod(make_scene)
    exif = staticmethod(exif_block)
    icc = staticmethod(icc_profile)
    rgb_profile = staticmethod(rgb_profile)
    gray_profile = staticmethod(gray_profile)
    xyz_of_primaries = staticmethod(xyz_of_primaries)
    to_linear = staticmethod(srgb_to_linear)
    to_srgb = staticmethod(linear_to_srgb)
    adapt_to_d50 = staticmethod(adapt_to_d50)
    d50 = _D50
    p3 = P3_PRIMARIES
    bt2020 = BT2020_PRIMARIES
    srgb = SRGB_PRIMARIES


@pytest.fixture(scope="session")
def studio() -> type[Studio]:
    return Studio


@pytest.fixture
def raises_code() -> Callable[..., Any]:
    """Decode and give the refusal, asserting its stable code."""
    from vision.photo import PhotoError, PhotoLimits, decode_photo

    def check(data: bytes, code: str, limits: PhotoLimits | None = None) -> PhotoError:
        with pytest.raises(PhotoError) as caught:
            decode_photo(data, limits or PhotoLimits())
        assert caught.value.code == code
        return caught.value

    return check


@pytest.fixture
def sixteen_bit_png() -> Callable[[NDArray[np.uint16]], bytes]:
    """A PNG of (H, W, 3) uint16; Pillow has no mode for it."""

    def write(values: NDArray[np.uint16]) -> bytes:
        done, data = cv2.imencode(".png", np.ascontiguousarray(values[..., ::-1]))
        assert done
        return bytes(data)

    return write
