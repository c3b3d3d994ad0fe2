"""Five hundred clients at the sample group: nothing blocked, nothing held approvable, all of it explained.

Half of them ask in a week with blackout days and booked people and rooms. Days, resources and prices are judged by
code of their own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, time, timedelta
from functools import cache
from random import Random

import pytest

from planning.drafting import DraftRequest, draft
from planning.findings import Finding
from planning.library import load_library
from planning.medicines import Dictionary
from planning.plan import PlanDraft, PlanOption
from planning.practice import Practice, sample_practice
from planning.profile import Profile
from planning.rules import Level, Verdict
from planning.schedule import Busy
from planning.screening import Planned, screen
from planning.selection.needs import needs_of
from tests.planning.cases import TODAY
from tests.planning.drafting.independent import dearer_or_cheaper, faults, unrested
from tests.planning.generated import generated

CLIENTS, CHUNKS = 500, 10
LIBRARY = load_library()
CLASSES = cache(Dictionary.load().classes_of)
PLACES = [sample_practice().at(name) for name in ("oakland", "reno")]


def asked(number: int) -> DraftRequest:
    """Client number so and so; every second one where days are blacked out, and people and rooms booked."""
    profile, found = generated(number)
    practice = PLACES[number // CHUNKS % 2]
    made = DraftRequest(profile, practice, LIBRARY, CLASSES, TODAY, found)
    if number % 4 >= 2:
        return made
    random = Random(-1 - number)
    days = [TODAY + timedelta(day) for day in random.sample(range(1, 60), 24)]
    return replace(made, blackout=frozenset(days[:12]), busy=tuple(booked(practice, random, days[12:])))


def booked(practice: Practice, random: Random, days: list[date]) -> Iterator[Busy]:
    rooms = [room.id for room in practice.location.rooms]
    for day in days:
        first = random.randint(8, 14)
        hours = time(first), time(first + 3)
        yield Busy("provider", random.choice(practice.providers).id, day, *hours)
        yield Busy("room", random.choice(rooms), day, *hours)


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
    priced = 0
    for number in range(chunk, CLIENTS, CHUNKS):
        request = asked(number)
        profile, found, practice = request.profile, request.findings, request.practice
        made = draft(request)
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
            assert faults(request, option) == {}, number
            assert unrested(request, option) == [], number
            wrong = dearer_or_cheaper(request, option)
            assert not wrong, number
            priced += wrong is False
    assert priced >= 20  # of the chunk's options so many are small enough to be priced by trying everything
