"""What a sentence takes back of the one before: `No, that is her grandson.`, `She does not have it.`"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from planning.notes.denials import DENIED, IT_IS_THEIRS, NOT_THE_CLIENT, THEIRS, plain
from planning.notes.facts import Certainty, Experiencer, FactKind, ProposedFact
from planning.notes.marked import Marked
from planning.notes.vocabulary import single_words
from planning.profile import Answer

_SUPPOSED = (Certainty.HYPOTHETICAL, Certainty.UNCERTAIN)
_NO_THATS = re.compile(
    r"[\s\"'“]*(?:no|sorry|correction|actually|wait|rather|in fact|scratch that)\b[, –—-]*", re.IGNORECASE
)
_WRONG = re.compile(
    r"[\s\"'“]*(?:but )?(?:that|this|it) (?:is|was|turned out to be) (?:simply |just |clearly )?"
    r"(?:wrong|a mistake|an error|incorrect|untrue|false|not (?:right|true|correct|so|the case))\b",
    re.IGNORECASE,
)
_REFERS = re.compile(r"\b(?:it|one|them|either|any|that|this)\b", re.IGNORECASE)
_NONE_LEFT = re.compile(
    r"\b(?:came out|come out|taken out|took (?:it|them) out|removed"
    r"|(?:no|not any|nothing|none)\b[^.;]{0,20}\bleft|any ?more|gone)\b",
    re.IGNORECASE,
)


def taken_back_next(
    before: Sequence[ProposedFact], said: Marked, told: Sequence[ProposedFact]
) -> tuple[ProposedFact, ...]:
    """The facts of the sentence before, as this one, of which `told` was read, leaves them."""
    text = plain(said.note[said.sentence.start : said.sentence.end])
    own = [fact for fact in before if fact.experiencer is Experiencer.CLIENT and fact.kind in _KINDS]
    if not own:
        return tuple(before)
    last = own[-1]
    if last.certainty in _SUPPOSED and last.sentence.text.rstrip("\"'”’ ").endswith("?"):
        answers = tuple(_answers(last, text, said))
        return _without(before, last, answers) if answers else tuple(before)
    if _of_a_relative(text) and last.kind is FactKind.HEALTH:
        return _with(before, last, replace(_settled(last, Answer.YES), experiencer=Experiencer.FAMILY))
    if _WRONG.match(text) and last.answer is not Answer.NO:
        return _with(before, last, _settled(last, Answer.NO))
    if last.certainty in _SUPPOSED and _denies_it(text, said):
        return _with(before, last, _settled(last, Answer.NO))
    return tuple(fact for fact in before if not _none_left(fact, text, told))


_KINDS = (FactKind.HEALTH, FactKind.MEDICINE)


def _answers(asked: ProposedFact, text: str, said: Marked) -> Iterator[ProposedFact]:
    """`Do you have a pacemaker? My dad does, I don't.`"""
    if asked.kind is not FactKind.HEALTH or any(
        m.term.kind in ("health", "allergen") and asked.code not in m.term.codes for m in said.mentions
    ):
        return
    if THEIRS.search(text):
        yield replace(_settled(asked, Answer.YES), experiencer=Experiencer.FAMILY)
    if DENIED.search(text) or NOT_THE_CLIENT.search(text) or _NO.match(text):
        yield _settled(asked, Answer.NO)
    elif _YES.match(text):
        yield _settled(asked, Answer.YES)


_YES = re.compile(
    r"[\s\"'“]*(?:(?:she|he|pt|the (?:patient|client)) (?:said|says|answered|replied|confirmed),? )?"
    r"(?:yes|yeah|yep|(?:she|he|i) (?:does|do|has|have|is|am))\b(?! not|n't| never| no\b)",
    re.IGNORECASE,
)
_NO = re.compile(
    r"[\s\"'“]*(?:(?:oh|heavens|goodness|god|good grief|gosh|well|er|um|definitely|certainly|absolutely"
    r"|she (?:said|says)|i said)[, ]+)*"
    r"(?:no|none|never|not at all|nope|neither)\b(?! (?:idea|longer|doubt|wonder|sure))",
    re.IGNORECASE,
)


def _without(
    before: Sequence[ProposedFact], old: ProposedFact, new: tuple[ProposedFact, ...]
) -> tuple[ProposedFact, ...]:
    return (*(fact for fact in before if fact is not old), *new)


def _of_a_relative(text: str) -> bool:
    opens = _NO_THATS.match(text)
    return opens is not None and IT_IS_THEIRS.match(text, opens.end()) is not None


def _denies_it(text: str, said: Marked) -> bool:
    """Names nothing that could be meant instead."""
    found = [match for match in DENIED.finditer(text) if _REFERS.search(match[0].split(" ", 1)[-1])]
    return bool(found) and not any(m.term.kind in ("health", "medicine", "allergen") for m in said.mentions)


def _none_left(fact: ProposedFact, text: str, told: Sequence[ProposedFact]) -> bool:
    """`Her jaw was wired. The wires came out, and no metal is left.`"""
    gone = any((no.code, no.answer, no.experiencer) == (fact.code, Answer.NO, fact.experiencer) for no in told)
    out = fact.answer is Answer.YES and fact.code in single_words("removable")
    return out and gone and fact.experiencer is Experiencer.CLIENT and _NONE_LEFT.search(text) is not None


def _with(before: Sequence[ProposedFact], old: ProposedFact, new: ProposedFact) -> tuple[ProposedFact, ...]:
    return tuple(new if fact is old else fact for fact in before)


def _settled(fact: ProposedFact, answer: Answer) -> ProposedFact:
    fact = replace(fact, answer=answer, certainty=Certainty.STATED, status=None)
    return replace(fact, on=None, started=None, stopped=None, dose="")
