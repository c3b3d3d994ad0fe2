"""Scanned assessments, read by the real program: reported first, recognized on demand, proposed and never assumed."""

from __future__ import annotations

import io
import shutil
from datetime import date

import pytest
from PIL import Image, ImageDraw, ImageFont

from planning.grounding import read_assessment
from planning.profile import Answer
from serving import ocr
from serving.ocr import RecognitionUnavailableError, recognize_pages

ON = date(2026, 11, 2)
needs_tesseract = pytest.mark.skipif(shutil.which("tesseract") is None, reason="tesseract is not installed")


def scanned(*lines: str) -> bytes:
    """A PDF with one page that is a picture of these lines."""
    image = Image.new("L", (1700, 400), 255)
    font = ImageFont.load_default(48)
    for number, line in enumerate(lines):
        ImageDraw.Draw(image).text((60, 60 + 90 * number), line, fill=0, font=font)
    held = io.BytesIO()
    image.save(held, "PDF", resolution=200)
    return held.getvalue()


@needs_tesseract
def test_a_scanned_page_is_reported_then_recognized_and_read() -> None:
    data = scanned("Patient takes Eliquis.", "She has a pacemaker.")
    assert read_assessment(data, ON).scanned == (1,)
    assert read_assessment(data, ON).reading.facts == ()
    read = read_assessment(data, ON, recognize_pages(data, (1,)))
    assert read.scanned == ()
    assert {"active_implant", "apixaban"} <= {fact.code for fact in read.reading.facts}


@needs_tesseract
def test_printed_questions_of_a_scanned_form_are_open_whatever_became_of_their_boxes() -> None:
    data = scanned("[ ] Epilepsy", "Keloid scars   [ ] yes  [ ] no", "She has a pacemaker.")
    read = read_assessment(data, ON, recognize_pages(data, (1,)))
    answers = {fact.code: fact.answer for fact in read.reading.facts}
    assert answers.pop("active_implant") is Answer.YES
    assert Answer.YES not in answers.values()


def test_without_the_program_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(RecognitionUnavailableError, match="not installed"):
        recognize_pages(scanned("Anything"), (1,))


@needs_tesseract
def test_a_language_nobody_has_is_an_error_of_its_own() -> None:
    with pytest.raises(RecognitionUnavailableError, match="could not read"):
        recognize_pages(scanned("Anything"), (1,), language="xx_none")


def test_a_picture_too_large_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "_LARGEST", 10)
    assert recognize_pages(scanned("Anything"), (1,)) == {1: ""}
