"""How a place of a note that somebody else points at is meant: read as the reader reads its own, and more strictly.

For proposals of a language model. Whatever is not plainly said of the client as so is not let through.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import StrEnum

from spacy.tokens import Span as Words

from planning.notes.all_denied import denied_next
from planning.notes.assertion import assertion, refused
from planning.notes.facts import Certainty, Experiencer, FactKind, ProposedFact, Source, Status
from planning.notes.finding import marked
from planning.notes.language import reader
from planning.notes.marked import Marked, Mention
from planning.notes.narrowed import narrowed
from planning.notes.next_sentence import taken_back_next
from planning.notes.orders import ordered
from planning.notes.sentences import sentences
from planning.notes.spans import quote
from planning.notes.spelling import corrected
from planning.notes.vocabulary import Kind, Term
from planning.profile import Answer

_KINDS: dict[FactKind, Kind] = {
    FactKind.HEALTH: "health",
    FactKind.MEDICINE: "medicine",
    FactKind.TREATMENT: "treatment",
    FactKind.GOAL: "goal",
}
_DENIALS = frozenset(
    ("no", "not", "none", "never", "nil", "nor", "neither", "nothing", "deny", "denies", "denied", "denying", "without")
) | frozenset(("negative", "neg", "absent", "free", "n", "cannot", "declines", "declined", "refuses", "refused"))


class NotStated(StrEnum):
    """Why a place says nothing of the client as so."""

    DENIED = "denied"
    SOMEONE_ELSE = "someone_else"
    PLANNED = "planned"
    IN_DOUBT = "in_doubt"
    UNANSWERED = "unanswered"
    ACROSS_SENTENCES = "across_sentences"


def stated_at(
    note: str, place: tuple[int, int], kind: FactKind, code: str, on: date, zones: Sequence[str] = ()
) -> ProposedFact | NotStated:
    """The fact of a place, of the client and as so; else why there is none.

    Args:
        place: characters `start` to `end` (not included) that somebody says tell of the code.
        on: the day the note was written.
        zones: kept only where the sentence names every one of them and for a goal, where they narrow no rule.
    """
    told = list(sentences(note))
    here = next((i for i, one in enumerate(told) if one.start <= place[0] and place[1] <= one.end), None)
    if here is None:
        return NotStated.ACROSS_SENTENCES
    said = marked(note, told[here], on)
    mention = _mention(said, place, Term(_KINDS[kind], (code,)))
    if mention is None:
        return NotStated.UNANSWERED
    if (why := _why_not(said, mention)) is not None:
        return why
    fact = _fact(said, mention, kind, code, zones)
    left = _left_by_next(fact, marked(note, told[here + 1], on)) if here + 1 < len(told) else fact
    return fact if left == fact else NotStated.DENIED


def zones_at(note: str, place: int, on: date) -> frozenset[str]:
    """Kinds of zones that the sentence of a place names."""
    one = next((one for one in sentences(note) if one.start <= place < one.end), None)
    return frozenset(code for zone in marked(note, one, on).zones for code in zone.term.codes) if one else frozenset()


def _mention(said: Marked, place: tuple[int, int], term: Term) -> Mention | None:
    """The words of the place, as if the vocabulary had them."""
    inside = [i for i, word in enumerate(said.words) if place[0] < word.end and word.start < place[1]]
    if not inside:
        return None
    first, last = inside[0], inside[-1] + 1
    opens, closes = said.clause(first)
    return Mention(term, first, last, opens, max(closes, last), _negated(said, first, last))


def _negated(said: Marked, first: int, last: int) -> bool:
    """By a word inside, by the clause, or by the sentence: whichever denies."""
    inside = any(key in _DENIALS or key.endswith(("n't", "n’t")) for key in said.keys[first:last])
    found = any(mention.negated for mention in said.mentions if first < mention.last and mention.first < last)
    return inside or found or any(_denies(said, first, last, starts) for starts in ({*said.starts}, {0}))


def _denies(said: Marked, first: int, last: int, starts: set[int]) -> bool:
    """negspacy's reading, with these words as the one thing named."""
    reading = reader()
    doc = reading.document(corrected(said.words, reading.known))
    for token in doc:
        token.is_sent_start = token.i in starts and not first < token.i < last
    doc.set_ents([Words(doc, first, last, label="proposed")])
    reading.negex(doc)
    return bool(doc.ents[0]._.negex)


def _why_not(said: Marked, mention: Mention) -> NotStated | None:
    question = said.answer_to(mention)
    if question is not None and question.state in ("blank", "unclear"):
        return NotStated.UNANSWERED
    meant = assertion(said, mention)
    family = said.cued("family.nouns", "family.headers", first=mention.first, last=mention.last)
    if meant.experiencer is not Experiencer.CLIENT or any(True for _ in family):
        return NotStated.SOMEONE_ELSE
    if mention.negated or meant.answer is Answer.NO or refused(said, mention) or narrowed(said, mention):
        return NotStated.DENIED
    if ordered(said, mention) or meant.certainty in (Certainty.PLANNED, Certainty.HYPOTHETICAL):
        return NotStated.PLANNED
    stated = meant.certainty is Certainty.STATED and meant.answer is Answer.YES
    return None if stated else NotStated.IN_DOUBT


def _fact(said: Marked, mention: Mention, kind: FactKind, code: str, zones: Sequence[str]) -> ProposedFact:
    """Without day, dose and place, which stay to be asked: less known is held more strictly."""
    told = quote(said.note, said.words[mention.first].start, said.words[mention.last - 1].end)
    return ProposedFact(
        kind,
        code,
        Answer.YES,
        told,
        quote(said.note, said.sentence.start, said.sentence.end),
        name={FactKind.MEDICINE: code, FactKind.TREATMENT: told.text}.get(kind, ""),
        status=Status.UNKNOWN if kind is FactKind.MEDICINE else None,
        zones=tuple(zones) or None if kind is FactKind.GOAL else None,
        source=Source.MODEL,
    )


def _left_by_next(fact: ProposedFact, said: Marked) -> ProposedFact | None:
    """As the sentence behind leaves it: `Client denies all.`, `No, that is her mother.`"""
    left = taken_back_next(denied_next((fact,), said), said, ())
    return left[0] if len(left) == 1 else None
