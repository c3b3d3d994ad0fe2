"""What is said of a thing again without its name: `RF is contraindicated with a pacemaker; pt has none`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from planning.notes.facts import Certainty, Experiencer, FactKind, ProposedFact
from planning.notes.language import Found
from planning.notes.marked import Marked, Mention
from planning.profile import Answer

_UNTOLD = frozenset(
    (
        "tested",
        "checked",
        "asked",
        "screened",
        "sure",
        "know",
        "knows",
        "unsure",
        "ana",
        "titer",
        "titers",
        "biopsy",
        "antibodies",
    )
)


def echoed(said: Marked, mention: Mention, fact: ProposedFact) -> Iterator[ProposedFact]:
    """The same of another person, from the next clause if that names no thing but another person."""
    if fact.kind not in (FactKind.HEALTH, FactKind.MEDICINE) or mention.closes >= len(said.keys):
        return
    first, last = said.clause(mention.closes)
    while last < len(said.keys) and not said.between(last, said.clause(last)[1]):
        last = said.clause(last)[1]
    if said.between(first, last):
        return
    answer = _answer(said, first, last)
    about = _about(said, first, last, answer)
    named = about is Experiencer.FAMILY or any(True for _ in said.cued("client", first=first, last=last))
    if fact.code == "active_herpes" and answer is Answer.YES:
        fact, named = replace(fact, code="herpes_history"), True
    if fact.code == "active_herpes" and answer is Answer.NO and "never" in said.keys[first:last]:
        fact = replace(fact, code="herpes_history")
    other = fact.code == "herpes_history" and fact.answer is Answer.NO and answer is Answer.YES
    other |= about is not fact.experiencer or fact.certainty is Certainty.HYPOTHETICAL
    if fact.kind is FactKind.MEDICINE and answer is Answer.YES:
        return  # who takes the same may have stopped
    if answer is not None and named and other:
        fact = replace(fact, answer=answer, experiencer=about, certainty=Certainty.STATED)
        yield replace(fact, on=None, started=None, stopped=None, status=None, dose="")


def _about(said: Marked, first: int, last: int, answer: Answer | None) -> Experiencer:
    """Who stands nearest before a denial; of a yes, a relative anywhere."""
    if answer is Answer.NO:
        last = next(cue.first for cue in said.cued("echo.no", first=first, last=last)) + 1
        subjects = list(said.cued("family.nouns", "client", first=first, last=last))
        named = subjects[-1].name if subjects else ""
        return Experiencer.FAMILY if named == "family.nouns" else Experiencer.CLIENT
    relatives = any(True for _ in said.cued("family.nouns", first=first, last=last))
    return Experiencer.FAMILY if relatives else Experiencer.CLIENT


def _answer(said: Marked, first: int, last: int) -> Answer | None:
    if _UNTOLD & {*said.keys[first:last]}:
        return None
    if any(True for _ in said.cued("echo.no", first=first, last=last)):
        return Answer.NO
    so = any(cue.first - first < _NEAR and _ends(said, cue) for cue in said.cued("echo.yes", first=first, last=last))
    return Answer.YES if so else None


def _ends(said: Marked, cue: Found) -> bool:
    """`She has too`, not `she has been healthy`."""
    behind = "".join(said.keys[cue.last : cue.last + 1])
    return (
        said.keys[cue.last - 1] not in ("has", "did") or not behind.isalpha() or behind in ("too", "also", "it", "them")
    )


_NEAR = 5  # words from the other person to `does too'
