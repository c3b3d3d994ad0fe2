"""The built-in summary: from the option alone, in two languages, plain to read, with what is open always said."""

from __future__ import annotations

from datetime import time
from decimal import Decimal

import pytest

from planning.documents.client import client_pages
from planning.documents.reading_grade import reading_grade
from planning.plan import PlanOption
from planning.wording import Language, summary
from tests.planning.documents.drafted import checks, draft, option, request

HARDEST = 8.0


def plain(made: PlanOption) -> PlanOption:
    """With one-syllable titles: a treatment's name is the practice's, not ours to make easy."""
    named = made.model_copy(update={"primary": tuple(i.model_copy(update={"title": "Peel"}) for i in made.primary)})
    return named.model_copy(
        update={"supporting": tuple(i.model_copy(update={"title": "Mask"}) for i in made.supporting)}
    )


def test_days_and_amounts_are_written_as_people_read_them() -> None:
    made = option(checks=checks(held=False))
    text = summary(made)
    first, last = made.timeline[0].date, made.timeline[-1].date
    assert f"from {first:%B} {first.day}, {first.year} to {last:%B} {last.day}, {last.year}" in text
    assert f"${made.investment.total:,.2f} in all" in text and f"${made.investment.saves:,.2f} less" in text
    assert str(first) not in text and "USD" not in text
    assert all(item.title in text for item in made.items)


def test_stops_of_one_arrival_are_one_visit() -> None:
    made = option()
    stop = made.timeline[1].model_copy(update={"number": 7, "start": time(15, 0), "room": "skin"})
    assert "in 6 visits from" in summary(made)
    assert summary(made.model_copy(update={"timeline": (*made.timeline, stop)})) == summary(made)


def test_spanish_says_the_same_in_spanish() -> None:
    text = summary(option(), "es")
    assert "tratamientos en 6 visitas del 1 de diciembre de 2026 al" in text
    assert "En total cuesta $" in text and "menos que pagando todo por separado" in text and "en espera" in text


@pytest.mark.parametrize("language", ["en", "es"])
def test_what_is_on_hold_is_always_said(language: Language) -> None:
    held, free = summary(option(), language), summary(option(checks=checks(held=False)), language)
    assert held.startswith(free) and len(held) > len(free)


def test_one_day_no_day_and_nothing_at_all() -> None:
    made = option()
    one = made.model_copy(update={"timeline": made.timeline[:1]})
    assert "in 1 visit on December 1, 2026:" in summary(one)
    later = made.timeline[0].model_copy(update={"number": 2, "start": time(18, 0)})
    twice = made.model_copy(update={"timeline": (made.timeline[0], later)})
    assert "in 2 visits on December 1, 2026:" in summary(twice)
    assert "with no day yet:" in summary(made.model_copy(update={"timeline": ()}))
    nothing = made.model_copy(update={"primary": (), "supporting": (), "timeline": (), "checks": ()})
    assert summary(nothing).startswith("No treatment is put forward now. Care at home costs $")
    free = made.investment.model_copy(update={"total": Decimal("0.00")})
    assert summary(nothing.model_copy(update={"investment": free})) == "No treatment is put forward now."


def test_it_reads_at_grade_8_or_below() -> None:
    for made in draft().options:
        assert reading_grade(summary(plain(made))) <= HARDEST


def test_a_spanish_document_has_the_spanish_summary_and_keeps_a_persons_own() -> None:
    built = option().model_copy(update={"summary": summary(option())})
    others = tuple(each for each in draft().options if each.tier != built.tier)
    made = draft(options=(*others, built), recommended=built.tier)
    assert client_pages(request(draft=made, language="es"))[0]["cover"]["summary"] == summary(built, "es")
    assert client_pages(request(language="es"))[0]["cover"]["summary"] == option().summary
