"""Everything that a client reads is measured: grade 8 or below, passage by passage.

A name that a client has to know from a package or from a doctor (`isotretinoin`) is no choice of ours, and counts as a
word of one syllable. A fragment of a few words has no grade of its own, and is measured with what it stands among.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from importlib.resources import files

import pytest

from planning.documents.client import client_pages
from planning.documents.consents import consents
from planning.documents.education import education
from planning.documents.reading_grade import reading_grade
from planning.library import load_library
from planning.profile import health_catalogue
from tests.planning.documents.drafted import request
from tests.planning.documents.sampled import sample, sampled

GRADE = 8.0
FEWEST_WORDS = 8
NAMES = (
    *(
        "isotretinoin",
        "acitretin",
        "retinoids",
        "retinoid",
        "retinol",
        "benzoyl peroxide",
        "salicylic acid",
        "salicylates",
    ),
    *(
        "hydroquinone",
        "hyaluronic acid",
        "hyaluronic",
        "poly-L-lactic acid",
        "calcium hydroxylapatite",
        "botulinum toxin",
    ),
    *(
        "botulinum",
        "lidocaine",
        "ibuprofen",
        "aspirin",
        "petrolatum",
        "photodynamic therapy",
        "gram-positive bacterial",
    ),
    *(
        "pacemaker",
        "defibrillator",
        "cochlear implant",
        "electronic implant",
        "implant",
        "anaphylaxis",
        "local anesthetic",
    ),
    *("ALS, myasthenia gravis or Lambert-Eaton syndrome", "polycystic ovary syndrome", "porphyria", "scleroderma"),
    *("preservative", "silicone", "collagen", "blood pressure", "circulation", "preservatives"),
)
_NAME = re.compile("|".join(sorted(map(re.escape, NAMES), key=len, reverse=True)), re.IGNORECASE)
TREATMENTS = load_library().treatments
MANDATED = "draft_long"  # "AI-generated draft" and "licensed provider" are the wording that was asked for


def grade(text: str) -> float:
    return reading_grade(_NAME.sub("cream", text))


def too_hard(texts: Sequence[str]) -> list[str]:
    """Sentences of some length, one by one; fragments with the whole."""
    alone = [text for text in texts if len(text.split()) >= FEWEST_WORDS and grade(text) > GRADE]
    return alone + ([" ".join(texts)] if texts and grade(" ".join(texts)) > GRADE else [])


@pytest.mark.parametrize("name", sorted(TREATMENTS))
def test_care_and_warning_signs(name: str) -> None:
    care, signs = TREATMENTS[name].care, TREATMENTS[name].warning_signs
    assert too_hard([each.text for each in care.before]) == []
    assert too_hard([each.text for each in care.after]) == []
    assert too_hard([each.signs for each in signs]) == []
    assert signs or TREATMENTS[name].home_care


@pytest.mark.parametrize("name", sorted(TREATMENTS))
def test_education(name: str) -> None:
    lesson = education(TREATMENTS[name])
    assert lesson.about and lesson.expect
    assert too_hard([lesson.about]) == too_hard([lesson.expect]) == too_hard(list(lesson.figures)) == []


@pytest.mark.parametrize("name", sorted(consents()))
def test_every_part_of_a_consent(name: str) -> None:
    for part in consents()[name].parts:
        assert too_hard(list(part.paragraphs)) == []
        assert len(part.points) < 3 or too_hard(list(part.points)) == []


def _asks() -> Iterator[str]:
    yield from (question.question for question in health_catalogue().values())
    for folder in ("rules/sets", "treatments"):
        for path in sorted(files("planning").joinpath(*folder.split("/")).iterdir(), key=lambda each: each.name):
            if path.name.endswith(".yaml"):
                yield from re.findall(r"ask: '((?:[^']|'')*)'", path.read_text())
                yield from re.findall(r"ask: ([^'\n}]+?)(?:, [a-z_]+: |\}|\n)", path.read_text())


def test_what_is_asked_of_a_client() -> None:
    asked = sorted(set(_asks()))
    assert len(asked) >= 60
    assert [text for text in asked if len(text.split()) >= FEWEST_WORDS and grade(text) > GRADE] == []


def test_our_fixed_words() -> None:
    words = json.loads(files("planning").joinpath("wording", "data", "words.json").read_text())["en"]
    said = [
        text
        for key, value in words.items()
        if key != MANDATED
        for text in (value if isinstance(value, list) else [value])
    ]
    filled = [re.sub(r"\{[a-z]+\}", "it", text) for text in said]
    assert [text for text in filled if len(text.split()) >= FEWEST_WORDS and grade(text) > GRADE] == []


def test_how_home_care_is_used() -> None:
    for asked in (sample(), sampled(photo=False)):
        for line in asked.option.regimen:
            assert too_hard([line.use]) == []


def test_what_is_left_out_is_for_the_provider_alone() -> None:
    for asked in (sample(), request()):
        shown = json.dumps(client_pages(asked)[0], ensure_ascii=False)
        left = (*asked.option.left_out, *asked.draft.left_out)
        assert left and not [each.text for each in left if each.text in shown]
