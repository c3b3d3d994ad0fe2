"""Five hundred clients at the sample group: nothing blocked, nothing held approvable, all of it explained."""

from __future__ import annotations

from functools import cache

import pytest

from planning.drafting import DraftRequest, draft
from planning.findings import Finding
from planning.library import load_library
from planning.medicines import Dictionary
from planning.plan import PlanDraft, PlanOption
from planning.practice import Practice, sample_practice
from planning.profile import Profile
from planning.rules import Level, Verdict
from planning.screening import Planned, screen
from planning.selection.needs import needs_of
from tests.planning.cases import TODAY
from tests.planning.generated import generated

CLIENTS, CHUNKS = 500, 10
LIBRARY = load_library()
CLASSES = cache(Dictionary.load().classes_of)
PLACES = [sample_practice().at(name) for name in ("oakland", "reno")]


def judged(
    option: PlanOption, profile: Profile, found: tuple[Finding, ...] | None, practice: Practice
) -> tuple[Verdict, ...]:
    """Screening's own word on an option as it is written down."""
    dated = [
        Planned(treatment=each.treatment, zones=each.zones, on=visit.date)
        for visit in option.timeline
        for each in visit.items
    ]
    lines = dated + [Planned(treatment=line.treatment) for line in option.regimen]
    return screen(profile, lines, library=LIBRARY, classes=CLASSES, today=TODAY, findings=found, policy=practice.policy)


def explained(made: PlanDraft, option: PlanOption, profile: Profile, found: tuple[Finding, ...] | None) -> bool:
    """Every need is treated or left out with a reason."""
    whys = [why for item in option.items for why in item.why]
    met = {f"{why.concern}:{why.zone}" for why in whys if why.concern} | {f"goal:{why.goal}" for why in whys}
    said = {each.what for each in (*option.left_out, *made.left_out)}
    return {need.key for need in needs_of(profile, found, LIBRARY).needs} <= met | said


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_five_hundred_clients(chunk: int) -> None:
    for number in range(chunk, CLIENTS, CHUNKS):
        profile, found = generated(number)
        practice = PLACES[number // CHUNKS % 2]
        made = draft(DraftRequest(profile, practice, LIBRARY, CLASSES, TODAY, found))
        assert PlanDraft.model_validate_json(made.model_dump_json(by_alias=True)) == made, number
        for option in made.options:
            verdicts = judged(option, profile, found, practice)
            assert all(verdict.level < Level.BLOCK for verdict in verdicts), number
            held = {verdict.treatment for verdict in verdicts if verdict.level >= Level.HOLD}
            assert held <= {check.item for check in option.checks if not check.approvable}, number
            assert option.approvable == (not held), number
            assert all(item.why and len(item.why[0].text) > 10 for item in option.items), number
            assert explained(made, option, profile, found), number
            assert all(each.text and each.why for each in option.left_out), number
            budget = profile.budget
            assert budget is None or option.investment.total <= budget.amount, number
            assert set(option.investment.not_priced) == set(), number
