"""What a note seems to say. None of it is a profile's fact before a person has confirmed it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from planning.notes.spans import Span
from planning.notes.when import When
from planning.profile import Answer


class FactKind(StrEnum):
    """Which part of the profile a fact would belong to."""

    HEALTH = "health"
    MEDICINE = "medicine"
    TREATMENT = "treatment"
    GOAL = "goal"
    LABORATORY = "laboratory"
    PHOTOTYPE = "phototype"


class Experiencer(StrEnum):
    """Of whom it was said; `family` is a relative, a partner or a friend."""

    CLIENT = "client"
    FAMILY = "family"


class Certainty(StrEnum):
    """Only what was stated can become a profile's fact; an uncertain one becomes at most an open question."""

    STATED = "stated"
    UNCERTAIN = "uncertain"
    HYPOTHETICAL = "hypothetical"
    PLANNED = "planned"


class Status(StrEnum):
    """Of a medicine."""

    TAKING = "taking"
    STOPPED = "stopped"
    UNKNOWN = "unknown"


class Source(StrEnum):
    """Who found it: our reader, or a language model whose quote our reader lets through."""

    READER = "reader"
    MODEL = "model"


@dataclass(frozen=True, slots=True)
class ProposedFact:
    """One thing that a note seems to say.

    Attributes:
        kind: see `FactKind`.
        code: of the health or goal catalogue, the laboratory value's name, the treatment's tag, the medicine's
            ingredient or group, `phototype`.
        answer: unknown for whatever was not stated as so or as not so. A medicine or treatment that is over is a yes.
        quote: the words that name it.
        sentence: where they stand.
        name: as told; of a medicine as the dictionary reads it too.
        status: of a medicine.
        value: of a laboratory value, in the unit of its name; of a phototype, 1 to 6.
        started, stopped, on: days, each between a first and a last; None when not said.
        dose: as told, for people.
        zones: kinds of zones; None when not said.
        response: the sentence, where it says how a treatment went.
        source: a model's proposal says only that something is there, never that it is not.
    """

    kind: FactKind
    code: str
    answer: Answer
    quote: Span
    sentence: Span
    name: str = ""
    status: Status | None = None
    value: float | None = None
    started: When | None = None
    stopped: When | None = None
    on: When | None = None
    dose: str = ""
    zones: tuple[str, ...] | None = None
    response: str = ""
    experiencer: Experiencer = Experiencer.CLIENT
    certainty: Certainty = Certainty.STATED
    source: Source = Source.READER

    @property
    def confirmable(self) -> bool:
        """Said of the client, and said as so (or, for a health question, said to be open)."""
        if self.experiencer is not Experiencer.CLIENT:
            return False
        if self.source is Source.MODEL and self.answer is not Answer.YES:
            return False
        if self.kind is FactKind.HEALTH:
            return self.certainty in (Certainty.STATED, Certainty.UNCERTAIN)
        return self.certainty is Certainty.STATED and self.answer is Answer.YES


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read in a note.

    Attributes:
        facts: in the order of the note.
        unread: words and sentences that look as if they mattered and were not understood: a person reads them.
    """

    facts: tuple[ProposedFact, ...]
    unread: tuple[Span, ...]
