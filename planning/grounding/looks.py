"""Headings by their look, since few people use styles: a line alone that is all bold, or all capitals."""

from __future__ import annotations

import re

LOOKS_LEVEL = 7  # below every heading that is marked as one
_LONGEST = 10  # words
_BOLD = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1:?$")
_ENDED = (".", "!", "?", ";", ",")


def bold_line(line: str) -> str | None:
    """What a Markdown line says that is bold from end to end; None where it is not."""
    found = _BOLD.match(line)
    return found[2] if found and found[1] not in found[2] and heads(found[2]) else None


def in_capitals(line: str) -> bool:
    """`BEFORE YOU START`; no abbreviation, no code."""
    return line.isupper() and sum(map(str.isalpha, line)) >= 5 and heads(line)


def heads(line: str) -> bool:
    """Short, and no sentence."""
    return 0 < len(line.split()) <= _LONGEST and not line.endswith(_ENDED)
