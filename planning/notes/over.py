"""What was there and is not any more, told behind its name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from planning.notes.facts import Certainty, Experiencer, FactKind, ProposedFact
from planning.notes.language import Found
from planning.notes.marked import Marked, Mention
from planning.notes.spans import quote
from planning.notes.vocabulary import cues, single_words
from planning.profile import Answer


def told_over(said: Marked, mention: Mention, fact: ProposedFact, on: date) -> ProposedFact:
    """A device that was taken out is there no more; what `she never had` was not there."""
    if fact.code == "herpes_history" and fact.certainty is Certainty.HYPOTHETICAL and _awaited(said, mention):
        return replace(fact, code="active_herpes")
    if fact.answer is Answer.NO and "replaced" in said.keys[mention.last : mention.last + 3]:
        return replace(fact, answer=Answer.UNKNOWN, certainty=Certainty.UNCERTAIN, on=None)
    if fact.answer is not Answer.YES or fact.certainty is not Certainty.STATED:
        return fact
    if fact.on is None and _to_come(said, mention, fact, on):
        return replace(fact, answer=Answer.UNKNOWN, certainty=Certainty.PLANNED, response="")
    if fact.experiencer is Experiencer.CLIENT and _never_had(said, mention):
        return replace(fact, answer=Answer.NO, status=None, on=None, started=None, stopped=None, response="")
    if fact.code == "active_herpes" and mention.term.codes == ("herpes_history",) and _healed(said, mention):
        return replace(fact, code="herpes_history", on=None, started=None)
    if fact.code in single_words("removable") and _removed(said, mention):
        return replace(fact, answer=Answer.NO, on=None, started=None)
    return fact


def healed(said: Marked, mention: Mention, fact: ProposedFact) -> Iterator[ProposedFact]:
    """`The cold sore is gone`: a history, and nothing active."""
    own = fact.kind is FactKind.HEALTH and fact.code == "herpes_history" and fact.experiencer is Experiencer.CLIENT
    if own and fact.answer is Answer.YES and _healed(said, mention):
        yield replace(fact, code="active_herpes", answer=Answer.NO, on=None, started=None)


def _to_come(said: Marked, mention: Mention, fact: ProposedFact, on: date) -> bool:
    """`Mohs 12/1` in November: a treatment with a coming day right behind it."""
    if fact.kind is not FactKind.TREATMENT and mention.term.codes[0] not in single_words("dated"):
        return False
    end = min([*(m.first for m in said.mentions if m.first >= mention.last), mention.last + 4, len(said.keys)])
    first, last = said.words[mention.last - 1].end, said.words[end - 1].end
    return any(first <= day.start and day.end <= last + 1 and day.when.first > on for day in said.dates)


def _healed(said: Marked, mention: Mention) -> bool:
    return any(_is_so(said, cue) for cue in _behind(said, mention, "healed"))


def _awaited(said: Marked, mention: Mention) -> bool:
    """`If you get a cold sore` speaks of one to come."""
    return "if" in said.keys[: mention.first] and bool(
        {"a", "an", "any"} & {*said.keys[max(mention.first - 2, 0) : mention.first]}
    )


def inactive(said: Marked) -> ProposedFact | None:
    """`None at present`, which a history of herpes in or beside the sentence explains."""
    cue = next(iter(said.cued("inactive", first=0, last=len(said.keys))), None)
    if cue is None or said.between(cue.last, min(cue.last + 3, len(said.keys))):
        return None
    return ProposedFact(
        FactKind.HEALTH,
        "active_herpes",
        Answer.NO,
        quote(said.note, said.words[cue.first].start, said.words[cue.last - 1].end),
        quote(said.note, said.sentence.start, said.sentence.end),
    )


def _never_had(said: Marked, mention: Mention) -> bool:
    return any(
        said.keys[cue.last : cue.last + 1] not in (("again",), ("since",))
        for cue in _behind(said, mention, "never_had")
    )


def _removed(said: Marked, mention: Mention) -> bool:
    for cue in _behind(said, mention, "removed"):
        end = min((m.first for m in said.mentions if m.first >= cue.last), default=len(said.keys))
        if not _LEFT & {*said.keys[mention.last : cue.first], *said.keys[cue.last : end]}:
            return True
    return False


def _behind(said: Marked, mention: Mention, name: str) -> Iterator[Found]:
    """Behind it, before the next thing, and near."""
    found = said.cued(name, first=mention.last, last=min(len(said.keys), mention.last + _NEAR))
    return (cue for cue in found if not said.between(mention.last, cue.first))


def _is_so(said: Marked, cue: Found) -> bool:
    return not _WAITING & {*said.keys[max(cue.first - 4, 0) : cue.first]}


_NEAR = 9  # words
_LEFT = frozenset(cues()["left_in"])
_WAITING = frozenset(cues()["waiting"])
