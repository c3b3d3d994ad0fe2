"""Names and texts that would be markup, code or script are shown as they are written."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planning.documents import (
    DocumentRequest,
    Pictures,
    PictureUnreadableError,
    care_plan,
    client_pdf,
    consent_forms,
    note_html,
    note_text,
    provider_pdf,
    visits_ics,
)
from tests.planning.documents.drafted import TOXIN, draft, option, request
from tests.planning.documents.pages import pages
from tests.planning.documents.sampled import profile

HOSTILE = (
    '#read("/etc/passwd")',
    "#panic(1) ] [ $x^2 $ // `code`",
    '<script>alert("x")</script> & "quotes" \'single\'',
    "= Heading \\ *bold* _it_ <label> @ref ~ --- #let",
    ']) #import "house.typ" "}',
)


def _hostile(text: str) -> DocumentRequest:
    item = TOXIN.model_copy(
        update={"title": text, "after": text, "why": (TOXIN.why[0].model_copy(update={"text": text}),)}
    )
    changed = option(primary=(item, *option().primary[1:]), summary=text, title=text)
    return request(client_name=text, draft=draft(options=(changed,)))


def _bare(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("text", HOSTILE)
def test_a_pdf_shows_what_is_typed(text: str) -> None:
    asked = _hostile(text)
    for pdf in (client_pdf(asked), provider_pdf(asked), consent_forms(asked)["toxin"]):
        assert _bare(text) in _bare(" ".join(pages(pdf)))


@given(st.text(st.characters(blacklist_categories=["Cs"]), min_size=4, max_size=60))
@settings(max_examples=8, deadline=None)
def test_no_text_breaks_a_page(text: str) -> None:
    assert provider_pdf(_hostile(text)).startswith(b"%PDF-")


class _Seen(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.mark.parametrize("text", HOSTILE)
def test_a_note_holds_text_alone(text: str) -> None:
    seen = _Seen()
    seen.feed(note_html(_hostile(text)))
    assert seen.tags <= {"html", "head", "meta", "title", "style", "body", "h1", "h2", "p", "ul", "li"}
    assert text in seen.text
    assert text in note_text(_hostile(text))


@pytest.mark.parametrize("text", HOSTILE)
def test_other_files_hold_it_too(text: str) -> None:
    asked = _hostile(text)
    assert "BEGIN:VEVENT" in visits_ics(asked).decode()
    assert care_plan(asked)


def test_what_is_no_picture_is_refused() -> None:
    for picture in (b"GIF89a", b"<svg/>", b"%PDF-1.7"):
        with pytest.raises(PictureUnreadableError):
            client_pdf(request(pictures=Pictures(face_map=picture)))


def test_a_goal_that_is_a_script_is_text_in_the_note() -> None:
    goal = '<script>fetch("//evil")</script><img src=x onerror=alert(1)>'
    asked = request(profile=profile(goals=[{"words": goal, "codes": ["even_tone"]}]))
    seen = _Seen()
    seen.feed(note_html(asked))
    assert seen.tags <= {"html", "head", "meta", "title", "style", "body", "h1", "h2", "p", "ul", "li"}
    assert goal in seen.text and "<script" not in note_html(asked)
    assert goal in note_text(asked)
    assert _bare(goal) in _bare(" ".join(pages(provider_pdf(asked))))
    assert "evil" not in care_plan(asked) + visits_ics(asked).decode()
