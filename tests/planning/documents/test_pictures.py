"""Pictures go into the client's plan as they were given."""

from __future__ import annotations

from io import BytesIO

from PIL import Image

from planning.documents import Pictures, client_pdf
from tests.planning.documents.drafted import request
from tests.planning.documents.pages import images, pages


def _jpeg(color: str) -> bytes:
    data = BytesIO()
    Image.new("RGB", (120, 160), color).save(data, "JPEG", comment=b"signed " + color.encode())
    return data.getvalue()


def _png() -> bytes:
    data = BytesIO()
    Image.new("RGB", (200, 150), "teal").save(data, "PNG")
    return data.getvalue()


def test_a_signed_projection_keeps_every_byte() -> None:
    given = (_jpeg("red"), _jpeg("blue"))
    shown = Pictures(face_map=_png(), projections=tuple((data, f"Caption {n}") for n, data in enumerate(given)))
    pdf = client_pdf(request(pictures=shown))
    assert sorted(images(pdf)) == sorted(given)
    text = " ".join(pages(pdf))
    assert "Your face map" in text
    assert "Caption 1" in text
    assert "A projection is not a promise" in text


def test_without_pictures_their_pages_are_not_there() -> None:
    text = " ".join(pages(client_pdf(request())))
    assert "Your face map" not in text
    assert "Projected results" not in text
