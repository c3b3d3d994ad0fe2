"""The passage of the practice's own protocols that a line of a plan rests on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from planning.grounding.passage import Passage
from planning.grounding.read import ProtocolText
from planning.grounding.search import Search
from planning.grounding.words import words
from planning.library import Treatment
from planning.plan import Citation

_LOOKED_AT = 5  # passages; what is near in meaning and shares no word may be about something else


def cite(
    treatment: Treatment, protocols: Iterable[ProtocolText], search: Search, about: str = "", k: int = 1
) -> tuple[Citation, ...]:
    """Up to k passages of the protocols that are for a treatment; none where no protocol is, or none names it.

    Args:
        search: over the passages of these protocols.
        about: what the line says, where that narrows it (how it is used, why it stands there).
    """
    own = {text.protocol.id for text in protocols if treatment.id in text.protocol.treatments}
    if not own:
        return ()
    query = " ".join(filter(None, (treatment.title, about or _care(treatment.care.before))))
    found = [each for each in search.retrieve(query, _LOOKED_AT, own) if each.by_words > 0]
    if treatment.home_care and not about:  # protocols give each product a heading of its own
        found.sort(key=lambda each: not _headed(each.passage, treatment))
    return tuple(
        Citation(source=each.passage.protocol, place=each.passage.place, quote=each.passage.text) for each in found[:k]
    )


def _headed(passage: Passage, treatment: Treatment) -> bool:
    return bool(set(words(passage.headings[-1] if passage.headings else "")) & set(words(treatment.title)))


def _care(instructions: Sequence[object]) -> str:
    """What the library says of preparing for it, which is what a protocol usually goes beyond."""
    return " ".join(getattr(instruction, "text", "") for instruction in instructions)
