"""A note in sentences, each under the heading that it stands below."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from planning.notes.vocabulary import cues, sections, single_words

# A longer run without a stop is no sentence, and is read in pieces.
_LONGEST = 1200  # characters
_BULLET = re.compile(r"[\s•·*>–-]*(?:\(?\d{1,2}[.)]\s+)?")
# Where a plus leads some lines or names, a dash before others is a minus, and no bullet.
_SIGNS = re.compile(r"(?:^|[,;])[ \t]*\+ ?[A-Za-z]|,[ \t]*-[A-Za-z]", re.MULTILINE)
_STOP = re.compile(r"[.!?]+[\"')\]]*(?=\s|$)")
_ABBREVIATIONS = single_words("abbreviations")
_UNLESS_CAPITAL = single_words("unless_capital")
# A question that a list of substances answers: `Any allergies? Latex, lidocaine`
_ASKS_ALLERGIES = re.compile(r"\b(?:allerg(?:y|ies)|allergic to(?: anything| any \w+)?)\s*\?+\s*$", re.IGNORECASE)
_LIST = re.compile(
    r"(?:[\s,;&/+-]|and\b|\(\w+\)|(?!(?:yes|no|none|not?|nil|i|she|he|pt|had|has)\b)\w+){1,12}(?:[.!]|$)", re.IGNORECASE
)
_HEADING = re.compile(r"\s*([A-Za-z][A-Za-z/ ]{0,40}?)\s*[:–-](?=\s|$)")


@dataclass(frozen=True, slots=True)
class Sentence:
    """Characters `start` to `end` of the note; `section` is what their heading makes of them."""

    start: int
    end: int
    section: str = ""


def sentences(note: str) -> Iterator[Sentence]:
    """In order. A heading with nothing behind it holds for the lines below, up to an empty one or the next heading."""
    below = ""
    for start, end in _lines(note):
        line = note[start:end]
        heading = _section(line)
        if not line.strip() or (heading is None and _heads(line)):
            below = ""
        if heading is not None:
            below = heading if line.strip().endswith((":", "-", "–")) else ""
        yield from _in_line(note, start, end, heading or below)


def _lines(note: str) -> Iterator[tuple[int, int]]:
    """A line that answers the question of the line before is one with it."""
    start = 0
    for match in re.finditer(r"[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]|$", note):
        asks = note[start : match.start()].rstrip().endswith("?")
        if asks and match.end() < len(note) and _answers().match(note, match.end()):
            continue
        yield start, match.start()
        start = match.end()


def _section(line: str) -> str | None:
    match = _HEADING.match(line)
    return sections().get(match[1].lower()) if match else None


def _heads(line: str) -> bool:
    return bool(re.fullmatch(r"\s*[A-Za-z][A-Za-z /]{0,40}:\s*", line))


def _in_line(note: str, start: int, end: int, section: str) -> Iterator[Sentence]:
    bullet = _BULLET.match(note, start, end)
    start = bullet.end() if bullet and not _SIGNS.search(note) else start
    first = True
    for match in _STOP.finditer(note, start, end):
        if _ends(note, start, match, end) or match.end() - start > _LONGEST:
            yield from _pieces(note, start, match.end(), section if first else _own(note[start : match.end()]))
            lists = _ASKS_ALLERGIES.search(note, start, match.end())
            section = "allergies" if lists and _LIST.match(note, match.end(), end) else section
            start, first = match.end(), section == "allergies" and bool(lists)
    yield from _pieces(note, start, end, section if first else _own(note[start:end]))


def _own(text: str) -> str:
    """A heading within a line holds for its sentence."""
    return _section(text) or ""


def _ends(note: str, start: int, stop: re.Match[str], end: int) -> bool:
    before = re.split(r"[\s(]", note[start : stop.start()])[-1].lower()
    after = note[stop.end() : end].lstrip()
    if "?" in stop[0]:
        return bool(before) and not _answers().match(note, stop.end(), end)
    if stop[0] == "." and before in _ABBREVIATIONS - {"no"}:
        return False
    return not (stop[0] == "." and before in _UNLESS_CAPITAL and after[:1].islower())


@cache
def _answers() -> re.Pattern[str]:
    """What stands behind a question and answers it: `Pt: no`, `- Y`, `=> stopped in May`, a check box."""
    told = {word for name in ("yes", "no", "unknown") for word in cues()[f"direct.{name}"]}
    words = "|".join(re.escape(word) for word in sorted(told | {"not", "maybe", "never"}, key=len, reverse=True))
    often = "|".join(re.escape(word) for word in cues()["told"])
    who = r"(?:(?:pt|patient|client|a|ans(?:wer)?|response|reply)\s*[:=-]\s*|(?:pt|patient|client|she|he)\s+)?[\"'“]?"
    return re.compile(
        rf"\s*(?:[-=–]*>|→|[-–—:=]|\.{{2,}}|…)?\s*{who}(?:{words})(?!\w)|\s*(?:[-=–]*>|→|[\[(☐☑☒□■]|__)|\s*{who}(?:{often})(?!\w)|\s*{who}\d",
        re.IGNORECASE,
    )


def _pieces(note: str, start: int, end: int, section: str) -> Iterator[Sentence]:
    while end - start > _LONGEST:
        cut = max(note.rfind(" ", start, start + _LONGEST), start + _LONGEST // 2)
        yield Sentence(start, cut, section)
        start = cut
    text = note[start:end]
    if text.strip():
        yield Sentence(start + len(text) - len(text.lstrip()), start + len(text.rstrip()), section)
