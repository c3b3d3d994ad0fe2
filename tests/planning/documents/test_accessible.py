"""Pages that a screen reader can read and an eye can tell apart: tags, language, title, alternative text, contrast."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from importlib.resources import files
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from pypdf import PdfReader

from planning.documents import DocumentRequest, Pictures, client_pdf, consent_forms, provider_pdf
from planning.documents.colors import LEAST_CONTRAST, brand_colors, contrast
from tests.planning.documents.drafted import request

Make = Callable[[DocumentRequest], bytes]


def _form(asked: DocumentRequest) -> bytes:
    return consent_forms(asked)["tear_trough"]


def _picture() -> bytes:
    data = BytesIO()
    Image.new("RGB", (200, 150), "teal").save(data, "JPEG")
    return data.getvalue()


def _pictured() -> DocumentRequest:
    return request(pictures=Pictures(_picture(), ((_picture(), "Vascular laser · at its peak"),) * 3))


@pytest.mark.parametrize(
    ("make", "title"),
    [
        (client_pdf, "Your treatment plan"),
        (provider_pdf, "Plan for the provider: evidence and flags"),
        (_form, "Consent form"),
    ],
)
def test_a_pdf_is_tagged_titled_and_claims_pdf_ua(make: Make, title: str) -> None:
    reader = PdfReader(BytesIO(make(_pictured())))
    root = reader.root_object
    assert bool(root["/MarkInfo"]["/Marked"])  # type: ignore[index]
    assert root["/Lang"] == "en" and "/StructTreeRoot" in root
    assert reader.metadata is not None and reader.metadata.title == title
    assert bool(root["/ViewerPreferences"]["/DisplayDocTitle"])  # type: ignore[index]
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data()  # type: ignore[attr-defined]


def test_a_spanish_plan_says_that_it_is_spanish() -> None:
    assert PdfReader(BytesIO(client_pdf(request(language="es")))).root_object["/Lang"] == "es"


def _elements(node: Any) -> Iterator[Any]:
    if isinstance(node, list):
        for each in node:
            yield from _elements(each.get_object())
    elif hasattr(node, "get"):
        yield node
        if "/K" in node:
            yield from _elements(node["/K"].get_object())


def _of_kind(pdf: bytes, kind: str) -> list[Any]:
    tree = PdfReader(BytesIO(pdf)).root_object["/StructTreeRoot"]
    return [each for each in _elements(tree["/K"]) if each.get("/S") == kind]  # type: ignore[index]


def test_every_picture_has_an_alternative_text() -> None:
    texts = [str(each.get("/Alt", "")) for each in _of_kind(client_pdf(_pictured()), "/Figure")]
    assert len(texts) == 4
    assert texts[0].startswith("Your photo from the front.")
    assert all("Vascular laser · at its peak" in text for text in texts[1:])


def test_tables_have_header_cells() -> None:
    for make in (client_pdf, provider_pdf):
        assert len(_of_kind(make(request()), "/TH")) >= 4


def test_a_sign_that_no_font_has_is_no_reason_to_withhold_a_page() -> None:
    for make in (client_pdf, provider_pdf, _form):
        reader = PdfReader(BytesIO(make(request(client_name="日本語 \x01"))))
        assert bool(reader.root_object["/MarkInfo"]["/Marked"])  # type: ignore[index]


def _palette() -> dict[str, str]:
    text = files("planning").joinpath("documents", "templates", "house.typ").read_text()
    return dict(re.findall(r'([a-z][a-z-]*)(?: =|:) rgb\("(#[0-9a-f]{6})"\)', text))


TEXT_COLORS = ("gray-ink", "clear", "inform", "warn", "hold", "block", "fill")
GROUNDS = ("#ffffff", "#fbf3ee", "#ededed")  # paper, warning signs, the darkest card that a brand can give


def test_contrast_is_as_defined() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("name", TEXT_COLORS)
def test_text_stands_out_from_its_ground(name: str, ground: str) -> None:
    assert contrast(_palette()[name], ground) >= LEAST_CONTRAST


_COLORS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


@given(_COLORS, _COLORS)
def test_any_brand_can_be_read(primary: str, accent: str) -> None:
    made = brand_colors(primary, accent)
    for text in (made["ink"], made["rule_ink"]):
        assert min(contrast(text, made["soft"]), contrast(text, "#ffffff")) >= LEAST_CONTRAST
    assert contrast(made["on_brand"], primary) >= LEAST_CONTRAST
    assert contrast(made["soft"], "#000000") >= contrast("#ececec", "#000000")


def test_a_dark_brand_keeps_its_color() -> None:
    assert brand_colors("#274c43", "#c9a66b")["ink"] == "#274c43"
    assert brand_colors("#274c43", "#c9a66b")["rule_ink"] != "#c9a66b"
