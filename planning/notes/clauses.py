"""Where a sentence's statements begin, so that what is said of one is not said of the next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from planning.notes.language import Found
from planning.notes.vocabulary import single_words

_JOINTS = (",", "and", "&", "/", "plus", "then", "-", "–", "—", "(", ")")

_BEFORE_ANSWER = single_words("before_answer")
_VERBS = ("vapes", "smokes")  # things that are verbs, and begin a statement
_BINDING = single_words("binding")


def clause_starts(keys: Sequence[str], named: Sequence[Found], cues: Sequence[Found]) -> tuple[int, ...]:
    """First words of the clauses, the sentence's own first word among them."""
    starts = {0} if keys else set()
    starts |= {cue.first for cue in cues if cue.name == "hard" and not _was_given(keys, cue.first)}
    starts |= {_after_answer(keys, one, cues) for one in named} - {0}
    openers = {cue.first for cue in cues if cue.name == "openers"}
    for joint in _joints(keys):
        opener = next(
            (place for place in (joint + 1, joint + 2) if place in openers and _joined(keys, joint, place)), 0
        )
        if opener and not _goes_on(keys, joint, opener, starts, cues):
            starts.add(opener)
    starts |= _run_on(keys, named, cues)
    starts |= {one.first for one in named if one.first and keys[one.first] in _VERBS and keys[one.first - 1] in _JOINTS}
    starts |= _behind_brackets(keys, starts)
    return tuple(sorted(start for start in starts if start < len(keys)))


def _was_given(keys: Sequence[str], place: int) -> bool:
    """`May have been given an antibiotic` gives no ground."""
    return (
        keys[place] == "given" and place > 0 and keys[place - 1] in ("been", "was", "were", "be", "being", "got", "is")
    )


def _run_on(keys: Sequence[str], named: Sequence[Found], cues: Sequence[Found]) -> set[int]:
    """`Denies keloids she takes doxycycline`: right behind a thing, the client with a verb begins a statement."""
    ends = {one.last for one in named}
    subjects = [cue for cue in cues if cue.name == "client" and cue.first in ends]
    verbs = {cue.first for cue in cues if cue.name == "openers"}
    return {cue.first for cue in subjects if cue.last in verbs and keys[cue.last] not in _BINDING}


def _behind_brackets(keys: Sequence[str], starts: set[int]) -> set[int]:
    """A statement in brackets ends with them."""
    opened = [place - 1 for place in starts if place and keys[place - 1] == "("]
    return {keys.index(")", place) + 1 for place in opened if ")" in keys[place:]}


def _joints(keys: Sequence[str]) -> Iterator[int]:
    return (place for place, key in enumerate(keys) if key in _JOINTS)


def _joined(keys: Sequence[str], joint: int, opener: int) -> bool:
    return opener == joint + 1 or keys[joint + 1] in ("and", "also", "but", "then", "so", "the")


def _goes_on(keys: Sequence[str], joint: int, opener: int, starts: set[int], cues: Sequence[Found]) -> bool:
    """A list of what is denied goes on over words that elsewhere begin a statement."""
    opens = max((start for start in starts if start <= joint), default=0)
    here = [cue for cue in cues if opens <= cue.first < joint]
    denies = any(cue.name == "deniers" for cue in here)
    negates = denies or any(cue.name in ("nots",) for cue in here)
    kinds = {cue.name for cue in cues if cue.first == opener}
    if (denies and "soft.denies" in kinds) or (
        "soft.not" in kinds
        and any(keys[c.first] in ("not", "isn't", "isnt", "neither") for c in here if c.name == "nots")
    ):
        return True
    return (
        (denies or ("soft.not" in kinds and negates))
        and "soft.closed_by_or" in kinds
        and _closed_by_or(keys, opener, cues)
    )


def _closed_by_or(keys: Sequence[str], opener: int, cues: Sequence[Found]) -> bool:
    end = min((cue.first for cue in cues if cue.name == "hard" and cue.first > opener), default=len(keys))
    return any(key in ("or", "nor") for key in keys[opener:end])


def _after_answer(keys: Sequence[str], one: Found, cues: Sequence[Found]) -> int:
    """What follows `keloids: no` is another statement."""
    answer = direct_answer(keys, one.last, cues)
    return answer.last if answer else 0


def direct_answer(keys: Sequence[str], place: int, cues: Sequence[Found]) -> Found | None:
    """The answer that stands behind a thing, as in a questionnaire: `keloids: no`, `HSV +`, `pregnant? denies`."""
    start = place
    while start < len(keys) and keys[start] in _BEFORE_ANSWER:
        start += 1
    answers = [cue for cue in cues if cue.name.startswith("direct.") and cue.first == start]
    answer = max(answers, key=lambda cue: cue.last, default=None)
    if answer is None:
        return None
    marked = any(keys[i] in (":", "?", "=", "-", "–") for i in range(place, start))
    ends = (
        answer.last >= len(keys)
        or not keys[answer.last].isalpha()
        or keys[answer.last] in ("and", "but", "on", "x", "per")
    )
    return answer if ends or (marked and keys[place] in (":", "?", "=")) else None
