"""The passage of the practice's own protocols that a line of a plan rests on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from planning.grounding.passage import Passage
from planning.grounding.read import ProtocolText
from planning.grounding.search import Search
from planning.grounding.speaks_of import by_itself, by_title
from planning.library import Treatment
from planning.plan import Citation

_LOOKED_AT = 30  # passages; the first that names the treatment is cited, and no other


def cite(
    treatment: Treatment, protocols: Iterable[ProtocolText], search: Search, about: str = "", k: int = 1
) -> tuple[Citation, ...]:
    """Up to k passages of the protocols that are for a treatment and speak of it; a citation that does not fit is worse
    than none.

    A passage that names the treatment goes before one that only stands in a protocol with its name.

    Args:
        search: over the passages of these protocols.
        about: what the line says, where that narrows it (how it is used, why it stands there).
    """
    texts = [text for text in protocols if treatment.id in text.protocol.treatments]
    own = {text.protocol.id for text in texts}
    if not own:
        return ()
    introductions = {text.passages[0] for text in texts if _introduces(text.passages)}
    query = " ".join(filter(None, (treatment.title, about or _care(treatment.care.before))))
    found = [each.passage for each in search.retrieve(query, _LOOKED_AT, own) if each.by_words > 0]
    found = [passage for passage in found if passage not in introductions]
    fitting = [passage for passage in found if by_itself(passage, treatment)]
    fitting = fitting or [passage for passage in found if by_title(passage, treatment)]
    if treatment.home_care and not about:  # protocols give each product a heading of its own
        fitting.sort(key=lambda passage: not _headed(passage, treatment))
    return tuple(Citation(source=each.protocol, place=each.place, quote=each.text) for each in fitting[:k])


def _introduces(passages: Sequence[Passage]) -> bool:
    """What stands before the first heading says what a document is about, and nothing of how it is done."""
    return len(passages) > 1 and len(passages[0].headings) < len(passages[1].headings)


def _headed(passage: Passage, treatment: Treatment) -> bool:
    return bool(passage.headings) and by_itself(replace(passage, text=""), treatment)


def _care(instructions: Sequence[object]) -> str:
    """What the library says of preparing for it, which is what a protocol usually goes beyond."""
    return " ".join(getattr(instruction, "text", "") for instruction in instructions)
