"""Every treatment is taught at grade 8 or below; consent texts are versioned and say that counsel has not read them."""

from __future__ import annotations

import pytest

from planning.documents.consents import consents, consents_for
from planning.documents.education import education, taught
from planning.documents.reading_grade import reading_grade
from planning.library import load_library

TREATMENTS = load_library().treatments
GRADE = 8.0


def test_all_treatments_have_a_text_and_no_text_is_of_none() -> None:
    assert taught() == set(TREATMENTS)
    assert len(taught()) == 41


@pytest.mark.parametrize("name", sorted(TREATMENTS))
def test_a_treatment_is_taught_at_grade_8_or_below(name: str) -> None:
    lesson = education(TREATMENTS[name])
    assert reading_grade(lesson.text) <= GRADE
    assert len(lesson.text.split()) >= 15


def test_figures_are_the_librarys_own() -> None:
    toxin = education(TREATMENTS["botulinum_toxin_upper_face"]).figures
    assert toxin == (
        "You can go back to your day right away.",
        "You may see a change after 2 to 14 days.",
        "It lasts for about 3 to 5 months.",
    )
    assert education(TREATMENTS["sunscreen"]).figures == ()


@pytest.mark.parametrize(
    ("text", "grade"),
    [
        ("The cat sat on the mat.", 0.39 * 6 + 11.8 * 1 - 15.59),
        ("Medicine is given by a provider. It works.", 0.39 * 8 / 2 + 11.8 * 13 / 8 - 15.59),
    ],
)
def test_the_grade_is_kincaids(text: str, grade: float) -> None:
    assert reading_grade(text) == pytest.approx(grade)


def test_a_hard_text_is_hard() -> None:
    hard = (
        "Hyperpigmentation notwithstanding, contraindications necessitate individualized multidisciplinary evaluation."
    )
    assert reading_grade(hard) > 20
    assert reading_grade("") == 0.0


@pytest.mark.parametrize("name", sorted(TREATMENTS))
def test_everything_given_at_a_visit_has_a_consent_text(name: str) -> None:
    treatment = TREATMENTS[name]
    texts = consents_for([treatment])
    if treatment.home_care:
        assert texts == ()
    else:
        assert texts[0].head.id.startswith("general@")
        assert treatment.kind in texts[1].head.kinds


@pytest.mark.parametrize("name", sorted(consents()))
def test_a_consent_text_is_a_template_that_awaits_counsel(name: str) -> None:
    consent = consents()[name]
    kind, _, version = consent.head.id.partition("@")
    assert kind and int(version) >= 1
    assert "awaits counsel" in consent.head.source
    assert reading_grade(consent.text) <= GRADE
    assert all(part.paragraphs or part.points for part in consent.parts)
    headings = {part.heading for part in consent.parts}
    assert name.startswith("general@") or {"What is done", "What can happen", "What else could be done"} <= headings
