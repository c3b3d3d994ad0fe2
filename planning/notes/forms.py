"""What a form, or a question with its answer, says of the things it asks for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from planning.notes.answered import Asked, State, begins_at, by_turns, by_words
from planning.notes.boxes import Box, Choice, boxes, choices
from planning.notes.language import Found


def asked(
    keys: Sequence[str], named: Sequence[Found], cues: Sequence[Found], breaks: frozenset[int]
) -> tuple[Asked, ...]:
    """In order. `named` are the things of the sentence, `breaks` words behind a wide gap."""
    found = boxes(keys)
    chosen = tuple(choices(keys, found, breaks))
    inside = [box for box in found if not any(one.first <= box.first < one.last for one in chosen)]
    if chosen:
        return (*_by_choice(keys, chosen, breaks), *_unclear(inside))
    if inside:
        return tuple(_by_box(keys, inside, breaks))
    return tuple(by_turns(keys, named)) or tuple(by_words(keys, named, cues, breaks))


def _unclear(found: Sequence[Box]) -> Iterator[Asked]:
    """Boxes of both kinds in one line."""
    return (Asked(box.first, box.last, box.last, "unclear") for box in found)


def _by_choice(keys: Sequence[str], chosen: Sequence[Choice], breaks: frozenset[int]) -> Iterator[Asked]:
    """Each group answers what stands before it; where the line begins with one, what stands behind."""
    leads = not any(key.isalpha() for key in keys[: chosen[0].first])
    bounds = [*(choice.first for choice in chosen[1:]), len(keys)]
    begins = 0
    for choice, bound in zip(chosen, bounds, strict=True):
        if leads:
            yield Asked(choice.last, bound, bound, choice.state)
            continue
        opens = begins_at(keys, begins, choice.first, breaks)
        begins = _behind_detail(keys, choice.last, bound)
        yield Asked(opens, choice.first, begins, _overruled(keys, choice, bound))


def _overruled(keys: Sequence[str], choice: Choice, bound: int) -> State:
    """`Y/N: N` is answered behind, whatever was left unmarked."""
    if choice.state != "blank" or keys[choice.last : choice.last + 1] not in ((":",), ("-",), ("=",), ("?",)):
        return choice.state
    answer = keys[choice.last + 1] if choice.last + 1 < bound else ""
    return {"y": "yes", "yes": "yes", "n": "no", "no": "no", "none": "no", "neg": "no"}.get(answer, "unclear")  # type: ignore[return-value]


def _behind_detail(keys: Sequence[str], place: int, bound: int) -> int:
    """What stands in brackets right behind an answer belongs to it."""
    if place < bound and keys[place] == "(" and ")" in keys[place:bound]:
        return place + list(keys[place:bound]).index(")") + 1
    return place


def _by_box(keys: Sequence[str], found: Sequence[Box], breaks: frozenset[int]) -> Iterator[Asked]:
    """A list in which every name has its box, before it or, where the line ends with a box, behind it."""
    before = keys[: found[0].first]
    behind = found[-1].last >= len(keys)
    if any(key.isalpha() for key in before) and not behind and before[-1] not in (":", "?", ")"):
        trails = any(key.isalpha() for key in keys[found[-1].last :])
        state: State = "unclear" if trails or len(found) > 1 else _state(found[0])
        yield Asked(0, len(keys), len(keys), state)
        return
    starts = [0, *(box.last for box in found[:-1])] if behind else [box.last for box in found]
    ends = [box.first for box in found] if behind else [*(box.first for box in found[1:]), len(keys)]
    for box, first, last in zip(found, starts, ends, strict=True):
        yield Asked(first, last, last, _state(box))


def _state(box: Box) -> State:
    if box.letter == "?":
        return "unclear"
    if box.letter:
        return "yes" if box.letter in ("y", "yes") else "no"
    return "told" if box.ticked else "blank"
