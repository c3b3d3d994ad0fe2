"""A note read: sentences, in each the things it names, and for each thing what is said of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from planning.notes.all_denied import denied_here, denied_next
from planning.notes.contrast import contrasted
from planning.notes.echo import echoed
from planning.notes.errors import NoteTooLongError
from planning.notes.facts import Experiencer, ProposedFact, Reading
from planning.notes.finding import marked
from planning.notes.goals import goal_facts
from planning.notes.health import health_facts, sweeping_facts
from planning.notes.herpes import cold_sores
from planning.notes.marked import Marked, Mention
from planning.notes.medicines import medicine_facts
from planning.notes.narrowed import narrowed
from planning.notes.next_sentence import taken_back_next
from planning.notes.orders import ordered
from planning.notes.over import healed, inactive, told_over
from planning.notes.reactions import none_to_it, reacted_to
from planning.notes.repeated import once, unrepeated
from planning.notes.sentences import Sentence, sentences
from planning.notes.settled import settled
from planning.notes.taken_back import taken_back
from planning.notes.told_later import allergic_to_it, not_she, wished_gone
from planning.notes.treatments import treatment_facts
from planning.notes.unread import unread_spans
from planning.notes.values import value_facts
from planning.profile import Answer

_LONGEST = 50_000  # characters


def read_notes(text: str, on: date) -> Reading:
    """What a note seems to say, for a person to confirm.

    Args:
        text: as written, by whomever, of any form.
        on: the day it was written, from which `3 months ago` counts.

    Raises:
        NoteTooLongError: over 50,000 characters.
    """
    if len(text) > _LONGEST:
        raise NoteTooLongError(f"a note has at most {_LONGEST} characters", characters=len(text), limit=_LONGEST)
    found = [(marked(text, sentence, on), sentence) for sentence in sentences(text)]
    read = [tuple(_told(said, sentence, on)) for said, sentence in found]
    for place in range(1, len(found)):
        read[place - 1] = denied_next(read[place - 1], found[place][0])
        read[place - 1] = taken_back_next(read[place - 1], found[place][0], read[place])
        read[place] += tuple(allergic_to_it(found[place][0], read[place - 1]))
        read[place] += tuple(not_she(found[place][0], read[place - 1]))
        read[place] += tuple(wished_gone(found[place][0], found[place - 1][0]))
    facts = [fact for place in range(len(found)) for fact in (*read[place], *_inactive(found[place][0], read, place))]
    unread = [span for said, _ in found for span in unread_spans(said, any(_within(fact, said) for fact in facts))]
    return Reading(tuple(unrepeated(facts)), tuple(unread))


def _told(said: Marked, sentence: Sentence, on: date) -> Iterator[ProposedFact]:
    """The facts of one sentence beside each other."""
    told = settled(denied_here(_facts(said, sentence, on), said))
    yield from once(cold_sores(taken_back(contrasted(told, said), said)))


def _inactive(said: Marked, read: list[tuple[ProposedFact, ...]], place: int) -> Iterator[ProposedFact]:
    """That nothing is active today, beside a history of herpes."""
    fact = inactive(said)
    near = [one for facts in read[max(place - 1, 0) : place + 2] for one in facts]
    own = {(one.code, one.answer) for one in near if one.experiencer is Experiencer.CLIENT}
    told = {one.code for one in read[place]} & {"active_herpes"}
    if fact is not None and not told and ("herpes_history", Answer.YES) in own:
        yield fact


def _within(fact: ProposedFact, said: Marked) -> bool:
    return said.sentence.start <= fact.quote.start < said.sentence.end


def _facts(said: Marked, sentence: Sentence, on: date) -> Iterator[ProposedFact]:
    for mention in said.mentions:
        question = said.answer_to(mention)
        if (question is not None and question.state in ("blank", "unclear")) or ordered(said, mention):
            continue
        if narrowed(said, mention):
            continue
        facts = [told_over(said, mention, fact, on) for fact in _of(said, mention, on)]
        yield from facts
        yield from (one for fact in facts for one in healed(said, mention, fact))
        yield from (echo for fact in facts for echo in echoed(said, mention, fact))
        yield from (given for fact in facts for given in reacted_to(said, mention, fact))
        yield from (no for fact in facts for no in none_to_it(said, mention, fact))
    yield from value_facts(said.note, sentence, on)


def _of(said: Marked, mention: Mention, on: date) -> Iterator[ProposedFact]:
    match mention.term.kind:
        case "health" | "allergen":
            yield from health_facts(said, mention, on)
        case "sweeping":
            yield from sweeping_facts(said, mention)
        case "medicine":
            yield from medicine_facts(said, mention, on)
        case "treatment":
            yield from treatment_facts(said, mention, on)
        case "goal":
            yield from goal_facts(said, mention)
        case _:
            return
