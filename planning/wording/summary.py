"""An option in a few plain sentences, from the option alone. Nothing clinical is decided here."""

from __future__ import annotations

from collections.abc import Iterator

from planning.plan import PlanOption
from planning.wording.words import Language, Words, money


def summary(option: PlanOption, language: Language = "en") -> str:
    """How much, when, for how much, and what is open. Treatments keep the practice's own titles."""
    return " ".join(_sentences(option, Words(language)))


def open_points(option: PlanOption, words: Words) -> str:
    """That lines are on hold or blocked, and what follows; empty where none is."""
    held = sum(not check.approvable for check in option.checks)
    return words.counted("sum_held", held) if held else ""


def span(option: PlanOption, words: Words) -> str:
    """`from December 1, 2026 to March 3, 2027`."""
    days = [visit.date for visit in option.attendances]
    if not days:
        return words["sum_undated"]
    if days[0] == days[-1]:
        return words.written("sum_one_day", first=words.day(days[0]))
    return words.written("sum_days", first=words.day(days[0]), last=words.day(days[-1]))


def _when(option: PlanOption, words: Words) -> str:
    """`in 3 visits from December 1, 2026 to March 3, 2027`."""
    if not option.attendances:
        return span(option, words)
    return words.counted("sum_visits", len(option.attendances), when=span(option, words))


def _sentences(option: PlanOption, words: Words) -> Iterator[str]:
    yield opening(option, words)
    yield from price(option, words)
    if said := open_points(option, words):
        yield said


def opening(option: PlanOption, words: Words) -> str:
    """How many treatments, when, and which."""
    if not option.items:
        return words["sum_nothing"]
    titles = "; ".join(item.title for item in option.items)
    return words.counted("sum_what", len(option.items), when=_when(option, words), titles=titles)


def price(option: PlanOption, words: Words) -> Iterator[str]:
    """The total and what it saves."""
    paid = option.investment
    if paid.total:
        yield words.written("sum_total" if option.items else "sum_home", total=money(paid.total, paid.currency))
    if paid.total and paid.saves:
        yield words.written("sum_saves", saves=money(paid.saves, paid.currency))
