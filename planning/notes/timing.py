"""Which of a sentence's days belong to which of its things."""

from __future__ import annotations

from datetime import date

from planning.notes.dates import Dated, Sense
from planning.notes.marked import Marked, Mention
from planning.notes.when import When


def dates_of(said: Marked, mention: Mention, on: date) -> tuple[Dated, ...]:
    """Past days said of a thing: behind it before the next thing, else before it, else behind more of its kind."""
    last = _extent(said, mention)
    following = [m for m in said.mentions if m.first >= mention.last and not _aside(said, m, mention)]
    following = [m for m in following if m.term.kind != "ignored"]
    end = following[0].first if following else len(said.keys)
    for first, stop in ((mention.last, min(end, last)), (_previous(said, mention), mention.first)):
        found = _within(said, first, stop, on)
        told_how_long = mention.term.kind == "treatment" and all(one.sense is Sense.LASTING for one in found)
        if found and not told_how_long:
            return found
    if inside := _within(said, mention.first, mention.last, on):
        return inside
    listed = _listed(said, mention, following)
    return _within(said, listed.last, _extent(said, listed), on)[:1] if listed is not mention else ()


def _aside(said: Marked, mention: Mention, of: Mention) -> bool:
    """Named only as a purpose (`paused for the peel`) or a place (`Radiesse jawline`), or as what it was treated by."""
    if of.term.kind == "treatment" and mention.term.kind == "goal":
        return True
    if {of.term.codes[0], mention.term.codes[0]} == {"skin_cancer", "facial_surgery"}:
        return True
    before = said.keys[max(mention.first - 2, 0) : mention.first]
    purpose = mention.term.kind == "treatment" or of.term.kind == "medicine"
    return "for" in before and purpose


def _within(said: Marked, first: int, stop: int, on: date) -> tuple[Dated, ...]:
    if first >= stop:
        return ()
    start, end = said.words[first].start, said.words[stop - 1].end
    return tuple(d for d in said.dates if start <= d.start and d.end <= end + 1 and d.when.first <= on)


def _extent(said: Marked, mention: Mention) -> int:
    """To the end of its clause and of the clauses behind that name nothing: they go on about it."""
    last = mention.closes
    while last < len(said.keys) and goes_on(said, last, mention) and not _of_others(said, last):
        last = said.clause(last)[1]
    return last


def goes_on(said: Marked, first: int, mention: Mention) -> bool:
    """The clause names nothing, or only what stands aside: `stopped last week for her peel`."""
    last = said.clause(first)[1]
    return all(_aside(said, other, mention) for other in said.mentions if first <= other.first < last)


def _of_others(said: Marked, first: int) -> bool:
    return any(True for _ in said.cued("family.nouns", first=first, last=said.clause(first)[1]))


def _previous(said: Marked, mention: Mention) -> int:
    """A day before a thing is its own unless another thing of the clause stands before it."""
    before = max((m.last for m in said.mentions if mention.opens <= m.last <= mention.first), default=mention.opens)
    alone = before == mention.opens or mention.term.kind == "treatment"
    return before if alone else mention.first


_JOINTS = frozenset((",", "and", "&", "/", "w/", "with", "+", "plus"))


def _listed(said: Marked, mention: Mention, following: list[Mention]) -> Mention:
    """The last of a list that begins with a thing: `Botox and filler in June`."""
    last = mention
    for other in following:
        gap = said.keys[last.last : other.first]
        joints = _JOINTS - {","} if mention.term.kind == "medicine" else _JOINTS
        if gap not in (("to",), ("after",), ("from",), ("during",), ("following",)) and (
            other.term.kind != mention.term.kind or any(key not in joints for key in gap)
        ):
            break
        last = other
    return last


def on_day(dates: tuple[Dated, ...]) -> When | None:
    """The last day named, as an event's."""
    days = [dated.when for dated in dates if dated.sense in (Sense.ON, Sense.UNTIL)]
    closer = [when for when in days if not any(_within_of(other, when) for other in days)]
    return max(closer, key=lambda when: when.last) if closer else None


def _within_of(day: When, span: When) -> bool:
    """`Last week (11/9)`: the day is told better."""
    return day != span and span.first <= day.first and day.last <= span.last


def since_day(dates: tuple[Dated, ...]) -> When | None:
    """The first day named with `since`, `for` or `x`."""
    days = [dated.when for dated in dates if dated.sense in (Sense.SINCE, Sense.LASTING)]
    return min(days, key=lambda when: when.first) if days else None
