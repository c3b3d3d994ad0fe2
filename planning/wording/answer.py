"""What a language model is asked, and the form of its answer."""

from __future__ import annotations

import json
from typing import Annotated, Any

from pydantic import Field

from planning.files import Document
from planning.plan import PlanOption
from planning.wording.plain_words import plain_words
from planning.wording.slots import slots
from planning.wording.words import Language, Words

LONGEST_SENTENCE = 240  # characters
MOST_SENTENCES = 8

_TASK = (
    "Write a short, plain summary of a treatment plan, to the client, in the language given. Answer in JSON by the "
    "schema: a list of sentences, each ended by a period. Name every treatment, place, reason, count, day span and "
    "price by its slot alone, in braces: {item1}. Each sentence holds at least one slot. A reason stands only beside "
    "items that it is listed for; what is of the whole plan stands apart from single items. Besides slots use only "
    "these words: "
)


class Answer(Document):
    """A model's answer: sentences with slots."""

    sentences: Annotated[
        tuple[Annotated[str, Field(min_length=1)], ...], Field(min_length=1, max_length=MOST_SENTENCES)
    ]


def answer_schema() -> dict[str, Any]:
    """JSON schema of the answer."""
    return Answer.model_json_schema()


def asked(option: PlanOption, language: Language = "en") -> list[dict[str, str]]:
    """The messages to a model. They hold codes of public catalogues, bands and numbered slots, and nothing else.

    No name, date, amount, id, title or free text of the plan is in them; notes and documents are never part of it.
    """
    told = {name: {"kind": slot.kind, **slot.told} for name, slot in slots(option, Words(language)).items()}
    return [
        {"role": "system", "content": _TASK + " ".join(sorted(plain_words(language)))},
        {"role": "user", "content": json.dumps({"language": language, "slots": told}, sort_keys=True)},
    ]
