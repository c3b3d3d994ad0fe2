"""Pixels to a signed file. The one way from a projection to bytes: what is not signed is not encoded."""

from __future__ import annotations

import io
from typing import Literal

import c2pa
import numpy as np
from numpy.typing import NDArray
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from simulation.provenance.errors import SignatureFailedError
from simulation.provenance.facts import ManifestFacts
from simulation.provenance.manifest import Json, definition
from simulation.provenance.offline import offline_context
from simulation.provenance.signer import Signer
from simulation.provenance.xmp import xmp_packet

PictureFormat = Literal["jpeg", "png"]

_QUALITY = 92
_COMPRESSION = 3  # of PNG: a third of the time of the default 6, for a tenth more bytes


def signed(image_rgb: NDArray[np.uint8], format: PictureFormat, facts: ManifestFacts, signer: Signer) -> bytes:
    """A file with XMP and a signed manifest in it.

    The same pixels and facts give the same picture; only the signature, and the manifest's own number, differ.

    Args:
        image_rgb: (H, W, 3) uint8, sRGB code values, RGB order, its label already burned in.
        format: "jpeg" (quality 92, full color resolution) or "png" (exact).

    Raises:
        SignatureFailedError: the library refused, for example because the certificate has expired.
    """
    if image_rgb.dtype != np.uint8 or image_rgb.ndim != 3 or image_rgb.shape[2] != 3:
        raise ValueError(f"expected (H, W, 3) uint8, got {image_rgb.shape} {image_rgb.dtype}")
    picture = _encoded(image_rgb, format, xmp_packet(facts))
    return _embedded(picture, f"image/{format}", definition(facts), signer)


def _encoded(image_rgb: NDArray[np.uint8], format: PictureFormat, xmp: str) -> bytes:
    file, image = io.BytesIO(), Image.fromarray(image_rgb)
    if format == "jpeg":
        image.save(file, "JPEG", quality=_QUALITY, subsampling=0, xmp=xmp.encode())
    else:
        info = PngInfo()
        info.add_itxt("XML:com.adobe.xmp", xmp)
        image.save(file, "PNG", compress_level=_COMPRESSION, pnginfo=info)
    return file.getvalue()


def _embedded(picture: bytes, media_type: str, manifest: Json, signer: Signer) -> bytes:
    info = c2pa.C2paSignerInfo("es256", signer.certificates_pem.encode(), signer.private_key_pem.encode(), None)
    result = io.BytesIO()
    try:
        with (
            offline_context() as context,
            c2pa.Signer.from_info(info) as native,
            c2pa.Builder(manifest, context) as builder,
        ):
            builder.sign(native, media_type, io.BytesIO(picture), result)
    except c2pa.C2paError as error:
        raise SignatureFailedError(f"The projection could not be signed: {error}.") from error
    return result.getvalue()
