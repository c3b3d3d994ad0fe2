"""A piece of a note, quoted."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Span:
    """Characters `start` to `end` (not included) of the note; `text` is exactly what stands there."""

    start: int
    end: int
    text: str


def quote(note: str, start: int, end: int) -> Span:
    """The characters from `start` to `end`."""
    return Span(start, end, note[start:end])
