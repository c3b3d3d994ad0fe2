"""Answers to the questions of the health catalogue."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from planning.notes.assertion import Assertion, assertion, refused
from planning.notes.dates import Dated
from planning.notes.facts import Certainty, FactKind, ProposedFact
from planning.notes.marked import Marked, Mention
from planning.notes.places import places_of
from planning.notes.present import dated_no, has_result, present
from planning.notes.spans import quote
from planning.notes.timing import dates_of, on_day, since_day
from planning.notes.when import When
from planning.profile import Answer, health_catalogue


def health_facts(said: Marked, mention: Mention, on: date) -> Iterator[ProposedFact]:
    """What one mention answers; nothing where it only sounds like an answer (`pregnancy test declined`)."""
    meant = assertion(said, mention)
    if mention.term.sense == "result" and not has_result(said, mention):
        return
    if _is_reaction(said, mention) or refused(said, mention):
        return
    dates = dates_of(said, mention, on)
    for code in mention.term.codes:
        code, answer = present(said, mention, code, meant, on)
        if answer is None:
            continue
        yield ProposedFact(
            FactKind.HEALTH,
            code,
            answer,
            quote(said.note, said.words[mention.first].start, said.words[mention.last - 1].end),
            quote(said.note, said.sentence.start, said.sentence.end),
            on=_day(said, mention, dates, answer) if answer is not Answer.UNKNOWN else None,
            started=since_day(dates) if answer is Answer.YES and not dated_no(said, mention) else None,
            zones=places_of(said, mention),
            experiencer=meant.experiencer,
            certainty=_surely(meant, answer),
        )


def _is_reaction(said: Marked, mention: Mention) -> bool:
    """A rash that a substance gave is no rash now."""
    allergy = said.sentence.section == "allergies" or any(_of_allergy(m) for m in said.mentions)
    return allergy and mention.term.codes == ("active_rash",)


def _of_allergy(mention: Mention) -> bool:
    return mention.term.kind == "allergen" or mention.term.codes[0].endswith("_allergy")


def _surely(meant: Assertion, answer: Answer) -> Certainty:
    """What leaves a question open is uncertain."""
    open_still = meant.certainty is Certainty.STATED and answer is Answer.UNKNOWN
    return Certainty.UNCERTAIN if open_still else meant.certainty


def _day(said: Marked, mention: Mention, dates: tuple[Dated, ...], answer: Answer) -> When | None:
    if answer is Answer.YES and health_catalogue()[mention.term.codes[0]].kind == "state":
        return None  # it is so today, whatever day stands beside it
    if dated_no(said, mention):
        return since_day(dates) or on_day(dates)
    if answer is Answer.NO:
        return None if mention.negated else on_day(dates) or since_day(dates)
    return on_day(dates)


def sweeping_facts(said: Marked, mention: Mention) -> Iterator[ProposedFact]:
    """A statement that answers several questions at once: no known drug allergies."""
    for code in mention.term.codes:
        fact = ProposedFact(
            FactKind.HEALTH,
            code,
            Answer.NO,
            quote(said.note, said.words[mention.first].start, said.words[mention.last - 1].end),
            quote(said.note, said.sentence.start, said.sentence.end),
        )
        yield replace(fact, experiencer=assertion(said, mention).experiencer)
