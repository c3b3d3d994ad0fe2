"""Answers to the questions of the health catalogue."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from planning.notes.assertion import Assertion, assertion, refused
from planning.notes.dates import Dated
from planning.notes.facts import Certainty, FactKind, ProposedFact
from planning.notes.herpes import all_denied_now, begun_lately, none_now
from planning.notes.language import Found
from planning.notes.marked import Marked, Mention
from planning.notes.places import places_of
from planning.notes.spans import quote
from planning.notes.timing import dates_of, on_day, since_day
from planning.notes.vocabulary import single_words
from planning.notes.when import When
from planning.profile import Answer, health_catalogue

_PASSING = single_words("passing")
_RECURRING = single_words("recurring")
_NEAR = 5


def health_facts(said: Marked, mention: Mention, on: date) -> Iterator[ProposedFact]:
    """What one mention answers; nothing where it only sounds like an answer (`pregnancy test declined`)."""
    meant = assertion(said, mention)
    if mention.term.sense == "result" and not _has_result(said, mention):
        return
    if _is_reaction(said, mention) or refused(said, mention):
        return
    dates = dates_of(said, mention, on)
    for code in mention.term.codes:
        code, answer = _present(said, mention, code, meant, on)
        if answer is None:
            continue
        yield ProposedFact(
            FactKind.HEALTH,
            code,
            answer,
            quote(said.note, said.words[mention.first].start, said.words[mention.last - 1].end),
            quote(said.note, said.sentence.start, said.sentence.end),
            on=_day(said, mention, dates, answer) if answer is not Answer.UNKNOWN else None,
            started=since_day(dates) if answer is Answer.YES and not _dated_no(said, mention) else None,
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


def _has_result(said: Marked, mention: Mention) -> bool:
    near = said.keys[max(mention.first - 2, 0) : mention.last + 4]
    return any(key in _RESULTS for key in near)


def _result(said: Marked, mention: Mention) -> Answer:
    near = {*said.keys[max(mention.first - 2, 0) : mention.last + 4]}
    return Answer.YES if near & _POSITIVE and not near & _NEGATIVE else Answer.NO


_POSITIVE = frozenset(("positive", "pos", "+"))
_NEGATIVE = frozenset(("negative", "neg", "-"))
_RESULTS = _POSITIVE | _NEGATIVE


def _present(said: Marked, mention: Mention, code: str, meant: Assertion, on: date) -> tuple[str, Answer | None]:
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
            _near(said, mention, "active.near")
            or _beside_active(said, mention)
            or begun_lately(dates_of(said, mention, on), on)
        )
        and not _near(said, mention, "resolved.near")
        and not none_now(said.note[said.words[mention.last - 1].end : said.sentence.end])
    ):
        return "active_herpes", answer
    behind = said.note[said.words[mention.last - 1].end : said.sentence.end]
    if code == "herpes_history" and mention.term.sense == "activity" and answer is Answer.NO and all_denied_now(behind):
        return "active_herpes", answer
    if code in _RECURRING and answer is Answer.NO and _dated_no(said, mention):
        return code, Answer.YES
    if answer is not Answer.YES or code not in _PASSING:
        return code, answer
    if code == "pregnancy":
        return code, _pregnant(said, mention)
    if health_catalogue()[code].kind == "skin" and _long_ago(said, mention, on):
        return code, Answer.NO
    over = _near(said, mention, "resolved.near") and not _near(said, mention, "active.near", but=_WEAK)
    return code, Answer.NO if over else answer


def _long_ago(said: Marked, mention: Mention, on: date) -> bool:
    """What the skin had on a day more than a month back, and nothing says that it is there still."""
    when = on_day(dates_of(said, mention, on))
    if mention.last - mention.first > _NEAR:
        return False  # a description tells all of it: `a cold sore every winter, feels one coming`
    return when is not None and (on - when.last).days > _MONTH and not _near(said, mention, "active.near")


_MONTH = 31


def _wishes(said: Marked, mention: Mention) -> bool:
    return any(True for _ in said.cued("wish.before", "planned.before", first=mention.opens, last=mention.first))


def _with_sense(mention: Mention, answer: Answer) -> Answer:
    """A form that denies by itself (`nonsmoker`) turns the answer around."""
    if mention.term.sense != "no" or answer is Answer.UNKNOWN:
        return answer
    return Answer.NO


def _dated_no(said: Marked, mention: Mention) -> bool:
    """`No cold sores since 2019` says that there were some."""
    return mention.negated and said.keys[mention.last : mention.last + 1] in (("since",), ("until",), ("till",))


def _day(said: Marked, mention: Mention, dates: tuple[Dated, ...], answer: Answer) -> When | None:
    if answer is Answer.YES and health_catalogue()[mention.term.codes[0]].kind == "state":
        return None  # it is so today, whatever day stands beside it
    if _dated_no(said, mention):
        return since_day(dates) or on_day(dates)
    if answer is Answer.NO:
        return None if mention.negated else on_day(dates) or since_day(dates)
    return on_day(dates)


def _pregnant(said: Marked, mention: Mention) -> Answer | None:
    """A pregnancy that is over, or that only dates something else, says nothing of today."""
    now = any(
        key in ("currently", "now", "is", "wks", "weeks", "wk", "am", "still", "found")
        for key in said.keys[mention.opens : mention.closes]
    )
    before = said.cued("past.before", first=max(mention.opens, mention.first - _NEAR), last=mention.first)
    behind = said.cued("past.behind", first=mention.last, last=min(mention.closes, mention.last + _NEAR))
    over = [*before, *behind]
    if any(
        cue.name == "stopped.before"
        for cue in said.cued("stopped.before", first=mention.opens, last=mention.first)
        if said.keys[cue.first] == "no"
    ):
        return Answer.NO
    return None if over and not now else Answer.YES


# `now cleared` is over.
_WEAK = ("now", "currently", "present", "today", "presently", "at", "current")


def _near(said: Marked, mention: Mention, name: str, but: tuple[str, ...] = ()) -> bool:
    """In its clause, or in what goes on about it behind."""
    behind = mention.closes
    while behind < len(said.keys) and not said.answered(behind, said.clause(behind)[1]):
        behind = said.clause(behind)[1]
    first = max(mention.opens, mention.first - _NEAR)
    return any(
        (not said.answered(cue.last, mention.first) or _of_list(said, cue, mention))
        and not said.answered(mention.last, cue.first)
        for cue in said.cued(name, first=first, last=behind)
        if said.keys[cue.first] not in but
        and not _denied_behind(said, mention, cue)
        and not _elsewhere(said, mention, cue)
        and not (said.keys[cue.last - 1] == "treated" and said.keys[cue.last : cue.last + 1] in _BY)
    )


def _beside_active(said: Marked, mention: Mention) -> bool:
    """`Active infection or cold sores` names the first as a whole."""
    before = [m for m in said.mentions if m.last <= mention.first]
    joined = before and {*said.keys[before[-1].last : mention.first]} <= {"or", "/", "and", "nor"}
    return bool(joined) and said.keys[before[-1].first] in ("active", "current")


def _of_list(said: Marked, cue: Found, mention: Mention) -> bool:
    """`Any active infections or cold sores?` asks for both as they are now."""
    covered = {i for m in said.mentions for i in range(m.first, m.last)}
    gap = {said.keys[i] for i in range(cue.last, mention.first) if i not in covered}
    return said.keys[cue.first] in ("active", "current", "currently") and gap <= {"or", "/", "and", ",", "any"}


_BY = (("by",), ("with",), ("w/",), ("for",), ("at",), ("w",))  # what is being treated is not over


def _elsewhere(said: Marked, mention: Mention, cue: Found) -> bool:
    """Said of a medicine (`stopped her pill`, `acyclovir, starting today`), or awaited (`when it cleared`)."""
    drugs = [m for m in said.mentions if m.term.kind == "medicine" and m.first >= mention.last]
    of_drug = any(m.last <= cue.first or cue.last <= m.first <= cue.last + 1 for m in drugs)
    waits = bool(single_words("awaiting") & {*said.keys[max(cue.first - 3, 0) : cue.first]})
    of_drug &= said.keys[cue.first] in single_words("of_medicine")
    return waits or (cue.first >= mention.last and of_drug)


def _denied_behind(said: Marked, mention: Mention, cue: Found) -> bool:
    """`Cold sores since childhood; none currently.`"""
    opens, closes = said.clause(cue.first)
    return opens != mention.opens and bool(_NONE & {*said.keys[opens:closes]})


_NONE = frozenset(("none", "no", "not", "denies", "doesn't", "hasn't", "n", "nothing"))


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
