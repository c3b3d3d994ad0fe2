"""Where a practice's own protocol and the library differ."""

from __future__ import annotations

from typing import Literal

from planning.files import Document
from planning.plan.items import Citation


class ProtocolConflict(Document):
    """One figure, both ways. The stricter one was planned by.

    Attributes:
        line: id of the treatment.
        about: what the figure is.
        library: its figure; None where it states none.
        protocol: its figure: days, years, or the lowest phototype that is not treated.
        applied, by: the stricter, and whose it is.
        citation: the protocol's sentence.
    """

    line: str
    about: str
    library: int | None
    protocol: int
    applied: int
    by: Literal["protocol", "library"]
    citation: Citation
