"""Check boxes, and groups of answers to choose from, among a sentence's words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

State = Literal["yes", "no", "unknown", "blank", "unclear"]

_EMPTY = frozenset("☐□◻❏❑▢○◯")
_TICKED = frozenset("☑☒■✓✔✅◉⊠🗹")
# Beside check marks a cross says no; alone it may mark as well.
_CROSSED, _CHECKED = frozenset("✗✘❌"), frozenset("✓✔✅")
_MARKS = frozenset(("x", "xx", "✓", "✔", "√", "*", "☑", "☒"))
_BRACKETS = {"[": "]", "(": ")", "{": "}"}
_OPTIONS: dict[str, State] = {
    "yes": "yes",
    "y": "yes",
    "no": "no",
    "n": "no",
    "unsure": "unknown",
    "unknown": "unknown",
    "maybe": "unknown",
    "n/a": "blank",
}


@dataclass(frozen=True, slots=True)
class Box:
    """Words `first` to `last` (not included). `ticked` is None where a letter in the box answers: `letter`."""

    first: int
    last: int
    ticked: bool | None
    letter: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """Answers to choose from, and the one that was marked."""

    first: int
    last: int
    state: State


def boxes(keys: Sequence[str]) -> tuple[Box, ...]:
    """In order, none over another."""
    found: list[Box] = []
    place = 0
    while place < len(keys):
        box = _box(keys, place)
        if box is not None:
            found.append(box)
        place = box.last if box else place + 1
    return tuple(found)


def _box(keys: Sequence[str], place: int) -> Box | None:
    key = keys[place]
    if key in _EMPTY or key in _TICKED:
        return Box(place, place + 1, key in _TICKED)
    if key in _CROSSED:
        return Box(place, place + 1, None, "crossed" if _CHECKED & {*keys} else "?")
    if key == "_":
        return _drawn(keys, place)
    closing = _BRACKETS.get(key)
    if closing is None:
        return None
    inside = tuple(keys[place + 1 : place + 4])
    if inside[:1] == (closing,) or (inside[:2] == ("_", closing)):
        return Box(place, place + 1 + len(inside[: inside.index(closing) + 1]), False)
    if inside[1:2] != (closing,):
        return None
    if inside[0] in _MARKS:
        return Box(place, place + 3, True)
    return Box(place, place + 3, None, inside[0]) if inside[0] in ("y", "n", "yes", "no") else None


def _drawn(keys: Sequence[str], place: int) -> Box | None:
    """`__` stands for an empty box, `_x_` for a marked one."""
    end = place
    while end < len(keys) and keys[end] in ("_", *_MARKS):
        end += 1
    ticked = any(key in _MARKS for key in keys[place:end])
    return Box(place, end, ticked) if end - place > 1 else None


def choices(keys: Sequence[str], found: Sequence[Box], breaks: frozenset[int]) -> Iterator[Choice]:
    """`[ ] Yes [x] No`, `Yes ☐ No ☑`, `Y / (N)`, `Y/N` with nothing marked.

    Args:
        keys: of the sentence.
        found: its boxes.
        breaks: words that stand behind a wide gap.
    """
    at = {box.first: box for box in found}
    place = 0
    while place < len(keys):
        choice = Choice(place, place + 1, "blank") if keys[place] == "y/n" else _choice(keys, place, at, breaks)
        choice = _answered(keys, choice) if choice and choice.state == "blank" else choice
        if choice is not None:
            yield choice
        place = choice.last if choice else place + 1


def _answered(keys: Sequence[str], choice: Choice) -> Choice:
    """`Y / N -> N`: none was marked, and the answer stands behind."""
    place = choice.last
    while place < len(keys) and keys[place] in ("-", ">", "→", ":", "=", "–"):
        place += 1
    answer = keys[place] if choice.last < place < len(keys) else ""
    ends = place + 1 >= len(keys) or not keys[place + 1].isalnum()
    return Choice(choice.first, place + 1, _OPTIONS[answer]) if answer in _OPTIONS and ends else choice


@dataclass(frozen=True, slots=True)
class _Option:
    """One answer: `ticked` is None without a box, `leads` says that the box stands before it."""

    state: State
    ticked: bool | None
    last: int
    leads: bool | None


def _choice(keys: Sequence[str], place: int, at: dict[int, Box], breaks: frozenset[int]) -> Choice | None:
    option = _option(keys, place, at, None)
    options: list[_Option] = []
    while option is not None:
        options.append(option)
        behind = option.last + (tuple(keys[option.last : option.last + 1]) in (("/",), ("|",)))
        option = _option(keys, behind, at, option.leads)
    if not options or not _is_choice(keys, options, breaks):
        return None
    return Choice(place, options[-1].last, _chosen(options))


def _is_choice(keys: Sequence[str], options: Sequence[_Option], breaks: frozenset[int]) -> bool:
    """`[x] No known allergies` is none, nor is `keloids yes, no melasma`."""
    end = options[-1].last
    if len(options) == 1:
        closed = end >= len(keys) or not keys[end].isalpha() or end in breaks
        return options[0].ticked is not None and closed
    boxed = any(option.ticked is not None for option in options)
    letters = all(keys[option.last - 1] in ("y", "n", "/") for option in options)
    slashed = keys[options[0].last] == "/"
    return boxed or ((letters or slashed) and options[0].state == "yes" and options[1].state == "no")


def _option(keys: Sequence[str], place: int, at: dict[int, Box], leads: bool | None) -> _Option | None:
    if place >= len(keys):
        return None
    box = at.get(place)
    if box is not None and box.letter in _OPTIONS:
        return _Option(_OPTIONS[box.letter], True, box.last, leads)
    if box is not None and not box.letter:
        word = keys[box.last] if box.last < len(keys) else ""
        return (
            _Option(_OPTIONS[word], box.ticked, box.last + 1, True) if word in _OPTIONS and leads is not False else None
        )
    if keys[place] not in _OPTIONS:
        return None
    behind = at.get(place + 1)
    if behind is not None and not behind.letter and leads is not True:
        return _Option(_OPTIONS[keys[place]], behind.ticked, behind.last, False)
    return _Option(_OPTIONS[keys[place]], None, place + 1, leads)


def _chosen(options: Sequence[_Option]) -> State:
    marked = [option.state for option in options if option.ticked]
    if len(marked) == 1:
        return marked[0]
    return "unclear" if marked else "blank"
