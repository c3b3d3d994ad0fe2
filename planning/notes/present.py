"""The question that a thing answers, and its answer today."""

from __future__ import annotations

from datetime import date

from planning.notes.assertion import Assertion
from planning.notes.beside import NEAR, WEAK, beside_active, told_near
from planning.notes.facts import Certainty
from planning.notes.herpes import all_denied_now, begun_lately, none_now
from planning.notes.marked import Marked, Mention
from planning.notes.timing import dates_of, on_day
from planning.notes.vocabulary import single_words
from planning.profile import Answer, health_catalogue

_PASSING = single_words("passing")
_RECURRING = single_words("recurring")


def has_result(said: Marked, mention: Mention) -> bool:
    """Does a result stand beside a test?"""
    near = said.keys[max(mention.first - 2, 0) : mention.last + 4]
    return any(key in _RESULTS for key in near)


def _result(said: Marked, mention: Mention) -> Answer:
    near = {*said.keys[max(mention.first - 2, 0) : mention.last + 4]}
    return Answer.YES if near & _POSITIVE and not near & _NEGATIVE else Answer.NO


_POSITIVE = frozenset(("positive", "pos", "+"))
_NEGATIVE = frozenset(("negative", "neg", "-"))
_RESULTS = _POSITIVE | _NEGATIVE


def present(said: Marked, mention: Mention, code: str, meant: Assertion, on: date) -> tuple[str, Answer | None]:
    """The question a mention answers, and its answer today."""
    if mention.term.sense == "wished" and meant.certainty is Certainty.HYPOTHETICAL and not _wishes(said, mention):
        code = "pregnancy"
    if meant.certainty is not Certainty.STATED:
        return code, meant.answer
    if mention.term.sense == "result":
        return code, _result(said, mention)
    answer = _with_sense(mention, meant.answer)
    if mention.term.sense == "member" and answer is Answer.NO:
        return code, None  # no HIV does not say that nothing weakens the immune system
    if mention.term.sense == "unless_no" and answer is Answer.YES:
        return code, Answer.UNKNOWN  # metal, and nobody said where
    if (
        code == "herpes_history"
        and mention.term.sense == "activity"
        and (
            told_near(said, mention, "active.near")
            or beside_active(said, mention)
            or begun_lately(dates_of(said, mention, on), on)
        )
        and not told_near(said, mention, "resolved.near")
        and not none_now(said.note[said.words[mention.last - 1].end : said.sentence.end])
    ):
        return "active_herpes", answer
    behind = said.note[said.words[mention.last - 1].end : said.sentence.end]
    if code == "herpes_history" and mention.term.sense == "activity" and answer is Answer.NO and all_denied_now(behind):
        return "active_herpes", answer
    if code in _RECURRING and answer is Answer.NO and dated_no(said, mention):
        return code, Answer.YES
    if answer is not Answer.YES or code not in _PASSING:
        return code, answer
    if code == "pregnancy":
        return code, _pregnant(said, mention)
    if health_catalogue()[code].kind == "skin" and _long_ago(said, mention, on):
        return code, Answer.NO
    over = told_near(said, mention, "resolved.near") and not told_near(said, mention, "active.near", but=WEAK)
    return code, Answer.NO if over else answer


def _long_ago(said: Marked, mention: Mention, on: date) -> bool:
    """What the skin had on a day more than a month back, and nothing says that it is there still."""
    when = on_day(dates_of(said, mention, on))
    if mention.last - mention.first > NEAR:
        return False  # a description tells all of it: `a cold sore every winter, feels one coming`
    return when is not None and (on - when.last).days > _MONTH and not told_near(said, mention, "active.near")


_MONTH = 31


def _wishes(said: Marked, mention: Mention) -> bool:
    return any(True for _ in said.cued("wish.before", "planned.before", first=mention.opens, last=mention.first))


def _with_sense(mention: Mention, answer: Answer) -> Answer:
    """A form that denies by itself (`nonsmoker`) turns the answer around."""
    if mention.term.sense != "no" or answer is Answer.UNKNOWN:
        return answer
    return Answer.NO


def dated_no(said: Marked, mention: Mention) -> bool:
    """`No cold sores since 2019` says that there were some."""
    return mention.negated and said.keys[mention.last : mention.last + 1] in (("since",), ("until",), ("till",))


def _pregnant(said: Marked, mention: Mention) -> Answer | None:
    """A pregnancy that is over, or that only dates something else, says nothing of today."""
    now = any(
        key in ("currently", "now", "is", "wks", "weeks", "wk", "am", "still", "found", "answered", "ticked")
        for key in said.keys[mention.opens : mention.closes]
    )
    before = said.cued("past.before", first=max(mention.opens, mention.first - NEAR), last=mention.first)
    behind = said.cued("past.behind", first=mention.last, last=min(mention.closes, mention.last + NEAR))
    over = [*before, *behind]
    if any(
        cue.name == "stopped.before"
        for cue in said.cued("stopped.before", first=mention.opens, last=mention.first)
        if said.keys[cue.first] == "no"
    ):
        return Answer.NO
    return None if over and not now else Answer.YES
