"""An option in a sentence or two, to the provider. Fixed words; nothing clinical is decided here."""

from __future__ import annotations

from planning.drafting.tried import Tried
from planning.plan import Tier

TITLES: dict[Tier, str] = {
    "good": "What matters most",
    "better": "The fuller plan",
    "best": "Everything that is worth its while",
    "nothing_now": "Nothing now",
}


def summary(tried: Tried) -> str:
    """How much, when, for how much, and what is open."""
    return " ".join(filter(None, (_what(tried), _price(tried), _open(tried))))


def _what(tried: Tried) -> str:
    if not tried.items:
        return "No treatment is put forward now."
    days = sorted({visit.date for visit in tried.visits})
    when = f"on {days[0]}" if len(days) == 1 else f"on {len(days)} days from {days[0]} to {days[-1]}"
    return f"{_counted(len(tried.items), 'treatment')} {when}: {'; '.join(item.title for item in tried.items)}."


def _price(tried: Tried) -> str:
    money = tried.investment
    if not money.total:
        return ""
    if not tried.items:
        return f"Care at home: {money.total:,} {money.currency}."
    saved = f", {money.saves:,} less than singly" if money.saves else ""
    return f"{money.total:,} {money.currency} in all{saved}."


def _open(tried: Tried) -> str:
    held = [check for check in tried.checks if not check.approvable]
    if not held:
        return ""
    return (
        f"{_counted(len(held), 'line')} on hold: questions are open, and until they are answered nothing is approved."
    )


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
