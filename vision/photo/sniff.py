"""Which format the bytes are, by their first bytes. File names and content types are not believed."""

from __future__ import annotations

from vision.photo.errors import AnimatedPhotoError, NotAPhotoError, UnsupportedPhotoFormatError

# Known formats that we refuse by name, so that the person reads more than "not a photo".
_UNSUPPORTED = (
    (b"GIF8", "GIF"),
    (b"BM", "BMP"),
    (b"II*\0", "TIFF or camera raw"),
    (b"MM\0*", "TIFF or camera raw"),
    (b"\0\0\1\0", "ICO"),
    (b"%PDF", "PDF"),
    (b"%!PS", "PostScript"),
    (b"8BPS", "Photoshop"),
    (b"\0\0\0\x0cjP  ", "JPEG 2000"),
    (b"\xff\x4f\xff\x51", "JPEG 2000"),
    (b"\0\0\0\x0cJXL ", "JPEG XL"),
    (b"\xff\x0a", "JPEG XL"),
)
_HEVC_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis"})
# A file whose major brand is one of these presents itself as a sequence first.
_SEQUENCE_BRANDS = frozenset({b"avis", b"hevc", b"hevx", b"hevm", b"hevs", b"msf1"})


def sniff_format(data: bytes) -> str:
    """The format of the file: "jpeg", "png", "webp", "avif" or "heic".

    Raises:
        NotAPhotoError, UnsupportedPhotoFormatError: none of the five.
        AnimatedPhotoError: an AVIF or HEIF image sequence, which its brand already tells.
    """
    if data[:3] == b"\xff\xd8\xff":
        return "jpeg"
    if data[:8] == b"\x89PNG\r\n\x1a\n":
        return "png"
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "webp"
    if data[4:8] == b"ftyp":
        return _sniff_brands(data)
    raise _refusal(data)


def _sniff_brands(data: bytes) -> str:
    """AVIF or HEIC, from the brands of an ISO base media file (ISO/IEC 14496-12, ftyp)."""
    end = min(int.from_bytes(data[:4], "big"), len(data), 4096)
    major, compatible = data[8:12], {data[i : i + 4] for i in range(16, end - 3, 4)}
    if major in _SEQUENCE_BRANDS:
        raise AnimatedPhotoError("This file is an image sequence. Please send a single photo.", kind="sequence")
    if major == b"avif" or (major not in _HEVC_BRANDS and b"avif" in compatible):
        return "avif"
    if major in _HEVC_BRANDS or compatible & _HEVC_BRANDS:
        return "heic"
    raise UnsupportedPhotoFormatError(_sentence("video or unknown media"), kind="video or unknown media")


def _refusal(data: bytes) -> NotAPhotoError | UnsupportedPhotoFormatError:
    for magic, kind in _UNSUPPORTED:
        if data.startswith(magic):
            return UnsupportedPhotoFormatError(_sentence(kind), kind=kind)
    return NotAPhotoError("This file is not a photo. Please send a JPEG, PNG, WebP, AVIF or HEIC.")


def _sentence(kind: str) -> str:
    return f"This file is a {kind} file. Please send a JPEG, PNG, WebP, AVIF or HEIC photo."
