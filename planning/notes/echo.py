"""What is said of a thing again without its name: `RF is contraindicated with a pacemaker; pt has none`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from planning.notes.facts import Certainty, Experiencer, FactKind, ProposedFact
from planning.notes.marked import Marked, Mention
from planning.profile import Answer

_UNTOLD = frozenset(("tested", "checked", "asked", "screened", "sure", "know", "knows", "unsure"))


def echoed(said: Marked, mention: Mention, fact: ProposedFact) -> Iterator[ProposedFact]:
    """The same of another person, from the next clause if that names no thing but another person."""
    if fact.kind is not FactKind.HEALTH or mention.closes >= len(said.keys):
        return
    first, last = said.clause(mention.closes)
    while last < len(said.keys) and not said.between(last, said.clause(last)[1]):
        last = said.clause(last)[1]
    if said.between(first, last):
        return
    about = (
        Experiencer.FAMILY
        if any(True for _ in said.cued("family.nouns", first=first, last=last))
        else Experiencer.CLIENT
    )
    answer = _answer(said, first, last)
    named = about is Experiencer.FAMILY or any(True for _ in said.cued("client", first=first, last=last))
    if fact.code == "active_herpes" and answer is Answer.YES:
        fact, named = replace(fact, code="herpes_history"), True
    other = fact.code == "herpes_history" and fact.answer is Answer.NO and answer is Answer.YES
    other |= about is not fact.experiencer or fact.certainty is Certainty.HYPOTHETICAL
    if answer is not None and named and other:
        yield replace(fact, answer=answer, experiencer=about, certainty=Certainty.STATED, on=None, started=None)


def _answer(said: Marked, first: int, last: int) -> Answer | None:
    if _UNTOLD & {*said.keys[first:last]}:
        return None
    for answer in (Answer.NO, Answer.YES):
        if any(True for _ in said.cued(f"echo.{answer.value}", first=first, last=last)):
            return answer
    return None
