"""A language model's text, sentence by sentence: what is not grounded is dropped, and the built-in wording fills in.

A sentence is made of slots and of words from a short list. Treatments, places, days, numbers and amounts come from
slots, so that none can be invented or changed; a claim about a slot stands only beside what it is true of.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from pydantic import ValidationError

from planning.plan import PlanOption
from planning.wording.answer import LONGEST_SENTENCE, Answer
from planning.wording.plain_words import plain_words
from planning.wording.slots import Slot, slots
from planning.wording.summary import open_points, opening, price, summary
from planning.wording.words import Language, Words

_SLOT = re.compile(r"\{([a-z]+[0-9]*)\}")
_WORD = re.compile(r"[^\W\d_]+")
_SENTENCE = re.compile(r"[^\W_](?:[^\W_]|[ ,:;()'’-])*\.")  # with a letter for each slot
_TALKS_OF = {"item": "item", "care": "item", "zones": "item", "series": "item", "plan": "plan", "money": "plan"}


class Refusal(StrEnum):
    """Why a sentence, or all of an answer, is not used."""

    NOT_JSON = "not_json"
    WRONG_FORM = "wrong_form"
    NOTHING_LEFT = "nothing_left"
    TOO_LONG = "too_long"
    MARKUP = "markup"
    NUMBER = "number"
    UNKNOWN_SLOT = "unknown_slot"
    NO_SLOT = "no_slot"
    UNKNOWN_WORDS = "unknown_words"
    NOT_CARRIED = "not_carried"


@dataclass(frozen=True, slots=True)
class Worded:
    """A summary.

    Attributes:
        built_in: all of it is ours.
        fallback: why, where a model's text was there and none of it is used.
        dropped: why, by the place of each sentence in the answer, from 0.
    """

    text: str
    built_in: bool
    fallback: Refusal | None = None
    dropped: tuple[tuple[int, Refusal], ...] = ()


def worded(option: PlanOption, answer: str, language: Language = "en") -> Worded:
    """The summary, from a model's answer as far as every sentence of it holds.

    What it leaves unsaid of treatments and total is added in built-in words, and what is on hold is always said.
    """
    try:
        read = json.loads(answer)
    except (ValueError, RecursionError):  # a number of too many digits is a plain ValueError
        return _ours(option, language, Refusal.NOT_JSON)
    try:
        sentences = Answer.model_validate(read).sentences
    except ValidationError:
        return _ours(option, language, Refusal.WRONG_FORM)
    words = Words(language)
    known = slots(option, words)
    refused = [refusal(sentence, known, language) for sentence in sentences]
    dropped = tuple((place, why) for place, why in enumerate(refused) if why)
    kept = [sentence for sentence, why in zip(sentences, refused, strict=True) if why is None]
    if not kept:
        return _ours(option, language, Refusal.NOTHING_LEFT, dropped)
    return Worded(" ".join(_whole(kept, known, option, words)), built_in=False, dropped=dropped)


def refusal(sentence: str, known: Mapping[str, Slot], language: Language) -> Refusal | None:
    """Why a sentence is not used; None where it holds."""
    names = _SLOT.findall(sentence)
    rest = _SLOT.sub(" ", sentence)
    spoken = {word.lower() for word in _WORD.findall(rest)}
    checks = (
        (Refusal.TOO_LONG, len(sentence) > LONGEST_SENTENCE),
        (Refusal.UNKNOWN_SLOT, any(name not in known for name in names)),
        (Refusal.NUMBER, any(sign.isnumeric() for sign in rest)),
        (Refusal.MARKUP, not _SENTENCE.fullmatch(_SLOT.sub("x", sentence.strip()))),
        (Refusal.UNKNOWN_WORDS, bool(spoken - plain_words(language))),
        (Refusal.NO_SLOT, not names),
    )
    found = next((why for why, is_so in checks if is_so), None)
    return found or (None if _carried({name: known[name] for name in names}) else Refusal.NOT_CARRIED)


def _carried(said: Mapping[str, Slot]) -> bool:
    """What a sentence puts side by side belongs together: one subject, and each reason beside what is there for it."""
    holders = {name for name, slot in said.items() if slot.kind in ("item", "care")}
    subjects = {_TALKS_OF[slot.kind] for slot in said.values() if slot.kind in _TALKS_OF}
    reasons = [slot for slot in said.values() if slot.kind in ("finding", "goal")]
    parts = [slot for slot in said.values() if slot.kind in ("zones", "series")]
    if len(subjects) > 1 or (reasons and "plan" in subjects) or (parts and not holders):
        return False
    return all(holders <= slot.holders for slot in (*reasons, *parts))


def _whole(kept: list[str], known: Mapping[str, Slot], option: PlanOption, words: Words) -> Iterator[str]:
    said = {name for sentence in kept for name in _SLOT.findall(sentence)}
    if not {name for name, slot in known.items() if slot.kind == "item"} <= said:
        yield opening(option, words)
    for sentence in kept:
        filled = _SLOT.sub(lambda match: known[match[1]].text, sentence.strip())
        yield filled[:1].upper() + filled[1:]
    if "total" not in said:
        yield from price(option, words)
    if held := open_points(option, words):
        yield held


def _ours(
    option: PlanOption, language: Language, why: Refusal, dropped: tuple[tuple[int, Refusal], ...] = ()
) -> Worded:
    return Worded(summary(option, language), built_in=True, fallback=why, dropped=dropped)
