"""Type: one face in a few sizes, measured before it is set."""

from __future__ import annotations

import unicodedata
from functools import cache

from PIL import ImageDraw, ImageFont

from vision.pictures.palette import Color

_EMBOLDEN = 0.022  # stroke per size; the face that Pillow carries has one weight
# Aileron as Pillow carries it has the printable ASCII signs and few others; the rest is set like its nearest.
_NEAREST = str.maketrans({"–": "-", "—": "-", "−": "-", "×": "x", "\u00a0": " ", "\u202f": " ", "\u2009": " "})
_BEYOND_ASCII = frozenset("‘’“”°·±…©")


@cache
def font(size: float) -> ImageFont.FreeTypeFont:
    """The embedded TrueType face at a size in pixels."""
    loaded = ImageFont.load_default(size)
    if not isinstance(loaded, ImageFont.FreeTypeFont):
        raise RuntimeError("Pillow was built without FreeType")
    return loaded


def settable(text: str) -> str:
    """The text in signs that the face has; accents fall off rather than turning into empty boxes."""
    return "".join(_nearest(sign) for sign in text.translate(_NEAREST))


def _nearest(sign: str) -> str:
    if sign.isascii() or sign in _BEYOND_ASCII:
        return sign
    return "".join(part for part in unicodedata.normalize("NFKD", sign) if part.isascii()) or "?"


def width_of(text: str, size: float) -> float:
    """Pixels that a line takes."""
    return float(font(size).getlength(settable(text)))


def wrap(text: str, size: float, width: float, max_lines: int | None = None) -> list[str]:
    """Breaks a text at its spaces, and words that are too long anywhere; ends in … where lines run out."""
    lines: list[str] = []
    for word in text.split():
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and width_of(joined, size) <= width:
            lines[-1] = joined
        else:
            lines.extend(_pieces(word, size, width))
    if max_lines is not None and len(lines) > max_lines:
        lines = [*lines[: max_lines - 1], shortened(" ".join(lines[max_lines - 1 :]), size, width)]
    return lines


def shortened(text: str, size: float, width: float) -> str:
    """The text, cut and ended in … where it is too long for one line."""
    if width_of(text, size) <= width:
        return text
    while text and width_of(f"{text}…", size) > width:
        text = text[:-1].rstrip()
    return f"{text}…"


def set_line(
    draw: ImageDraw.ImageDraw,
    xy: tuple[float, float],
    text: str,
    size: float,
    color: Color,
    bold: bool = False,
    anchor: str = "ls",
) -> None:
    """Sets one line; `xy` is on the baseline."""
    stroke = size * _EMBOLDEN if bold else 0.0
    draw.text(xy, settable(text), fill=color, font=font(size), anchor=anchor, stroke_width=stroke)


def _pieces(word: str, size: float, width: float) -> list[str]:
    pieces = [""]
    for sign in word:
        if pieces[-1] and width_of(pieces[-1] + sign, size) > width:
            pieces.append("")
        pieces[-1] += sign
    return pieces
