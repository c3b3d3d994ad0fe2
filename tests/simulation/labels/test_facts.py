"""What a label must know, and how it says it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from simulation.labels import LabelFactsError, Language, TimePoint
from simulation.labels.wording import date_words, details, headline, time_words, word
from tests.simulation.labels.pictures import ENGLISH, SPANISH


@pytest.mark.parametrize("field", ["treatments", "practice", "version"])
def test_nothing_may_be_missing(field: str) -> None:
    with pytest.raises(LabelFactsError) as caught:
        replace(ENGLISH, **{field: ("Toxin", " ") if field == "treatments" else " "})
    assert caught.value.details == {"missing": [field]}


def test_a_treatment_is_needed() -> None:
    with pytest.raises(LabelFactsError):
        replace(ENGLISH, treatments=())


def test_a_language_without_words_is_refused() -> None:
    with pytest.raises(LabelFactsError):
        replace(ENGLISH, language="fr")  # type: ignore[arg-type]


@pytest.mark.parametrize(("moment", "count"), [("days", -1), ("visit", 0), ("peak", 3), ("fading", -1)])
def test_time_points_count_what_there_is(moment: str, count: int) -> None:
    with pytest.raises(LabelFactsError):
        TimePoint(moment, count)  # type: ignore[arg-type]


def test_the_first_words_are_the_required_ones() -> None:
    assert headline("en") == "Projection — not a guaranteed result"
    assert headline("es") == "Proyección — no es un resultado garantizado"


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_headline_begins_with_the_word(language: Language) -> None:
    assert headline(language).startswith(f"{word(language)} ")


@pytest.mark.parametrize(
    ("point", "english", "spanish"),
    [
        (TimePoint.after_days(1), "1 day after treatment", "1 día después del tratamiento"),
        (TimePoint.after_days(10), "10 days after treatment", "10 días después del tratamiento"),
        (TimePoint.after_days(7), "1 week after treatment", "1 semana después del tratamiento"),
        (TimePoint.after_days(28), "4 weeks after treatment", "4 semanas después del tratamiento"),
        (TimePoint.after_days(90), "3 months after treatment", "3 meses después del tratamiento"),
        (TimePoint.after_days(0), "0 days after treatment", "0 días después del tratamiento"),
        (TimePoint.after_visit(2), "after visit 2", "tras la visita 2"),
        (TimePoint.peak(), "at its peak", "en su punto máximo"),
        (TimePoint.fading(), "when it has faded", "cuando ya pasó el efecto"),
    ],
)
def test_a_time_point_in_words(point: TimePoint, english: str, spanish: str) -> None:
    assert (time_words(point, "en"), time_words(point, "es")) == (english, spanish)


def test_dates_are_written_out() -> None:
    assert date_words(replace(ENGLISH, date=date(2026, 1, 5))) == "January 5, 2026"
    assert date_words(SPANISH) == "22 de noviembre de 2026"


def test_the_details_are_all_there() -> None:
    assert details(ENGLISH, 2) == [
        "Botulinum toxin: forehead, Hyaluronic acid filler: cheeks",
        "4 weeks after treatment",
        "November 22, 2026",
        "Harley Skin Clinic",
        "Countenance 0.1.0",
    ]


def test_treatments_that_are_not_named_are_counted() -> None:
    assert details(ENGLISH, 1)[0] == "Botulinum toxin: forehead and 1 more"
    assert details(SPANISH, 1)[0] == "Toxina botulínica: frente y 1 más"
