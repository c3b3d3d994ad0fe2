"""A reading of a note as it is written and served: proposals with their quotes, none of them a profile's fact."""

from __future__ import annotations

from datetime import date

from planning.files import Document
from planning.notes.facts import ProposedFact, Reading
from planning.notes.spans import Span
from planning.notes.when import When


class SpanDocument(Document):
    """Characters `start` to `end` (not included) of the note, and what stands there."""

    start: int
    end: int
    text: str

    @classmethod
    def of(cls, span: Span) -> SpanDocument:
        return cls(start=span.start, end=span.end, text=span.text)


class WhenDocument(Document):
    """Some day from `first` to `last`, both included."""

    first: date
    last: date

    @classmethod
    def of(cls, when: When | None) -> WhenDocument | None:
        return None if when is None else cls(first=when.first, last=when.last)


class ProposedFactDocument(Document):
    """One proposal; see `planning.notes.ProposedFact`. `confirmable`: a person may confirm it into the profile."""

    kind: str
    code: str
    answer: str
    name: str
    status: str | None
    value: float | None
    started: WhenDocument | None
    stopped: WhenDocument | None
    on: WhenDocument | None
    dose: str
    zones: tuple[str, ...] | None
    response: str
    experiencer: str
    certainty: str
    source: str
    confirmable: bool
    quote: SpanDocument

    @classmethod
    def of(cls, fact: ProposedFact) -> ProposedFactDocument:
        return cls(
            kind=fact.kind.value,
            code=fact.code,
            answer=fact.answer.value,
            name=fact.name,
            status=fact.status.value if fact.status else None,
            value=fact.value,
            started=WhenDocument.of(fact.started),
            stopped=WhenDocument.of(fact.stopped),
            on=WhenDocument.of(fact.on),
            dose=fact.dose,
            zones=fact.zones,
            response=fact.response,
            experiencer=fact.experiencer.value,
            certainty=fact.certainty.value,
            source=fact.source.value,
            confirmable=fact.confirmable,
            quote=SpanDocument.of(fact.quote),
        )


class ReadingDocument(Document):
    """All that was read in a note, and what a person has to read."""

    facts: tuple[ProposedFactDocument, ...]
    unread: tuple[SpanDocument, ...]

    @classmethod
    def of(cls, reading: Reading) -> ReadingDocument:
        facts = tuple(ProposedFactDocument.of(fact) for fact in reading.facts)
        return cls(facts=facts, unread=tuple(SpanDocument.of(span) for span in reading.unread))
