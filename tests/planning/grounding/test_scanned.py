"""On a scanned page a question is not an answer; on a page with its own text nothing changes."""

from __future__ import annotations

from datetime import date

import pytest

from planning.grounding.scanned import doubted, says
from planning.notes import read_notes
from planning.profile import Answer

ON = date(2026, 11, 22)


@pytest.mark.parametrize(
    "line",
    [
        "Epilepsy",
        "O Epilepsy or seizures",
        "3. Keloid scars",
        "Keloid scars Yes No",
        "Epilepsia  Sí  No",
        "Active herpes / cold sores",
        "Pregnancy:",
        "Epilepsy Lupus Keloid scars",
    ],
)
def test_a_line_that_names_a_thing_says_nothing_of_it(line: str) -> None:
    assert not says(line)


@pytest.mark.parametrize(
    "line",
    [
        "She has epilepsy.",
        "Keloid scars: yes, on the chest",
        "Epilepsy yes",
        "Past history: epilepsy",
        "Diagnosed with lupus in 2019",
        "My skin scars badly, keloid",
        "Tiene epilepsia",
    ],
)
def test_a_line_that_says_something_is_left(line: str) -> None:
    assert says(line)


TEXT = "Epilepsy\nShe has a pacemaker.\nNo lupus.\n\nEpilepsy"


def answers(*pages: range) -> list[tuple[str, int, Answer]]:
    facts = doubted(read_notes(TEXT, ON).facts, TEXT, pages)
    return [(fact.code, fact.quote.start, fact.answer) for fact in facts]


def test_only_a_bare_yes_of_a_scanned_page_becomes_an_open_question() -> None:
    before = answers()
    after = answers(range(len("Epilepsy\nShe has a pacemaker.\nNo lupus.\n\n")))
    changed = [(one, other) for one, other in zip(before, after, strict=True) if one != other]
    assert [(one[0], one[1], one[2], other[2]) for one, other in changed] == [
        ("epilepsy", 0, Answer.YES, Answer.UNKNOWN)
    ]


def test_a_doubted_fact_can_only_open_a_question() -> None:
    [fact] = doubted(read_notes("Epilepsy", ON).facts, "Epilepsy", [range(8)])
    assert (fact.answer, fact.certainty.value, fact.confirmable) == (Answer.UNKNOWN, "uncertain", True)
