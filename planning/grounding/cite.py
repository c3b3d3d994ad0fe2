"""The passage of the practice's own protocols that a line of a plan rests on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from planning.grounding.read import ProtocolText
from planning.grounding.search import Search
from planning.library import Treatment
from planning.plan import Citation


def cite(
    treatment: Treatment, protocols: Iterable[ProtocolText], search: Search, about: str = "", k: int = 1
) -> tuple[Citation, ...]:
    """Up to k passages of the protocols that are for a treatment; none where no protocol is.

    Args:
        search: over the passages of these protocols.
        about: what the line says, where that narrows it (how it is used, why it stands there).
    """
    own = {text.protocol.id for text in protocols if treatment.id in text.protocol.treatments}
    if not own:
        return ()
    query = " ".join(filter(None, (treatment.title, about or _care(treatment.care.before or treatment.care.after))))
    return tuple(
        Citation(source=found.passage.protocol, place=found.passage.place, quote=found.passage.text)
        for found in search.retrieve(query, k, own)
    )


def _care(instructions: Sequence[object]) -> str:
    """What the library says of preparing for it, which is what a protocol usually goes beyond."""
    return " ".join(getattr(instruction, "text", "") for instruction in instructions)
