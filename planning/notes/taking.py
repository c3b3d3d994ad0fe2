"""Whether a medicine is taken now, was stopped, or is not taken."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

from planning.notes.dates import Dated, Sense
from planning.notes.facts import Status
from planning.notes.language import Found
from planning.notes.marked import Marked, Mention
from planning.notes.timing import goes_on
from planning.notes.vocabulary import single_words
from planning.profile import Answer


def status_of(
    said: Marked, mention: Mention, answer: Answer, dates: tuple[Dated, ...], on: date
) -> tuple[Answer, Status | None]:
    """A no without a word of stopping says that it is not taken; with one, that it was."""
    cue = _nearest(said, mention)
    if _not_for_long(said, mention):
        return Answer.YES, Status.STOPPED
    if _never_taken(said, mention):
        return Answer.NO, None
    if answer is Answer.NO:
        return (Answer.YES, Status.STOPPED) if _stopped_behind(said, mention) else (answer, None)
    if mention.term.codes[0] in single_words("given_once"):
        return Answer.YES, Status.STOPPED
    if _switched_to(said, mention) or _taken_today(said, mention, cue, dates, on):
        return Answer.YES, Status.TAKING
    if cue is not None:
        stopped = cue.name.startswith("stopped")
        return Answer.YES, Status.STOPPED if stopped else Status.TAKING
    if _ended(dates):
        return Answer.YES, Status.STOPPED
    return Answer.YES, Status.TAKING


def _not_for_long(said: Marked, mention: Mention) -> bool:
    """`Has not used it in a month`, `has not taken it since May`."""
    before, behind = said.keys[mention.opens : mention.first], said.keys[mention.last : mention.last + 2]
    lately = behind[:1] in (("in",), ("for",), ("since",)) and "the" not in behind and "past" not in behind
    return mention.negated and lately and bool({"used", "taken", "applied", "had", "been", "touched"} & {*before})


def was_stopped(said: Marked, mention: Mention) -> bool:
    """Said of the client behind, whatever was said before: `accutane, which she finished last month`."""
    cues = said.cued("stopped.after", "stopped.before", first=mention.last, last=_end(said, mention))
    past = (cue for cue in cues if said.keys[cue.first] in _OVER and not said.between(mention.last, cue.first))
    return any(
        {"she", "he", "pt", "i", "patient", "client"} & {*said.keys[max(cue.first - 2, 0) : cue.first]} for cue in past
    )


_OVER = frozenset(("stopped", "finished", "completed", "quit", "discontinued"))


def _switched_to(said: Marked, mention: Mention) -> bool:
    """`Switched from Retin-A to retinol.`"""
    before = said.keys[mention.opens : mention.first]
    return before[-1:] == ("to",) and bool({"switched", "changed", "transitioned"} & {*before})


def _taken_today(said: Marked, mention: Mention, cue: Found | None, dates: tuple[Dated, ...], on: date) -> bool:
    """`Starting it tonight`, `took it this morning`: no word says that this was the last."""
    today = bool(dates) and all(dated.when.first == on for dated in dates)
    today &= not {"last", "final"} & {*said.keys[mention.opens : mention.closes]}
    return today and (cue is None or said.keys[cue.first : cue.last] in (("took",), ("had",), ("i", "took")))


def _ended(dates: tuple[Dated, ...]) -> bool:
    """`Accutane 2019`, `from January to June`: over, where no word says that it goes on."""
    senses = {dated.sense for dated in dates}
    return bool(dates) and (Sense.UNTIL in senses or senses == {Sense.ON})


def _never_taken(said: Marked, mention: Mention) -> bool:
    """`Was prescribed it but never took it.`"""
    return any(True for _ in said.cued("never_taken", first=mention.last, last=_end(said, mention)))


def _stopped_behind(said: Marked, mention: Mention) -> bool:
    """`Denies taking it, but finished a course in May`: in a clause of its own that names nothing else."""
    end = _end(said, mention)
    if said.keys[max(mention.first - 2, 0) : mention.first] in _NO_MORE_OF:
        return True
    if _NO_MORE & {*said.keys[mention.last : end], *pairwise(said.keys[mention.last : end])}:
        return True
    cues = said.cued("stopped.before", "stopped.after", first=mention.closes, last=end)
    return any(said.keys[cue.first] in _SAID_AFTER - {"no", "last"} for cue in cues)


def _nearest(said: Marked, mention: Mention) -> Found | None:
    """The cue that decides: one of stopping behind it, else the last before it, else one of taking behind it."""
    end = _end(said, mention)
    behind = [
        c
        for c in said.cued("stopped.after", "taking.after", "stopped.before", first=mention.last, last=end)
        if _own(said, mention, c)
    ]
    behind = [cue for cue in behind if said.keys[cue.last : cue.last + 1] not in (("tomorrow",), ("next",), ("then",))]
    behind = [cue for cue in behind if "first" not in said.keys[cue.last : cue.last + 3]]  # `took the first dose`
    stop = next(
        (
            cue
            for cue in behind
            if cue.name == "stopped.after" or (cue.name == "stopped.before" and said.keys[cue.first] in _SAID_AFTER)
        ),
        None,
    )
    before = [
        cue
        for cue in said.cued("taking.before", "stopped.before", first=mention.opens, last=mention.first)
        if said.keys[cue.first] not in _OF_ANY or not said.answered(cue.last, mention.first)
    ]
    if (
        before
        and before[-1].name == "taking.before"
        and before[-1].last == mention.first
        and _past_of(said, mention, stop)
    ):
        return before[-1]
    taking = next((cue for cue in behind if cue.name == "taking.after"), None)
    if taking and stop and taking.first < stop.first and _last_time(said, taking, stop):
        return taking
    if stop is not None:
        return stop
    if not before:
        return taking
    return (
        taking
        if taking is not None
        and said.keys[before[-1].first] in ("had", "hx", "history", "h/o", "prior", "past", "treated")
        and taking.last - taking.first
        else before[-1]
    )


def _last_time(said: Marked, taking: Found, stop: Found) -> bool:
    """`Nightly, last applied 2 nights ago` is taken still."""
    between = said.keys[taking.last : stop.first + 1]
    return said.keys[stop.first] == "last" or (said.keys[stop.first] == "ago" and "last" in between)


_NO_MORE_OF = (("any", "more"), ("no", "more"))
_NO_MORE = frozenset(("anymore", ("any", "more"), ("any", "longer")))
_OF_ANY = ("s/p", "hx", "history", "h/o", "post", "prior", "past")  # of whatever stands right behind
_SAID_AFTER = single_words("said_after")


def _past_of(said: Marked, mention: Mention, stop: Found | None) -> bool:
    """`Takes Advil, last took it this morning` and `prn, last dose yesterday` are still taken; `until` never is."""
    return stop is not None and said.keys[stop.first] in ("last", "ago", "years")


def _own(said: Marked, mention: Mention, cue: Found) -> bool:
    return not said.between(mention.last, cue.first)


def _end(said: Marked, mention: Mention) -> int:
    """To the end of its clause and of those behind that name nothing."""
    last = mention.closes
    while last < len(said.keys) and goes_on(said, last, mention):
        last = said.clause(last)[1]
    return last
