"""What is told of a relative and of the client in one breath, and what is settled without its name."""

from __future__ import annotations

from datetime import date

import pytest

from planning.notes import read_notes
from tests.planning.notes.scoring import told

_ON = date(2026, 11, 12)


def _read(note: str) -> set[str]:
    return {told(fact) for fact in read_notes(note, _ON).facts}


@pytest.mark.parametrize(
    ("note", "facts"),
    [
        ("Mum gets keloids, I don't.", {"health keloid yes family", "health keloid no"}),
        (
            "Do you have a pacemaker? My dad does, I don't.",
            {"health active_implant yes family", "health active_implant no"},
        ),
        ("She isn't diabetic, it's her father.", {"health diabetes no", "health diabetes yes family"}),
        ("It is her aunt with scleroderma, not her.", {"health scleroderma yes family", "health scleroderma no"}),
        ("Her husband, who came with her, has a pacemaker.", {"health active_implant yes family"}),
        (
            "Her father has lupus and her mother a pacemaker; she has neither.",
            {
                "health lupus yes family",
                "health active_implant yes family",
                "health lupus no",
                "health active_implant no",
            },
        ),
        ("Her mother has just been told that she has a melanoma.", {"health skin_cancer yes family"}),
    ],
)
def test_a_relative_and_the_client_are_told_apart(note: str, facts: set[str]) -> None:
    assert _read(note) == facts


@pytest.mark.parametrize(
    ("note", "facts"),
    [
        ("They thought it was lupus but it wasn't.", {"health lupus no"}),
        ("I asked whether she was breastfeeding and she said no.", {"health lactation no"}),
        ("I asked whether she was breastfeeding and she said yes.", {"health lactation yes"}),
        (
            "I used to get cold sores but I haven't got one now.",
            {"health herpes_history yes", "health active_herpes no"},
        ),
        ("Somebody wrote lupus on her card and that is wrong.", {"health lupus no"}),
        ("Lupus was suspected, but the rheumatologist has ruled it out.", {"health lupus no"}),
        ("Does she have a pacemaker or anything electronic in her body? She said no.", {"health active_implant no"}),
        ("I had put down lupus. No, that is her sister.", {"health lupus yes family"}),
        ("She asked whether it could be lupus. She does not have it.", {"health lupus no"}),
        ("She was tested for porphyria and doesn't have it.", {"health porphyria no"}),
        ("Asked if she can come with a cold sore, it popped up on Monday.", {"health active_herpes yes"}),
    ],
)
def test_what_is_settled_behind_its_name_is_read(note: str, facts: set[str]) -> None:
    assert _read(note) == facts


@pytest.mark.parametrize(
    ("note", "fact"),
    [
        ("She mentioned her pacemaker; the cardiologist said no problem with laser.", "health active_implant yes"),
        ("She has lupus but it isn't active.", "health lupus yes"),
        ("She got pregnant by mistake.", "health pregnancy yes"),
        ("She has a pacemaker, and the cardiologist said no to laser.", "health active_implant yes"),
    ],
)
def test_a_no_to_something_else_takes_nothing_back(note: str, fact: str) -> None:
    assert fact in _read(note)


def test_what_must_not_be_given_is_no_denied_allergy() -> None:
    assert "health lidocaine_allergy yes" in _read("She must not have lidocaine: it brought her out in hives.")
