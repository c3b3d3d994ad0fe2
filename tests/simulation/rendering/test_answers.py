"""From the falls that were tried to the share that promises what was asked."""

from __future__ import annotations

import pytest

from simulation.rendering import Dose
from simulation.rendering.answers import Answers

ZONE = "forehead"
LINES, SPOTS = "forehead_lines", "brown_spots"
BEFORE = {(LINES, ZONE): 50.0, (SPOTS, ZONE): 40.0}


def _answers(**falls: float) -> Answers:
    return Answers(Dose("static_lines", ZONE, falls), BEFORE)


def _after(**falls: float) -> dict[tuple[str, str], float]:
    return {(name, ZONE): BEFORE[name, ZONE] - fall for name, fall in falls.items()}


def test_a_part_is_tried_first() -> None:
    assert 0 < _answers(forehead_lines=8.0).first < 1


def test_what_cannot_be_measured_is_not_tried() -> None:
    assert Answers(Dose("static_lines", ZONE, {"perioral_lines": 5.0}), BEFORE).first == 0


def test_without_falls_the_share_is_the_doses_own() -> None:
    answers = Answers(Dose("shadow", ZONE, share=0.2), BEFORE)
    answers.learn(0.2, {})
    assert (answers.first, answers.share(), answers.is_near) == (0.2, 0.2, True)


def test_a_straight_answer_leads_just_below_what_was_asked() -> None:
    answers = _answers(forehead_lines=8.0)
    answers.learn(0.5, _after(forehead_lines=16.0))
    assert answers.is_beyond
    assert answers.share() == pytest.approx(0.25, rel=0.1)
    assert answers.share() < 0.25


def test_a_weak_answer_asks_for_everything_there_is() -> None:
    answers = _answers(forehead_lines=20.0)
    answers.learn(0.5, _after(forehead_lines=5.0))
    assert answers.share() == 1
    answers.learn(1.0, _after(forehead_lines=9.0))
    assert answers.is_near


@pytest.mark.parametrize("fall", [0.0, -3.0, 0.02])
def test_no_answer_asks_for_nothing(fall: float) -> None:
    answers = _answers(forehead_lines=8.0)
    answers.learn(0.5, _after(forehead_lines=fall))
    assert answers.share() == 0


def test_what_turns_round_at_full_strength_is_not_kept() -> None:
    answers = _answers(forehead_lines=20.0)
    answers.learn(0.5, _after(forehead_lines=2.0))
    answers.learn(1.0, _after(forehead_lines=-1.0))
    assert not answers.is_near
    assert answers.share() == 0


def test_the_concern_that_answers_most_holds_the_other_back() -> None:
    answers = _answers(forehead_lines=8.0, brown_spots=8.0)
    answers.learn(0.5, _after(forehead_lines=16.0, brown_spots=4.0))
    assert answers.share() == pytest.approx(0.25, rel=0.1)


def test_a_mild_concern_does_not_hold_back_a_stronger_one() -> None:
    before = BEFORE | {(LINES, ZONE): 4.0}
    answers = Answers(Dose("static_lines", ZONE, {LINES: 1.0, SPOTS: 8.0}), before)
    answers.learn(0.5, {(LINES, ZONE): 0.0, (SPOTS, ZONE): 32.0})
    assert answers.share() == pytest.approx(0.5, rel=0.1)


def test_what_others_move_is_not_laid_to_its_own_share() -> None:
    """A neighbor's change alone gives 4 of the 8 points."""
    answers = _answers(forehead_lines=8.0)
    answers.learn(0.5, _after(forehead_lines=14.0))
    answers.learn(0.3, _after(forehead_lines=10.0))
    assert answers.share() == pytest.approx(0.18, abs=0.01)


def test_what_is_near_keeps_its_share() -> None:
    answers = _answers(forehead_lines=8.0)
    answers.learn(0.4, _after(forehead_lines=7.6))
    assert answers.is_settled
    assert answers.share() == 0.4


def test_a_trial_of_other_concerns_says_nothing() -> None:
    answers = _answers(forehead_lines=8.0)
    answers.learn(0.4, _after(forehead_lines=7.6))
    answers.learn(0.4, _after(brown_spots=30.0))
    assert answers.is_settled
