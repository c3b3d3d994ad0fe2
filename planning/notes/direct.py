"""Answers that stand beside a thing: in a form, by a sign, or in the words right behind it."""

from __future__ import annotations

from planning.notes.clauses import direct_answer
from planning.notes.language import Found
from planning.notes.marked import Marked, Mention
from planning.notes.vocabulary import single_words
from planning.profile import Answer


def direct(said: Marked, mention: Mention) -> Answer | None:
    """The answer of a form, a sign, or the words right behind a thing; None where there is none."""
    question = said.answer_to(mention)
    if question is not None and question.state in ("yes", "no", "unknown"):
        return _turned(Answer(question.state), said.keys[question.first : mention.last])
    sign = _sign(said, mention)
    if sign is not None:
        return sign
    answer = direct_answer(said.keys, mention.last, said.cues)
    often = answer is not None and counted(said, answer)
    return Answer(answer.name.removeprefix("direct.")) if answer and not often else _shared(said, mention)


def _turned(answer: Answer, asked: tuple[str, ...]) -> Answer:
    """A question that denies (`no known allergies`) is denied by a yes; a no to it is not sure to be a yes."""
    if not single_words("denying") & {*asked}:
        return answer
    return Answer.NO if answer is Answer.YES else Answer.UNKNOWN


def _shared(said: Marked, mention: Mention) -> Answer | None:
    """`Keloids, HSV: no` answers for both; without the colon only the last is answered."""
    later = [m for m in said.mentions if m.first >= mention.last and m.opens == mention.opens]
    if not later or any(
        key not in (",", "/", "or", "and", "hx", "a", "an", "any", "of")
        for key in said.keys[mention.last : later[0].first]
    ):
        return None
    sign = _sign(said, later[0]) if said.keys[mention.last : later[0].first] == ("/",) else None
    if sign is not None and said.keys[later[0].last : later[0].last + 1] == ("(",):
        return sign  # `Pacemaker/AICD (-)`
    behind = said.keys[later[0].last : later[0].last + 1]
    listed = mention.first == mention.opens or said.keys[mention.first - 1] in (":", ",")
    if behind and (behind[0] == ":" or (listed and behind[0] in ("?", "-", "–"))):
        return direct(said, later[0])
    return _shared(said, later[0])


def _sign(said: Marked, mention: Mention) -> Answer | None:
    """`(+) HSV`, `+HSV`, `-keloids`."""
    before = said.keys[max(mention.first - 3, 0) : mention.first]
    if before[-3:] in (("(", "+", ")"), ("(", "-", ")"), ("(", "–", ")")):
        return Answer.YES if before[-2] == "+" else Answer.NO
    behind = said.keys[mention.last : mention.last + 3]
    if behind in (("(", "+", ")"), ("(", "-", ")"), ("(", "–", ")")):
        return Answer.YES if behind[1] == "+" else Answer.NO
    if behind[:1] == ("+",) and _closes(said, mention.last):
        return Answer.YES
    if behind[:1] == ("-",) and said.words[mention.last].start == said.words[mention.last - 1].end:
        return Answer.NO
    if _signed_list(said, mention.first):
        return Answer.YES if before[-1] == "+" else Answer.NO
    if len(before) > 1 and before[-2] in ("to", "of", "for", "from", "the"):  # `allergic to -caines`
        return None
    touching = mention.first > 0 and said.words[mention.first - 1].end == said.words[mention.first].start
    if not touching or before[-1] not in ("+", "-", "–"):
        return None
    return Answer.YES if before[-1] == "+" else Answer.NO


def _signed_list(said: Marked, place: int) -> bool:
    """`+ melasma, - keloids`: signs before several things, at least one of them a plus."""
    if place == 0 or said.keys[place - 1] not in ("+", "-", "–"):
        return False
    signs = {said.keys[i] for i in range(len(said.keys)) if i == 0 or said.keys[i - 1] in (",", ";", "but", "and", "(")}
    if place == 1:  # a bullet would not be among the words
        return True
    leads = said.keys[place - 2] in (",", ";", "but", "and", "(")
    return leads and "+" in signs and bool(signs & {"-", "–", "+"})


def _closes(said: Marked, place: int) -> bool:
    """A plus that belongs to what stands before it (`HSV+`), and joins nothing (`tox + filler`)."""
    touching = said.words[place].start == said.words[place - 1].end
    return touching or place + 1 >= len(said.keys) or said.keys[place + 1] in (",", ";")


def counted(said: Marked, cue: Found) -> bool:
    """`Maybe twice a year` is not sure how often, but sure that it is so."""
    behind = "".join(said.keys[cue.last : cue.last + 1])
    return said.keys[cue.first] == "maybe" and (behind[:1].isdigit() or behind in ("once", "twice", "a", "every"))
