"""Questions answered in words: `keloids: no`, `any chance you are pregnant? Pt: no`, `lupus, HSV all neg`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from planning.notes.language import Found
from planning.notes.vocabulary import single_words

State = Literal["yes", "no", "unknown", "blank", "unclear", "told"]

_LONGEST = 8  # words that a dash may answer
_SEPARATORS = frozenset((";", "|", "•", "·", "¦"))
_DASHES = frozenset(("-", "–", "—", "--"))
_ARROWS = frozenset((">", "→", "⇒", "=", "-", "–", "—"))


@dataclass(frozen=True, slots=True)
class Asked:
    """Words `first` to `last` (not included) ask; `state` is what was answered, in words up to `closes`.

    `blank` says nothing, `unclear` cannot be read for sure, and `told` is answered by a statement.
    """

    first: int
    last: int
    closes: int
    state: State


def begins_at(keys: Sequence[str], first: int, last: int, breaks: frozenset[int]) -> int:
    """Behind the last mark that ends what stood before, and the last wide gap that words stand behind."""
    ends = [place + 1 for place in range(first, last) if keys[place] in _SEPARATORS]
    gaps = [place for place in range(first, last) if place in breaks]
    return max([first, *(end for end in [*ends, *gaps] if any(key.isalpha() for key in keys[end:last]))])


def by_turns(keys: Sequence[str], named: Sequence[Found]) -> Iterator[Asked]:
    """`Keloids N HSV Y lupus N`: each name with its letter behind it, or nothing but names and answers."""
    states: dict[str, State] = {"y": "yes", "n": "no", "yes": "yes", "no": "no", "neg": "no", "pos": "yes"}
    answered = [one for one in named if "".join(keys[one.last : one.last + 1]) in states]
    letters = all(keys[one.last] in ("y", "n") for one in answered)
    only = sum(one.last + 1 - one.first for one in answered) == len(keys)
    if len(answered) > 1 and (letters or only):
        yield from (Asked(one.first, one.last, one.last + 1, states[keys[one.last]]) for one in answered)


def by_words(
    keys: Sequence[str], named: Sequence[Found], cues: Sequence[Found], breaks: frozenset[int]
) -> Iterator[Asked]:
    """`Pacemaker / defib: no`, `any chance you are pregnant? Pt: no`."""
    begins = 0
    for place, key in enumerate(keys):
        if place < begins or not (key in (":", "?", "=") or key in _DASHES or _totals(keys, place)):
            continue
        answer = _answer(keys, place, cues, breaks)
        if answer is None or (key in _DASHES and _talks(keys, begins, place, breaks)):
            continue
        opens = _label(keys, named, begins_at(keys, begins, place, breaks), place)
        answers = _listed(keys, answer, cues, breaks)
        begins = answers[-1].last
        yield from _dealt(keys, opens, place, answers)


def _totals(keys: Sequence[str], place: int) -> bool:
    """`all neg`, `x3 neg` answer a list without a mark."""
    number = keys[place] == "x" and "".join(keys[place + 1 : place + 2]).isdigit()
    return place > 0 and (keys[place] in ("all", "both") or number)


def _talks(keys: Sequence[str], first: int, place: int, breaks: frozenset[int]) -> bool:
    """A dash behind a statement joins another one to it."""
    label = keys[begins_at(keys, first, place, breaks) : place]
    return len(label) > _LONGEST or bool(single_words("stating") & {*label})


def _listed(keys: Sequence[str], answer: Found, cues: Sequence[Found], breaks: frozenset[int]) -> list[Found]:
    """`no, no, yes`, `neg/neg`."""
    answers = [answer]
    if _otherwise(keys, answer):
        return [Found("unclear", answer.first, answer.last)]
    while answers[-1].last < len(keys) and keys[answers[-1].last] in (",", "/"):
        start = answers[-1].last + 1
        behind = [cue for cue in cues if cue.name in ("direct.yes", "direct.no") and cue.first == start]
        longest = max(behind, key=lambda cue: cue.last, default=None)
        if longest is None or not _ends(keys, longest.last, breaks):
            break
        answers.append(Found(longest.name.removeprefix("direct."), start, longest.last))
    return answers


def _otherwise(keys: Sequence[str], answer: Found) -> bool:
    """`yes / *no*`: which of them was marked, the words do not say."""
    behind = [key for key in keys[answer.last : answer.last + 4] if key.isalpha()]
    slashed = keys[answer.last : answer.last + 1] == ("/",)
    return slashed and "*" in keys[answer.last : answer.last + 4] and behind[:1] != []


def _dealt(keys: Sequence[str], opens: int, place: int, answers: Sequence[Found]) -> Iterator[Asked]:
    """Several answers go to as many names; where the count does not fit, they must all say the same."""
    closes = answers[-1].last
    if len(answers) == 1:
        yield Asked(opens, place, closes, answers[0].name)  # type: ignore[arg-type]
        return
    start = next((i for i in range(place, -1, -1) if i == 0 or keys[i - 1] in (";", "|", ")")), opens)
    commas = [i for i in range(start, place) if keys[i] in (",", "/", "&", "and")]
    begins, ends = [start, *(i + 1 for i in commas)], [*commas, place]
    names = {answer.name for answer in answers}
    if len(begins) != len(answers):
        yield Asked(opens, place, closes, names.pop() if len(names) == 1 else "unclear")  # type: ignore[arg-type]
        return
    for first, last, answer in zip(begins, ends, answers, strict=True):
        yield Asked(first, last, closes, answer.name)  # type: ignore[arg-type]


def _label(keys: Sequence[str], named: Sequence[Found], opens: int, place: int) -> int:
    """Where what is answered begins: a list of names, or all of a question that begins as one."""
    stops = [i + 1 for i in range(opens, place) if keys[i] in (",", "(", ")")]
    if keys[place] == "?":
        asks = [i for i in (opens, *stops) if _asks(keys, i, place)]
        if asks:
            return asks[0]
    covered = {i for one in named for i in range(one.first, one.last)}
    begins = max(stops, default=opens)
    for start in reversed([opens, *stops]):
        if any(keys[i] not in single_words("listing") for i in range(start, begins) if i not in covered):
            break
        begins = start
    return begins


def _asks(keys: Sequence[str], place: int, end: int) -> bool:
    """`Any …?`, `Dr: do you …?`"""
    if keys[place + 1 : place + 2] == (":",) or keys[place + 2 : place + 3] == (":",):
        place += 2 if keys[place + 1] == ":" else 3
    asks = place < end and keys[place] in single_words("asking")
    return asks and (keys[place] not in single_words("verbs") or keys[place + 1] in single_words("whom"))


def _answer(keys: Sequence[str], place: int, cues: Sequence[Found], breaks: frozenset[int]) -> Found | None:
    """The answer behind a mark, over the name of who answers."""
    start = place + 1 + (keys[place] == "x")
    while start < len(keys) and (keys[start] in single_words("answering") or _totals(keys, start)):
        start += 1 + (keys[start] == "x")
    if keys[place] == ":" and start < len(keys) and keys[start] in _DASHES:
        alone = start + 1 >= len(keys) or start + 1 in breaks or keys[start + 1] in (*_SEPARATORS, ",")
        return Found("no", place, start + 1) if alone else None
    while start < len(keys) and keys[start] in _ARROWS:
        start += 1
    found = [cue for cue in cues if cue.name.startswith("direct.") and cue.first == start]
    answer = max(found, key=lambda cue: cue.last, default=None)
    if answer is None:
        arrow = start > place + 1 and keys[start - 1] in _ARROWS
        dated = "".join(keys[start : start + 1])[:1].isdigit()
        told = dated or any(cue.name == "told" and cue.first == start for cue in cues)
        return Found("told", place, start) if keys[place] == "?" and start < len(keys) and (arrow or told) else None
    return Found(answer.name.removeprefix("direct."), place, answer.last) if _ends(keys, answer.last, breaks) else None


def _ends(keys: Sequence[str], place: int, breaks: frozenset[int]) -> bool:
    """`Keloids: no`, not `keloids: no change`."""
    return (
        place >= len(keys)
        or place in breaks
        or not keys[place].isalpha()
        or keys[place] in single_words("behind_answer")
    )
