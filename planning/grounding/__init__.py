"""Grounding: the practice's own protocols as passages that can be found, quoted and held against the library.

    texts = [read_protocol(protocol, data), ...]           # Markdown, PDF with text, Word
    search = Search([p for text in texts for p in text.passages], encoder.encode)
    search.retrieve("When is tretinoin stopped before a peel?", k=3)
    found = conflicts(texts, library)                       # what differs, and which figure applies
    stricter = tightened(library, found)                    # the library to screen, schedule and plan home care by
    grounded(draft, texts, search, stricter, found)         # a draft made by it, each line with its passage

A protocol is quoted. Of its sentences only figures in a few simple forms count (`stated`), and only where they are
stricter than the library; whatever else a document says, instructions to software included, does nothing.
"""

from planning.grounding.assessments import Assessment, read_assessment
from planning.grounding.cite import cite
from planning.grounding.conflicts import Conflict, conflicts
from planning.grounding.errors import ProtocolTooLargeError, ProtocolUnreadableError
from planning.grounding.grounded import grounded
from planning.grounding.passage import Passage
from planning.grounding.read import ProtocolText, read_protocol
from planning.grounding.sample import sample_protocols
from planning.grounding.search import Found, Search
from planning.grounding.stated import Stated, stated
from planning.grounding.tightened import tightened

__all__ = [
    "Assessment",
    "Conflict",
    "Found",
    "Passage",
    "ProtocolText",
    "ProtocolTooLargeError",
    "ProtocolUnreadableError",
    "Search",
    "Stated",
    "cite",
    "conflicts",
    "grounded",
    "read_assessment",
    "read_protocol",
    "sample_protocols",
    "stated",
    "tightened",
]
