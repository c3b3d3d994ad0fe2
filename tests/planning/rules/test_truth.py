"""Three-valued logic: unknown is never no, and more risk never makes an answer milder."""

from __future__ import annotations

from itertools import product

import pytest

from planning.profile import Answer
from planning.rules.truth import Truth, all_of, any_of

ORDER = [Answer.NO, Answer.UNKNOWN, Answer.YES]


def truth(answer: Answer) -> Truth:
    return Truth(answer, (f"fact {answer}",) if answer is not Answer.NO else ())


@pytest.mark.parametrize(("one", "other"), list(product(Answer, repeat=2)))
def test_both_is_the_milder_and_either_the_graver(one: Answer, other: Answer) -> None:
    """Kleene's strong logic is minimum and maximum over no < unknown < yes."""
    ranks = ORDER.index(one), ORDER.index(other)
    assert all_of([truth(one), truth(other)]).answer is ORDER[min(ranks)]
    assert any_of([truth(one), truth(other)]).answer is ORDER[max(ranks)]


def test_facts_are_those_that_decide() -> None:
    yes, unknown = Truth(Answer.YES, ("a",)), Truth(Answer.UNKNOWN, ("b",))
    assert any_of([yes, unknown]).facts == ("a",)
    assert all_of([yes, unknown]).facts == ("b",)
    assert all_of([yes, Truth(Answer.YES, ("c", "a"))]).facts == ("a", "c")


def test_a_yes_without_its_day_counts_unless_something_was_not_asked_at_all() -> None:
    told, unknown = Truth(Answer.UNKNOWN, ("a",), told=True), Truth(Answer.UNKNOWN, ("b",))
    assert all_of([told, Truth(Answer.YES)]).told
    assert not all_of([told, unknown]).told
    assert any_of([told, unknown, Truth(Answer.NO)]).told
    assert not any_of([unknown]).told
