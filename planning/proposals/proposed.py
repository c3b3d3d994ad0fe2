"""A language model's answer about a note: a proposal whose quote our own reading does not bear out is dropped.

A fault of form, a code that does not exist or a quote that stands nowhere makes all of the answer worthless: whoever
invents once is not believed at all.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from pydantic import ValidationError

from planning.medicines import Medicine
from planning.notes import Certainty, Experiencer, FactKind, ProposedFact, Reading
from planning.notes.stated_at import NotStated, stated_at, zones_at
from planning.notes.vocabulary import dictionary
from planning.profile import Answer as Told
from planning.proposals.answer import Answer, Proposal, codes, zone_codes
from planning.proposals.deidentified import Deidentified


class Fault(StrEnum):
    """Why nothing of an answer is used."""

    NOT_JSON = "not_json"
    WRONG_FORM = "wrong_form"
    UNKNOWN_CODE = "unknown_code"
    QUOTE_NOT_IN_NOTE = "quote_not_in_note"


class Dropped(StrEnum):
    """Why a proposal is not used."""

    ALREADY_READ = "already_read"
    QUOTE_TWICE = "quote_twice"
    ZONE_NOT_NAMED = "zone_not_named"
    DENIED = "denied"
    SOMEONE_ELSE = "someone_else"
    PLANNED = "planned"
    IN_DOUBT = "in_doubt"
    UNANSWERED = "unanswered"
    ACROSS_SENTENCES = "across_sentences"


@dataclass(frozen=True, slots=True)
class Proposals:
    """Attributes:
    facts: what a model found and our reader did not, for a person to ask and confirm.
    dropped: why, by the place of each proposal in the answer, from 0.
    fault: why nothing is used.
    """

    facts: tuple[ProposedFact, ...] = ()
    dropped: tuple[tuple[int, Dropped], ...] = ()
    fault: Fault | None = None


def proposed(note: str, sent: Deidentified, reading: Reading, answer: str, on: date) -> Proposals:
    """What of an answer may be shown.

    Args:
        note: the whole of it.
        sent: what the model was shown of it.
        reading: our own.
        on: the day the note was written.
    """
    try:
        read = json.loads(answer)
    except (ValueError, RecursionError):
        return Proposals(fault=Fault.NOT_JSON)
    try:
        told = Answer.model_validate(read).proposals
    except ValidationError:
        return Proposals(fault=Fault.WRONG_FORM)
    if not all(_exists(one) for one in told):
        return Proposals(fault=Fault.UNKNOWN_CODE)
    places = [tuple(_places(one.quote, sent)) for one in told]
    if not all(places):
        return Proposals(fault=Fault.QUOTE_NOT_IN_NOTE)
    judged = [_judged(note, one, found, reading, on) for one, found in zip(told, places, strict=True)]
    facts = dict.fromkeys(fact for fact in judged if isinstance(fact, ProposedFact))
    dropped = tuple((place, why) for place, why in enumerate(judged) if isinstance(why, Dropped))
    return Proposals(tuple(_once(facts)), dropped)


def _exists(one: Proposal) -> bool:
    if not zone_codes().issuperset(one.zones):
        return False
    return one.code in codes(FactKind(one.kind)) if one.kind != "medicine" else _medicine(one.code) is not None


def _medicine(name: str) -> str | None:
    """Ingredients, where the dictionary has exactly this name."""
    found = dictionary().find(name) if name.isascii() else None
    return " + ".join(found.ingredients) if isinstance(found, Medicine) and found.exact else None


def _places(quote: str, sent: Deidentified) -> Iterator[tuple[int, int]]:
    """Where it stands in the note, as whole words and with nothing removed between."""
    whole = r"(?<!\w)" * quote[:1].isalnum() + re.escape(quote) + r"(?!\w)" * quote[-1:].isalnum()
    for match in re.finditer(whole, sent.text):
        place = sent.place(*match.span())
        if place is not None:
            yield place


def _judged(
    note: str, one: Proposal, places: tuple[tuple[int, int], ...], reading: Reading, on: date
) -> ProposedFact | Dropped:
    kind, code = FactKind(one.kind), _medicine(one.code) or one.code if one.kind == "medicine" else one.code
    if len(places) > 1:
        return Dropped.QUOTE_TWICE
    if (why := _as_read(kind, code, places[0], reading)) is not None:
        return why
    if not zones_at(note, places[0][0], on).issuperset(one.zones):
        return Dropped.ZONE_NOT_NAMED
    fact = stated_at(note, places[0], kind, code, on, one.zones)
    return Dropped(fact.value) if isinstance(fact, NotStated) else fact


def _as_read(kind: FactKind, code: str, place: tuple[int, int], reading: Reading) -> Dropped | None:
    """What our own reader makes of it, or of these words; what it has found elsewhere need not be proposed."""
    same = [fact for fact in reading.facts if (fact.kind, fact.code) == (kind, code)]
    for fact in same:
        if fact.sentence.start < place[1] and place[0] < fact.sentence.end:
            return _meant(fact)
    told = [_meant(fact) for fact in reading.facts if fact.quote.start < place[1] and place[0] < fact.quote.end]
    if told and Dropped.ALREADY_READ not in told:
        return told[0]  # the same words say no, or speak of another, of something else: they carry nothing new
    return Dropped.ALREADY_READ if any(_meant(fact) is Dropped.ALREADY_READ for fact in same) else None


def _meant(fact: ProposedFact) -> Dropped:
    if fact.experiencer is not Experiencer.CLIENT:
        return Dropped.SOMEONE_ELSE
    if fact.answer is Told.NO:
        return Dropped.DENIED
    if fact.certainty is not Certainty.STATED:
        return Dropped.IN_DOUBT if fact.certainty is Certainty.UNCERTAIN else Dropped.PLANNED
    return Dropped.ALREADY_READ


def _once(facts: dict[ProposedFact, None]) -> Iterator[ProposedFact]:
    """Of each code the first."""
    seen: set[tuple[FactKind, str]] = set()
    for fact in facts:
        if (fact.kind, fact.code) not in seen:
            seen.add((fact.kind, fact.code))
            yield fact
