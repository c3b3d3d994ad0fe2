"""Consultation notes to proposed facts. Nothing that was read here is used before a person has confirmed it."""

from planning.notes.confirm import confirm
from planning.notes.document import ReadingDocument
from planning.notes.errors import FactConflictError, FactNotConfirmableError, NoteTooLongError
from planning.notes.facts import Certainty, Experiencer, FactKind, ProposedFact, Reading, Source, Status
from planning.notes.reading import read_notes
from planning.notes.spans import Span
from planning.notes.when import When

__all__ = [
    "Certainty",
    "Experiencer",
    "FactConflictError",
    "FactKind",
    "FactNotConfirmableError",
    "NoteTooLongError",
    "ProposedFact",
    "Reading",
    "ReadingDocument",
    "Source",
    "Span",
    "Status",
    "When",
    "confirm",
    "read_notes",
]
