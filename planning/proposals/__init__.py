"""Facts that a language model proposes from a note: asked without identifiers, read again by our own reader.

A proposal is never a profile's fact. It says only that something is there, with the words it stands in; a person asks
the client and confirms (`planning.notes.confirm`), or drops it.
"""

from planning.proposals.answer import answer_schema, asked
from planning.proposals.deidentified import REMOVED, Deidentified, deidentified
from planning.proposals.proposed import Dropped, Fault, Proposals, proposed

__all__ = [
    "REMOVED",
    "Deidentified",
    "Dropped",
    "Fault",
    "Proposals",
    "answer_schema",
    "asked",
    "deidentified",
    "proposed",
]
