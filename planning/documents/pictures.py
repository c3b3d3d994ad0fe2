"""Pictures that are put on a page as they were given."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass
from io import BytesIO

from PIL import Image, UnidentifiedImageError

from planning.documents.errors import PictureUnreadableError

_TYPES = {"PNG": "image/png", "JPEG": "image/jpeg"}


@dataclass(frozen=True, slots=True)
class Pictures:
    """Encoded files, none of them needed.

    Attributes:
        face_map: PNG or JPEG.
        projections: labelled and signed files with a caption each. A JPEG's own bytes go into the PDF, signature and
            all; nothing is drawn over it, so that its label stays.
    """

    face_map: bytes = b""
    projections: tuple[tuple[bytes, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Placed:
    """A picture as the typesetter takes it: `svg`, and `aspect`, its height by its width."""

    svg: bytes
    aspect: float


def placed(picture: bytes) -> Placed:
    """A picture wrapped in SVG, for the typesetter takes text only. JPEGs pass through byte by byte.

    Raises:
        PictureUnreadableError: it is neither PNG nor JPEG.
    """
    try:
        with Image.open(BytesIO(picture), formats=tuple(_TYPES)) as opened:
            (width, height), kind = opened.size, _TYPES[str(opened.format)]
    except (UnidentifiedImageError, OSError, KeyError, Image.DecompressionBombError) as error:
        raise PictureUnreadableError("neither PNG nor JPEG") from error
    size = f'width="{width}" height="{height}"'
    data = b64encode(picture).decode("ascii")
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" {size}>'
        f'<image {size} href="data:{kind};base64,{data}"/></svg>'
    )
    return Placed(svg.encode(), height / width)
