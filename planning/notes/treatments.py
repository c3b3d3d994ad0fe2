"""Treatments: given before, never given, planned, or wished for."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from planning.notes.assertion import assertion, refused
from planning.notes.facts import Certainty, FactKind, ProposedFact
from planning.notes.marked import Marked, Mention
from planning.notes.places import places_of
from planning.notes.spans import quote
from planning.notes.timing import dates_of, on_day
from planning.profile import Answer

_RESPONSES = (
    "bruis",
    "swell",
    "swoll",
    "lump",
    "scarr",
    "love",
    "happy",
    "unhappy",
    "downtime",
    "complication",
    "burn",
    "react",
    "result",
    "dissolv",
    "pih",
    "hyperpig",
    "dropp",
    "ptosis",
    "worked",
    "infect",
    "nodule",
    "well",
    "great",
    "hated",
    "liked",
    "migrat",
    "pain",
    "blister",
    "peeled",
    "red",
)


def treatment_facts(said: Marked, mention: Mention, on: date) -> Iterator[ProposedFact]:
    """What a sentence says of one treatment; one that was declined was neither given nor is it wanted."""
    meant = assertion(said, mention)
    if refused(said, mention):
        return
    stated = meant.certainty is Certainty.STATED
    dates = dates_of(said, mention, on) if stated else ()
    sentence = quote(said.note, said.sentence.start, said.sentence.end)
    name = quote(said.note, said.words[mention.first].start, said.words[mention.last - 1].end)
    yield ProposedFact(
        FactKind.TREATMENT,
        mention.term.codes[0],
        meant.answer,
        name,
        sentence,
        name=name.text,
        on=on_day(dates) if meant.answer is Answer.YES else None,
        zones=places_of(said, mention),
        response=sentence.text if stated and meant.answer is Answer.YES and _tells(sentence.text) else "",
        experiencer=meant.experiencer,
        certainty=meant.certainty,
    )


def _tells(sentence: str) -> bool:
    return any(word in sentence.lower() for word in _RESPONSES)
