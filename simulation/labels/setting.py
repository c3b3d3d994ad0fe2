"""Text as coverage, with the accents, the long dash and the Δ that the house's face lacks.

The face that Pillow carries (`vision.pictures.lettering`) has no accented letters: a letter is set without its accent,
and the accent is drawn over it. It is set in its one weight: thickened, it reads worse when a picture is scaled down.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from vision.pictures.lettering import font, settable

Coverage = NDArray[np.uint8]
ASCENT, DESCENT = 1.0, 0.3  # sizes above and below the baseline
_DRAWN = {"—": 0.84, "Δ": 0.68}  # lengths of the signs that are drawn, sizes
_WORD_SPACE = 0.14  # sizes, more than the face has: its words run together when a picture is scaled down
_FRACTION_BITS = 4
_ABOVE = 0.09  # between letter and accent
_TILDE = np.sin(np.linspace(-np.pi, np.pi, 13))
# Outlines over the middle of a letter, in sizes; y upwards from the letter's top.
_ACCENTS: dict[str, tuple[NDArray[np.float64], ...]] = {
    "\u0301": (np.array([(-0.07, 0.0), (0.01, 0.0), (0.13, 0.15), (0.03, 0.15)]),),
    "\u0300": (np.array([(0.07, 0.0), (-0.01, 0.0), (-0.13, 0.15), (-0.03, 0.15)]),),
    "\u0308": tuple(np.array([(x - 0.05, 0), (x + 0.05, 0), (x + 0.05, 0.1), (x - 0.05, 0.1)]) for x in (-0.13, 0.13)),
    "\u0303": (
        np.concatenate(
            [
                np.stack([np.linspace(-0.17, 0.17, 13), 0.09 - 0.035 * _TILDE], -1),
                np.stack([np.linspace(0.17, -0.17, 13), 0.02 + 0.035 * _TILDE], -1),
            ]
        ),
    ),
}


@lru_cache(maxsize=1024)
def length_of(text: str, size: int) -> float:
    """Pixels that a line takes."""
    x, length, _ = _runs(text, size)[-1]
    return x + length


@lru_cache(maxsize=256)
def set_text(text: str, size: int) -> Coverage:
    """One line of text.

    Args:
        text: without line breaks.
        size: of the type, pixels.

    Returns:
        (h, w) uint8, 255 where ink is full; the baseline lies `ASCENT` sizes below the top. Read-only.
    """
    height = round((ASCENT + DESCENT) * size)
    image = Image.new("L", (int(np.ceil(length_of(text, size))) + size // 4 + 2, height))
    pen = ImageDraw.Draw(image)
    for x, _, run in _runs(text, size):
        pen.text((x, ASCENT * size), _base(run), fill=255, font=font(size), anchor="ls")
    coverage = np.array(image, np.uint8)
    for x, length, run in _runs(text, size):
        _draw(coverage, x, length, run, size) if run in _DRAWN else _accents(coverage, x, run, size)
    coverage.setflags(write=False)
    return coverage


def _runs(text: str, size: int) -> list[tuple[float, float, str]]:
    """Left edge, length and text of what is set in one go: words, and the signs that are drawn."""
    found: list[tuple[float, float, str]] = []
    x, space = 0.0, font(size).getlength(" ") + _WORD_SPACE * size
    for number, word in enumerate(unicodedata.normalize("NFC", text).split(" ")):
        x += space if number else 0.0
        for run in re.split(f"([{''.join(_DRAWN)}])", word):
            length = _DRAWN[run] * size if run in _DRAWN else float(font(size).getlength(_base(run)))
            found.append((x, length, run))
            x += length
    return found


def _base(run: str) -> str:
    return "" if run in _DRAWN else settable(run)


def _draw(coverage: Coverage, x: float, length: float, sign: str, size: int) -> None:
    thick = max(round((0.075 if sign == "—" else 0.04) * size), 1)
    if sign == "—":
        middle = round((ASCENT - 0.27) * size)
        coverage[middle - thick // 2 : middle - thick // 2 + thick, round(x) : round(x + length)] = 255
        return
    left, right, foot, top = x + 0.05 * size, x + length - 0.05 * size, ASCENT * size, (ASCENT - 0.7) * size
    corners = np.array([(left, foot - thick / 2), (right, foot - thick / 2), ((left + right) / 2, top)]) - 0.5
    fixed = np.round(corners * 2**_FRACTION_BITS).astype(np.int32)
    cv2.polylines(coverage, [fixed], True, 255, thick, cv2.LINE_AA, _FRACTION_BITS)


def _accents(coverage: Coverage, x: float, run: str, size: int) -> None:
    set_so_far = ""
    for sign in run:
        letter, accent = _base(sign), unicodedata.normalize("NFD", sign)[1:2]
        if accent in _ACCENTS and len(letter) == 1:
            right = x + font(size).getlength(set_so_far + letter)
            _accent(coverage, letter, accent, right - font(size).getlength(letter) / 2, size)
        set_so_far += letter


def _accent(coverage: Coverage, letter: str, accent: str, middle: float, size: int) -> None:
    top = float(font(size).getbbox("x" if letter == "i" else letter, anchor="ls")[1])
    if letter == "i":  # the accent takes the place of the dot
        half = font(size).getlength(letter) / 2
        rows = slice(0, max(round(ASCENT * size + top - 0.06 * size), 0))
        coverage[rows, round(middle - half) : round(middle + half)] = 0
    for outline in _ACCENTS[accent]:
        y = ASCENT * size + top - (_ABOVE + outline[:, 1]) * size
        points = np.stack([middle + outline[:, 0] * size, y], -1) - 0.5
        fixed = np.round(points * 2**_FRACTION_BITS).astype(np.int32)
        cv2.fillPoly(coverage, [fixed], 255, cv2.LINE_AA, _FRACTION_BITS)
