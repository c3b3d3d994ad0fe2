"""The first draft that a clinic sees: of the client and the practice that ship."""

from __future__ import annotations

from datetime import date

from planning.drafting import DraftRequest, draft
from planning.library import load_library
from planning.medicines import Dictionary
from planning.practice import sample_practice
from tests.planning.documents.sampled import profile


def test_the_sample_can_be_approved_and_shows_a_line_on_hold() -> None:
    here = sample_practice().at("oakland")
    made = draft(DraftRequest(profile(), here, load_library(), Dictionary.load().classes_of, date(2026, 11, 22)))
    good, better = made.options
    assert (good.approvable, len(good.items)) == (True, 2)
    assert (better.approvable, len(better.items)) == (False, 3)
    (held,) = [check for check in better.checks if not check.approvable]
    (question,) = [verdict.ask for verdict in held.verdicts if verdict.level == "hold"]
    assert (held.item, question) == ("superficial_peel", "Are you allergic to aspirin or salicylates?")
    assert made.not_seen[-1] == "1 of 65 health questions has no answer."
