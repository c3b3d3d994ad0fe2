"""The main band: everything that the label says, set for one width."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from simulation.labels import wording
from simulation.labels.boxes import Box
from simulation.labels.facts import LabelFacts
from simulation.labels.setting import ASCENT, DESCENT, length_of, set_text
from vision.pictures import palette

_HEADLINE, _DETAILS = 0.036, 0.022  # type sizes per width of the frame: at 480 px, 17 and 11 px
_LEAST_HEADLINE, _LEAST_DETAILS = 11, 9  # pixels
_TALLEST = 0.085  # headline's size per height of the frame, for very wide pictures
_PAD, _LEADING, _RULE = 0.75, 1.36, 0.07  # headline sizes; type sizes; headline sizes
_MOST_LINES = 3  # of details, before treatments are counted instead of named
_BETWEEN = " · "
_ON_TREATED = 0.3  # opacity of the ground on treated skin that could not be spared


@dataclass(frozen=True, slots=True)
class Line:
    """One line; x and baseline in pixels from the band's upper left."""

    x: float
    baseline: float
    text: str
    size: int
    headline: bool


@dataclass(frozen=True, slots=True)
class Band:
    """A band ready to be set.

    Attributes:
        size_hw: pixels.
        lines: from the top.
        fits: no word is too long for the width.
        word: where the word "Projection" stands, from the band's upper left.
        rule: thickness of the line along its upper edge, pixels.
    """

    size_hw: tuple[int, int]
    lines: tuple[Line, ...]
    fits: bool
    word: Box
    rule: int


@lru_cache(maxsize=64)
def lay_out(facts: LabelFacts, frame_hw: tuple[int, int], width: int) -> Band:
    """The band for a frame, as wide as given: type is as large as the frame asks, lines are broken to the width."""
    large, small = _sizes(frame_hw)
    pad = round(_PAD * large)
    inner = width - 2 * pad
    heads = _broken(wording.headline(facts.language).split(), large, inner)
    beside = _beside(facts, heads, large, small, inner)
    lines, y = [], pad - (1 - 0.74) * large  # capitals are 0.74 high
    for text in heads:
        lines.append(Line(pad, y + ASCENT * large, text, large, True))
        if beside:
            lines.append(Line(pad + inner - length_of(beside, small), y + ASCENT * large, beside, small, False))
        y += _LEADING * large
    for text in _details(facts, small, inner, bool(beside)):
        lines.append(Line(pad, y + ASCENT * small, text, small, False))
        y += _LEADING * small
    height = round(y - (_LEADING - ASCENT) * small + pad)
    first = round(lines[0].baseline)
    across = round(pad + length_of(wording.word(facts.language), large))
    word = Box(pad, first - large, across, first + round(DESCENT * large))
    fits = all(line.x + length_of(line.text, line.size) <= width for line in lines)
    return Band((height, width), tuple(lines), fits, word, max(round(_RULE * large), 1))


def print_band(image_rgb: NDArray[np.uint8], band: Band, box: Box, treated: NDArray[np.bool_]) -> None:
    """Sets the band, in place.

    Args:
        image_rgb: (H, W, 3).
        box: where it lies.
        treated: (H, W); there, its ground lets the skin through.
    """
    pixels, below = image_rgb[box.pixels], treated[box.pixels]
    skin = pixels[below].astype(np.float32)
    pixels[:], pixels[: band.rule] = palette.PAPER, palette.ACCENT
    pixels[below] = np.rint(skin + (pixels[below] - skin) * np.float32(_ON_TREATED)).astype(np.uint8)
    for line in band.lines:
        _set(pixels, line)


def _set(pixels: NDArray[np.uint8], line: Line) -> None:
    coverage = set_text(line.text, line.size)
    top, left = round(line.baseline - ASCENT * line.size), round(line.x)
    room = pixels[max(top, 0) : top + coverage.shape[0], left : left + coverage.shape[1]]
    alpha = coverage[max(-top, 0) :][: room.shape[0], : room.shape[1], None] / np.float32(255)
    ink = np.array(palette.INK if line.headline else palette.INK_SOFT, np.float32)
    room[:] = np.rint(room + (ink - room) * alpha)


def _sizes(frame_hw: tuple[int, int]) -> tuple[int, int]:
    height, width = frame_hw
    side = min(width, height * _TALLEST / _HEADLINE)
    return max(round(_HEADLINE * side), _LEAST_HEADLINE), max(round(_DETAILS * side), _LEAST_DETAILS)


def _beside(facts: LabelFacts, heads: Sequence[str], large: int, small: int, inner: int) -> str:
    """Practice and version, where they fit beside the headline; else nothing."""
    text = _BETWEEN.join([facts.practice, facts.version])
    fits = len(heads) == 1 and length_of(heads[0], large) * 1.05 + 2 * large + length_of(text, small) <= inner
    return text if fits else ""


def _details(facts: LabelFacts, size: int, width: int, short: bool) -> list[str]:
    """Names as many treatments as the lines hold; one at least."""
    for named in range(len(facts.treatments), 0, -1):
        pieces = wording.details(facts, named)[: -2 if short else None]
        lines = _flowing(pieces, size, width)
        if len(lines) <= _MOST_LINES:
            break
    return lines


def _flowing(pieces: Sequence[str], size: int, width: int) -> list[str]:
    """Pieces behind each other, broken between them where that is possible."""
    lines: list[str] = []
    for piece in pieces:
        joined = f"{lines[-1]}{_BETWEEN}{piece}" if lines else piece
        if lines and length_of(joined, size) <= width:
            lines[-1] = joined
        else:
            lines.extend(_broken(piece.split(), size, width))
    return lines


def _broken(words: Sequence[str], size: int, width: int) -> list[str]:
    lines: list[str] = []
    for word in words:
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and length_of(joined, size) <= width:
            lines[-1] = joined
        else:
            lines.append(word)
    return lines
