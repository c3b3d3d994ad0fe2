"""Any color profile to sRGB."""

from __future__ import annotations

import io
from itertools import product

from PIL import Image, ImageChops, ImageCms

# 6 × 6 × 6 colors over the whole cube and the gray axis: enough to tell any other profile from sRGB.
_PROBE_LEVELS = (0, 51, 102, 153, 204, 255)
_PROBE_RGB = bytes(v for rgb in product(_PROBE_LEVELS, repeat=3) for v in rgb) + bytes(
    v for gray in range(0, 256, 5) for v in (gray,) * 3
)
_SAME_WITHIN = 1  # code values; the rounding of one transform
_MODE_OF_SPACE = {"RGB": "RGB", "GRAY": "L", "CMYK": "CMYK"}


def to_srgb(image: Image.Image, icc_profile: bytes | None) -> Image.Image:
    """Pixels as sRGB code values.

    Args:
        image: 8 bits per channel, mode L, LA, RGB, RGBA or CMYK.
        icc_profile: of the pixels. Absent, unreadable or made for other pixels means: treat them as sRGB.

    Returns:
        mode RGB, or RGBA where the input had alpha.
    """
    alpha = image.getchannel("A") if image.mode in ("LA", "RGBA") else None
    opaque = image.convert(image.mode[:-1]) if alpha else image
    rgb = _convert(opaque, icc_profile) if icc_profile else opaque.convert("RGB")
    if alpha:
        rgb.putalpha(alpha)
    return rgb


def _convert(image: Image.Image, icc_profile: bytes) -> Image.Image:
    try:
        profile = ImageCms.ImageCmsProfile(io.BytesIO(icc_profile))
        mode = _MODE_OF_SPACE.get(profile.profile.xcolor_space.strip(), "")
        if mode != image.mode and not (mode == "RGB" and image.mode == "L"):
            return image.convert("RGB")
        transform = _transform(profile, mode)
        if mode == "RGB" and _changes_nothing(transform):
            return image.convert("RGB")
        return transform.apply(image.convert(mode))
    except (OSError, ValueError, TypeError, ImageCms.PyCMSError):
        # A broken profile is common and harmless; the pixels are good and nearly always sRGB.
        return image.convert("RGB")


def _transform(profile: ImageCms.ImageCmsProfile, mode: str) -> ImageCms.ImageCmsTransform:
    """Built per call: LittleCMS profiles may not be shared between threads."""
    return ImageCms.ImageCmsTransform(
        profile,
        ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")),
        mode,
        "RGB",
        ImageCms.Intent.RELATIVE_COLORIMETRIC,
        flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )


def _changes_nothing(transform: ImageCms.ImageCmsTransform) -> bool:
    """Whether the profile is sRGB by what it does; names and hashes of sRGB profiles are countless."""
    probe = Image.frombytes("RGB", (len(_PROBE_RGB) // 3, 1), _PROBE_RGB)
    difference = ImageChops.difference(probe, transform.apply(probe))
    return max(difference.tobytes()) <= _SAME_WITHIN
