"""A note's reading with what a language model proposes beside it, as far as that holds; else why it stands alone."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date

from models.errors import CountenanceError
from planning.notes import Reading
from planning.proposals import Dropped, answer_schema, asked, deidentified, proposed
from serving.language_model.errors import LanguageModelFailedError
from serving.language_model.port import LanguageModel

_LONGEST = 20_000  # characters of a note that is asked about


@dataclass(frozen=True, slots=True)
class Proposing:
    """Attributes:
    reading: our own, and behind its facts those that a model proposes.
    fallback: why it is our own alone, where it is; empty where an answer was used.
    dropped: why proposals were not used, in the order of the answer.
    """

    reading: Reading
    fallback: str = ""
    dropped: tuple[Dropped, ...] = ()


def with_proposals(
    note: str, reading: Reading, model: LanguageModel, on: date, today: date, identifiers: Collection[str] = ()
) -> Proposing:
    """Asks a model, and never fails: nothing clinical depends on it.

    Args:
        note: as our reader has read it.
        on: the day it was written.
        identifiers: what may stand in it and names the client: taken out, as is whatever else might.
    """
    if len(note) > _LONGEST:
        return Proposing(reading, "note_too_long")
    sent = deidentified(note, identifiers)
    try:
        answer = model.answer(asked(sent.text), answer_schema(), today)
    except LanguageModelFailedError as error:
        return Proposing(reading, f"{error.code}:{error.why}")
    except CountenanceError as error:  # no agreement, no such folder or device: nothing was asked
        return Proposing(reading, error.code)
    found = proposed(note, sent, reading, answer, on)
    if found.fault:
        return Proposing(reading, found.fault.value)
    whole = replace(reading, facts=(*reading.facts, *found.facts))
    return Proposing(whole, dropped=tuple(why for _, why in found.dropped))
