"""Character recognition of scanned pages by tesseract, a program of its own: pictures in, text out, nothing kept."""

from __future__ import annotations

import io
import subprocess
from collections.abc import Iterable

from PIL import Image
from pypdf import PdfReader
from pypdf.errors import PyPdfError

from models.errors import CountenanceError

_SECONDS = 60  # for one picture
_LARGEST = 100_000_000  # pixels


class RecognitionUnavailableError(CountenanceError):
    """The program is not installed, or failed."""

    code = "recognition_unavailable"
    status = 503
    title = "Scanned pages can't be read here"


def recognize_pages(data: bytes, pages: Iterable[int], language: str = "eng") -> dict[int, str]:
    """Text of scanned pages of a PDF, by page from 1; of a page without a picture nothing.

    Raises:
        RecognitionUnavailableError: tesseract is missing, failed or took too long; or a picture cannot be taken out.
    """
    reader = PdfReader(io.BytesIO(data))
    found: dict[int, str] = {}
    for page in pages:
        pictures = _pictures(reader, page)
        found[page] = "\n\n".join(_recognized(picture, language) for picture in pictures).strip()
    return found


def _pictures(reader: PdfReader, page: int) -> list[bytes]:
    """As PNG: a scanned page is a picture, and no page has to be drawn for it."""
    pictures = []
    try:
        for file in reader.pages[page - 1].images:
            image = file.image
            if image is not None and image.width * image.height <= _LARGEST:
                held = io.BytesIO()
                image.convert("L").save(held, "PNG")
                pictures.append(held.getvalue())
    except (PyPdfError, OSError, ValueError, RuntimeError, Image.DecompressionBombError) as error:
        # RuntimeError: a filter it lacks
        raise RecognitionUnavailableError(f"page {page}: its picture can't be taken out", page=page) from error
    return pictures


def _recognized(picture: bytes, language: str) -> str:
    command = ["tesseract", "stdin", "stdout", "-l", language, "--psm", "6"]
    try:
        done = subprocess.run(command, input=picture, capture_output=True, timeout=_SECONDS, check=True)
    except FileNotFoundError as error:
        raise RecognitionUnavailableError("tesseract is not installed") from error
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as error:
        raise RecognitionUnavailableError("tesseract could not read a page") from error
    return done.stdout.decode("utf-8", "replace")
